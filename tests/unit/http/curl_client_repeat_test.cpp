// A write reaches the server at most once, however its connection ends: libcurl repeats requests on
// its own, and nothing above could see that. The servers count.
#include <atomic>
#include <string>
#include <thread>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/http2_server.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/requests.hpp"
#include "tests/unit/http/tls_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

struct WriteShape {
  const char* name;
  const char* method;
  std::size_t body_bytes;
};

const WriteShape kWrites[] = {{"Post", "POST", 12},           {"LargePost", "POST", 300'000},
                              {"PostWithoutBody", "POST", 0}, {"Put", "PUT", 12},
                              {"PutWithoutBody", "PUT", 0},   {"Delete", "DELETE", 0},
                              {"DeleteBody", "DELETE", 12}};

struct Http1Ending {
  const char* name;
  const char* bytes;  // what the server still says before it drops the connection
};

const Http1Ending kHttp1Endings[] = {
    {"WithoutAWord", ""},
    {"WithinTheStatusLine", "HTTP/1.1 2"},
    {"AfterAnInterimAnswer", "HTTP/1.1 103 Early Hints\r\n\r\n"},
    {"AfterTheHeaders", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"},
    {"WithinTheBody", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}};

struct Http2Ending {
  const char* name;
  Http2Reaction reaction;
};

const Http2Ending kHttp2Endings[] = {{"Dropped", Http2Reaction::kDrop},
                                     {"DroppedAfterTheHeaders", Http2Reaction::kAnswerHeadThenDrop},
                                     {"DroppedWithinTheBody", Http2Reaction::kAnswerHalfThenDrop},
                                     {"GoAwayUnprocessed", Http2Reaction::kGoAwayUnprocessed},
                                     {"GoAwayProcessed", Http2Reaction::kGoAwayProcessed},
                                     {"ResetRefused", Http2Reaction::kResetRefused},
                                     {"ResetHttp11Required", Http2Reaction::kResetHttp11Required},
                                     {"ResetInternalError", Http2Reaction::kResetInternalError}};

HttpRequest WriteOf(const std::string& url, const WriteShape& shape) {
  HttpRequest request;
  request.method = shape.method;
  request.url = url;
  request.body = std::string(shape.body_bytes, 'x');
  request.idempotent = false;
  return request;
}

CurlOptions Trusting(const TestCertificate& certificate) {
  CurlOptions options;
  options.ca_file = certificate.path();
  return options;
}

// A read makes the kept connection that the write is then given.
chp::Result<HttpResponse> WriteOverAKeptConnection(HttpClient& client, const std::string& url,
                                                   const WriteShape& shape) {
  const auto read = client.Send(Get(url), FakeCall());
  EXPECT_TRUE(read.ok()) << read.error().message;
  return client.Send(WriteOf(url, shape), FakeCall());
}

struct NameOfPair {
  std::string operator()(const auto& test) const {
    return std::string(std::get<0>(test.param).name) + std::get<1>(test.param).name;
  }
};

void ExpectUncertain(const chp::Result<HttpResponse>& answer) {
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
  EXPECT_EQ(answer.error().reason, "http.no_answer") << answer.error().message;
}

class WriteOverHttp1 : public ::testing::TestWithParam<std::tuple<WriteShape, Http1Ending>> {
 protected:
  const WriteShape& shape() const { return std::get<0>(GetParam()); }
  LoopbackServer::Handler AnswerFirstEndSecond() const {
    const std::string last_words = std::get<1>(GetParam()).bytes;
    return [last_words](const std::string&, std::size_t number) {
      return number == 1 ? Answer(200, "ok") : Reply{last_words, true};
    };
  }
};

TEST_P(WriteOverHttp1, IsSeenOnceWhenTheConnectionEnds) {
  LoopbackServer server(AnswerFirstEndSecond());
  CurlClient client({});
  ExpectUncertain(WriteOverAKeptConnection(client, server.Url(), shape()));
  EXPECT_EQ(server.RequestCount(), 2u);  // the read and one write
}

TEST_P(WriteOverHttp1, IsSeenOnceWhenTheTlsConnectionEnds) {
  const TestCertificate certificate = MakeCertificate();
  std::atomic<std::size_t> requests = 0;
  TlsServer server(certificate, "http/1.1",
                   ServeHttp1([&](const std::string& request, std::size_t number) {
                     ++requests;
                     return AnswerFirstEndSecond()(request, number);
                   }));
  CurlClient client(Trusting(certificate));
  ExpectUncertain(WriteOverAKeptConnection(client, server.Url(), shape()));
  EXPECT_EQ(requests, 2u);
}

INSTANTIATE_TEST_SUITE_P(CurlClient, WriteOverHttp1,
                         ::testing::Combine(::testing::ValuesIn(kWrites),
                                            ::testing::ValuesIn(kHttp1Endings)),
                         NameOfPair());

class WriteOverHttp2 : public ::testing::TestWithParam<std::tuple<WriteShape, Http2Ending>> {};

TEST_P(WriteOverHttp2, IsSeenOnceHoweverItEnds) {
  const auto& [shape, ending] = GetParam();
  const TestCertificate certificate = MakeCertificate();
  Http2Server server(certificate, [reaction = ending.reaction](std::size_t number) {
    return number == 1 ? Http2Reaction::kAnswer : reaction;
  });
  CurlClient client(Trusting(certificate));
  ExpectUncertain(WriteOverAKeptConnection(client, server.Url(), shape));
  EXPECT_EQ(server.RequestCount(), 2u);
}

INSTANTIATE_TEST_SUITE_P(CurlClient, WriteOverHttp2,
                         ::testing::Combine(::testing::ValuesIn(kWrites),
                                            ::testing::ValuesIn(kHttp2Endings)),
                         NameOfPair());

// A connection that the server closed while it was idle is noticed before anything is sent.
class WriteAfterAnIdleClose : public ::testing::TestWithParam<WriteShape> {};

TEST_P(WriteAfterAnIdleClose, TakesANewConnection) {
  LoopbackServer server([](const std::string&, std::size_t) {
    Reply reply = Answer(200, "ok");
    reply.close = true;
    return reply;
  });
  CurlClient client({});
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  while (server.DroppedCount() == 0) std::this_thread::yield();
  EXPECT_TRUE(client.Send(WriteOf(server.Url(), GetParam()), FakeCall()).ok());
  EXPECT_EQ(server.RequestCount(), 2u);
}

TEST_P(WriteAfterAnIdleClose, TakesANewConnectionOverHttp2) {
  const TestCertificate certificate = MakeCertificate();
  Http2Server server(certificate, [](std::size_t) { return Http2Reaction::kAnswerAndGoAway; });
  CurlClient client(Trusting(certificate));
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  while (server.DroppedCount() == 0) std::this_thread::yield();
  const auto answer = client.Send(WriteOf(server.Url(), GetParam()), FakeCall());
  EXPECT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(server.RequestCount(), 2u);
}

INSTANTIATE_TEST_SUITE_P(CurlClient, WriteAfterAnIdleClose, ::testing::ValuesIn(kWrites),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace twitter::testing
