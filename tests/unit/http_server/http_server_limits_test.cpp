// What a hostile or broken client meets.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "host_stub/web/http_server.hpp"
#include "tests/unit/http_server/echo_service.hpp"
#include "tests/unit/http_server/raw_client.hpp"

namespace stub {
namespace {

HttpServer::Options SmallLimits() {
  HttpServer::Options options;
  options.lane_threads = {1, 1};
  options.header_limit = 4096;
  options.body_limit = 1000;
  options.lane_queue_limit = 1;
  return options;
}

class HttpServerLimits : public testing::Test {
 protected:
  HttpServerLimits() : server_(service_, SmallLimits()) { server_.Start(); }

  EchoService service_;
  HttpServer server_;
};

struct BadRequest {
  const char* name;
  std::string bytes;
  unsigned status;
};

class BadRequests : public HttpServerLimits, public testing::WithParamInterface<BadRequest> {};

TEST_P(BadRequests, GetsItsStatusAndTheConnectionCloses) {
  RawClient client(server_.port());
  const auto answer = client.Ask(GetParam().bytes);
  EXPECT_EQ(answer.result_int(), GetParam().status);
  EXPECT_TRUE(client.IsClosed());
}

TEST_P(BadRequests, LeavesTheServerWorking) {
  RawClient(server_.port()).Ask(GetParam().bytes);
  RawClient next(server_.port());
  EXPECT_EQ(next.Ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").result_int(), 200U);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, BadRequests,
    testing::Values(
        BadRequest{"Garbage", "\x16\x03\x01 this is not http\r\n\r\n", 400},
        BadRequest{"UnknownVersion", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400},
        BadRequest{"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
        BadRequest{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        BadRequest{"NoSlash", "GET admin HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        BadRequest{"BadLength", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: two\r\n\r\n", 400},
        BadRequest{"NegativeLength", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                   400},
        BadRequest{"LengthAndChunked",
                   "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n0\r\n\r\n",
                   400},
        BadRequest{"BadChunk",
                   "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
        BadRequest{"HeadersTooLarge",
                   "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(5000, 'a') + "\r\n\r\n", 431},
        BadRequest{"EndlessHeaderLine", "GET / HTTP/1.1\r\nX: " + std::string(70000, 'a'), 431},
        BadRequest{
            "BodyTooLarge",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'b'),
            413},
        BadRequest{"AnnouncedTooLarge",
                   "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                   "999999999999\r\n\r\n",
                   413},
        BadRequest{"ChunksTooLarge",
                   "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                       std::string(1001, 'c'),
                   413}),
    [](const testing::TestParamInfo<BadRequest>& row) { return row.param.name; });

TEST_F(HttpServerLimits, BodyOfExactlyTheLimitIsAccepted) {
  RawClient client(server_.port());
  const auto answer = client.Ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" +
                                 std::string(1000, 'b'));
  EXPECT_EQ(answer.result_int(), 200U);
}

TEST_F(HttpServerLimits, FullLaneAnswers503AndWhenToRetry) {
  RawClient running(server_.port());
  running.Send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  service_.slow_started.get_future().wait();
  RawClient waiting(server_.port());
  waiting.Send("GET /slow/waiting HTTP/1.1\r\nHost: x\r\n\r\n");
  service_.waiting_seen.get_future().wait();
  RawClient refused(server_.port());
  const auto answer = refused.Ask("GET /slow/refused HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.result_int(), 503U);
  EXPECT_EQ(answer["retry-after"], "1");
  service_.slow_may_end.set_value();
}

TEST(HttpServerTimeouts, HalfARequestIsClosedAfterTheReadTimeout) {
  EchoService service;
  HttpServer::Options options;
  options.read_timeout = std::chrono::milliseconds(20);
  HttpServer server(service, options);
  server.Start();
  RawClient client(server.port());
  client.Send("GET / HT");
  EXPECT_TRUE(client.IsClosed());
}

TEST(HttpServerTimeouts, IdleConnectionIsClosedAfterTheIdleTimeout) {
  EchoService service;
  HttpServer::Options options;
  options.idle_timeout = std::chrono::milliseconds(20);
  HttpServer server(service, options);
  server.Start();
  RawClient client(server.port());
  EXPECT_TRUE(client.IsClosed());
}

TEST(HttpServerLifetime, NeverStartedServerCanBeDestroyed) {
  EchoService service;
  HttpServer server(service, {});
  EXPECT_NE(server.port(), 0);
}

}  // namespace
}  // namespace stub
