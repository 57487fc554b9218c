// What a well-behaved client sees, and how the server starts and stops.
#include "host_stub/web/http_server.hpp"

#include <memory>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "tests/unit/http_server/echo_service.hpp"
#include "tests/unit/http_server/raw_client.hpp"

namespace stub {
namespace {

class HttpServerTest : public testing::Test {
 protected:
  HttpServerTest() {
    HttpServer::Options options;
    options.lane_threads = {2, 1};
    server_ = std::make_unique<HttpServer>(service_, options);
    server_->Start();
  }

  EchoService service_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, HandsOverMethodPathQueryAddressAndBody) {
  RawClient client(server_->port());
  const auto answer =
      client.Ask("POST /a%20b?c=%41 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz");
  EXPECT_EQ(answer.body(), "POST|/a%20b|c=%41|127.0.0.1|xyz");
}

TEST_F(HttpServerTest, HeaderNamesAreLowerCase) {
  RawClient client(server_->port());
  const auto answer = client.Ask("GET / HTTP/1.1\r\nHost: x\r\nX-GIVEN: Value\r\n\r\n");
  EXPECT_EQ(answer["x-seen"], "Value");
}

TEST_F(HttpServerTest, KeepsTheConnectionForTheNextRequest) {
  RawClient client(server_->port());
  client.Ask("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.Ask("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n").body(), "GET|/2||127.0.0.1|");
}

TEST_F(HttpServerTest, ClosesWhenAsked) {
  RawClient client(server_->port());
  client.Ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(HttpServerTest, TwoRequestsInOnePacketAreAnsweredInOrder) {
  RawClient client(server_->port());
  client.Send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.Read().body(), "GET|/1||127.0.0.1|");
  EXPECT_EQ(client.Read().body(), "GET|/2||127.0.0.1|");
}

TEST_F(HttpServerTest, ChunkedBodyArrivesWhole) {
  RawClient client(server_->port());
  const auto answer = client.Ask(
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  EXPECT_EQ(answer.body(), "POST|/||127.0.0.1|abc");
}

TEST_F(HttpServerTest, ContinueIsSentBeforeTheBodyIsRead) {
  RawClient client(server_->port());
  client.Send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.Read().result_int(), 100U);
  EXPECT_EQ(client.Ask("ok").body(), "POST|/||127.0.0.1|ok");
}

TEST_F(HttpServerTest, HeadAnnouncesTheLengthWithoutTheBody) {
  RawClient client(server_->port());
  client.Send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.Read(true)["content-length"], "19");
  EXPECT_EQ(client.Ask("GET /b HTTP/1.1\r\nHost: x\r\n\r\n").body(), "GET|/b||127.0.0.1|");
}

TEST_F(HttpServerTest, NoContentHasNeitherLengthNorType) {
  RawClient client(server_->port());
  const auto answer = client.Ask("GET /empty HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.result_int(), 204U);
  EXPECT_EQ(answer.count("content-length") + answer.count("content-type"), 0U);
}

TEST_F(HttpServerTest, ExceptionBecomes500WithoutDetail) {
  RawClient client(server_->port());
  const auto answer = client.Ask("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.result_int(), 500U);
  EXPECT_EQ(answer.body().find("secret"), std::string::npos);
}

TEST_F(HttpServerTest, HeaderValueWithLineBreakNeverLeaves) {
  RawClient client(server_->port());
  const auto answer = client.Ask("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.result_int(), 500U);
}

TEST_F(HttpServerTest, DropConnectionClosesWithoutAnswer) {
  RawClient client(server_->port());
  client.Send("GET /drop HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(HttpServerTest, SlowLaneDoesNotDelayAnother) {
  RawClient slow(server_->port());
  slow.Send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  service_.slow_started.get_future().wait();
  RawClient quick(server_->port());
  EXPECT_EQ(quick.Ask("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n").result_int(), 200U);
  service_.slow_may_end.set_value();
  EXPECT_EQ(slow.Read().result_int(), 200U);
}

TEST_F(HttpServerTest, StopLetsARunningHandlerAnswer) {
  RawClient client(server_->port());
  client.Send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  service_.slow_started.get_future().wait();
  std::thread stopper([this] { server_->Stop(std::chrono::seconds(10)); });
  service_.slow_may_end.set_value();
  EXPECT_EQ(client.Read().result_int(), 200U);
  stopper.join();
}

TEST_F(HttpServerTest, StopClosesIdleConnections) {
  RawClient client(server_->port());
  client.Ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  server_->Stop(std::chrono::seconds(10));
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(HttpServerTest, PortInUseIsOneSentence) {
  HttpServer::Options options;
  options.port = server_->port();
  try {
    HttpServer second(service_, options);
    FAIL() << "bound a port twice";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(std::string(error.what()), "Port " + std::to_string(options.port) +
                                             " on 127.0.0.1 is in use. Stop the other "
                                             "program or choose another port with --port.");
  }
}

TEST_F(HttpServerTest, AddressThatIsNoAddressIsRefused) {
  HttpServer::Options options;
  options.address = "not an address";
  EXPECT_THROW(HttpServer(service_, options), std::runtime_error);
}

}  // namespace
}  // namespace stub
