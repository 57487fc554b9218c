// What CurlClient sends and takes over plain http on loopback.
#include "twitter_channel/http/curl_client.hpp"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/requests.hpp"

namespace twitter::testing {
namespace {

chp::Result<HttpResponse> Send(const HttpRequest& request) {
  CurlClient client({});
  return client.Send(request, FakeCall());
}

TEST(CurlClient, ReturnsStatusHeadersAndBody) {
  LoopbackServer server([](auto&, auto) {
    return Answer(200, "hello", "X-Rate-Limit-Reset: 17\r\nx-access-level:  read \r\n");
  });
  const auto answer = Send(Get(server.Url()));
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "hello");
  EXPECT_EQ(answer->Header("x-rate-limit-reset"), "17");
  EXPECT_EQ(answer->Header("x-access-level"), "read");
  EXPECT_EQ(answer->Header("absent"), "");
}

TEST(CurlClient, AServerErrorIsAnAnswer) {
  LoopbackServer server([](auto&, auto) { return Answer(503, "over capacity"); });
  const auto answer = Send(Get(server.Url()));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->body, "over capacity");
}

TEST(CurlClient, SendsAFormAsItIs) {
  LoopbackServer server([](auto&, auto) { return Answer(200, ""); });
  HttpRequest request = Get(server.Url("/1.1/update.json?a=b%20c"));
  request.method = "POST";
  request.headers = {{"Authorization", "OAuth a=\"b\""},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = "status=a%2Ab";
  ASSERT_TRUE(Send(request).ok());
  const std::string sent = server.Requests().at(0);
  EXPECT_TRUE(sent.starts_with("POST /1.1/update.json?a=b%20c HTTP/1.1\r\n")) << sent;
  EXPECT_NE(sent.find("\r\nAuthorization: OAuth a=\"b\"\r\n"), std::string::npos);
  EXPECT_NE(sent.find("\r\nContent-Type: application/x-www-form-urlencoded\r\n"),
            std::string::npos);
  EXPECT_EQ(sent.find("Expect:"), std::string::npos);
  EXPECT_TRUE(sent.ends_with("\r\n\r\nstatus=a%2Ab"));
}

TEST(CurlClient, AWriteCarriesItsBodyWithItsLength) {
  LoopbackServer server([](auto&, auto) { return Answer(200, ""); });
  HttpRequest request = Get(server.Url());
  request.method = "POST";
  request.idempotent = false;
  request.body = std::string(100'000, 'x');
  ASSERT_TRUE(Send(request).ok());
  EXPECT_NE(server.Requests().at(0).find("Content-Length: 100000\r\n"), std::string::npos);
  EXPECT_TRUE(server.Requests().at(0).ends_with("\r\n\r\n" + request.body));
}

TEST(CurlClient, AnEmptyPutSaysItsLengthAndNoType) {
  LoopbackServer server([](auto&, auto) { return Answer(204, ""); });
  HttpRequest request = Get(server.Url());
  request.method = "PUT";
  ASSERT_TRUE(Send(request).ok());
  const std::string sent = server.Requests().at(0);
  EXPECT_TRUE(sent.starts_with("PUT / HTTP/1.1\r\n"));
  EXPECT_NE(sent.find("\r\nContent-Length: 0\r\n"), std::string::npos);
  EXPECT_EQ(sent.find("Content-Type"), std::string::npos);
}

TEST(CurlClient, DeleteIsSentAsDelete) {
  LoopbackServer server([](auto&, auto) { return Answer(204, ""); });
  HttpRequest request = Get(server.Url());
  request.method = "DELETE";
  ASSERT_TRUE(Send(request).ok());
  EXPECT_TRUE(server.Requests().at(0).starts_with("DELETE / HTTP/1.1\r\n"));
}

TEST(CurlClient, SaysWhoItIs) {
  LoopbackServer server([](auto&, auto) { return Answer(200, ""); });
  CurlOptions options;
  options.user_agent = "twitter-channel/1.2";
  CurlClient client(options);
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  EXPECT_NE(server.Requests().at(0).find("\r\nUser-Agent: twitter-channel/1.2\r\n"),
            std::string::npos);
}

TEST(CurlClient, KeepsTheConnectionForTheNextRequest) {
  LoopbackServer server([](auto&, auto) { return Answer(200, ""); });
  CurlClient client({});
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  EXPECT_EQ(server.RequestCount(), 2u);
  EXPECT_EQ(server.ConnectionCount(), 1u);
}

TEST(CurlClient, NothingOfOneRequestStaysForTheNext) {
  LoopbackServer server([](auto&, auto) { return Answer(200, ""); });
  CurlClient client({});
  HttpRequest post = Get(server.Url());
  post.method = "PUT";
  post.headers = {{"Authorization", "secret"}};
  post.body = "body";
  ASSERT_TRUE(client.Send(post, FakeCall()).ok());
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  const std::string second = server.Requests().at(1);
  EXPECT_TRUE(second.starts_with("GET / HTTP/1.1\r\n"));
  EXPECT_EQ(second.find("secret"), std::string::npos);
  EXPECT_TRUE(second.ends_with("\r\n\r\n"));
}

TEST(CurlClient, AnInterimAnswerIsNotTheAnswer) {
  LoopbackServer server([](auto&, auto) {
    Reply reply = Answer(200, "late", "x-real: yes\r\n");
    reply.bytes = "HTTP/1.1 103 Early Hints\r\nx-early: yes\r\n\r\n" + reply.bytes;
    return reply;
  });
  const auto answer = Send(Get(server.Url()));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->Header("x-real"), "yes");
  EXPECT_EQ(answer->Header("x-early"), "");
}

TEST(CurlClient, TakesAnAnswerOfExactlyTheLimit) {
  LoopbackServer server([](auto&, auto) { return Answer(200, std::string(1000, 'x')); });
  HttpRequest request = Get(server.Url());
  request.response_limit = 1000;
  EXPECT_TRUE(Send(request).ok());
}

TEST(CurlClient, RefusesALargerAnswerThanTheLimit) {
  LoopbackServer server([](auto&, auto) { return Answer(200, std::string(1001, 'x')); });
  HttpRequest request = Get(server.Url());
  request.response_limit = 1000;
  const auto answer = Send(request);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "http.answer_too_large");
}

TEST(CurlClient, RefusesEndlessHeaders) {
  LoopbackServer server(
      [](auto&, auto) { return Answer(200, "", "x-long: " + std::string(70'000, 'x') + "\r\n"); });
  const auto answer = Send(Get(server.Url()));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.answer_too_large");
}

TEST(CurlClient, RefusesCountlessHeaders) {
  std::string headers;
  for (int i = 0; i < 20'000; ++i) headers += "a:\r\n";
  LoopbackServer server([&](auto&, auto) { return Answer(200, "", headers); });
  const auto answer = Send(Get(server.Url()));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.answer_too_large");
}

TEST(CurlClient, RefusesEndlessInterimAnswers) {
  std::string interim;
  for (int i = 0; i < 5'000; ++i) interim += "HTTP/1.1 103 Early Hints\r\n\r\n";
  LoopbackServer server([&](auto&, auto) { return Reply{interim, true}; });
  const auto answer = Send(Get(server.Url()));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.answer_too_large");
}

TEST(CurlClient, AsksForNoCompressionAndUndoesNone) {
  LoopbackServer server(
      [](auto&, auto) { return Answer(200, "\x1f\x8b", "Content-Encoding: gzip\r\n"); });
  const auto answer = Send(Get(server.Url()));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->body, "\x1f\x8b");
  EXPECT_EQ(server.Requests().at(0).find("Accept-Encoding"), std::string::npos);
}

TEST(CurlClient, RefusesAnAnswerThatIsNotHttp) {
  LoopbackServer server([](auto&, auto) { return Reply{"220 mail.example ESMTP\r\n", true}; });
  const auto answer = Send(Get(server.Url()));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "http.no_answer");
}

TEST(CurlClient, ACutAnswerIsNoAnswer) {
  LoopbackServer server([](auto&, auto) {
    return Reply{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", true};
  });
  const auto answer = Send(Get(server.Url()));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.no_answer");
}

TEST(CurlClient, AClosedPortIsTransientAndNamed) {
  std::string url;
  {
    LoopbackServer server([](auto&, auto) { return Reply{}; });
    url = server.Url();
  }
  HttpRequest request = Get(url);
  request.method = "POST";
  request.body = "a=b";
  request.idempotent = false;
  const auto answer = Send(request);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "http.connect");
  EXPECT_TRUE(answer.error().message.starts_with("127.0.0.1 "));
}

TEST(CurlClient, AnErrorHoldsNothingOfTheRequestButTheHost) {
  LoopbackServer dropping([](auto&, auto) { return Reply{"canary", true}; });
  std::string closed_url;
  {
    const LoopbackServer closed([](auto&, auto) { return Reply{}; });
    closed_url = closed.Url("/canary?oauth_token=canary");
  }
  for (const std::string& url :
       {closed_url, dropping.Url("/canary?oauth_token=canary"),
        std::string("http://canary.x.invalid/canary"), std::string("https://127.0.0.1/#canary")}) {
    HttpRequest request = Get(url);
    request.headers = {{"Authorization", "canary"}};
    request.body = "canary";
    const auto answer = Send(request);
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().message.find("canary"), std::string::npos) << answer.error().message;
  }
}

class ForbiddenAddress : public ::testing::TestWithParam<const char*> {};
TEST_P(ForbiddenAddress, IsAConfigurationError) {
  const auto answer = Send(Get(GetParam()));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kConfig);
  EXPECT_EQ(answer.error().reason, "http.url_not_allowed");
}
INSTANTIATE_TEST_SUITE_P(CurlClient, ForbiddenAddress,
                         ::testing::Values("http://api.x.com/", "ftp://127.0.0.1/", "", "nonsense",
                                           "file:///etc/hostname", "https://u:p@127.0.0.1/"));

TEST(CurlClient, AHeaderWithALineBreakIsABug) {
  HttpRequest request = Get("http://127.0.0.1:1/");
  request.headers = {{"x-a", "b\r\nx-c: d"}};
  EXPECT_THROW((void)Send(request), std::invalid_argument);
}

}  // namespace
}  // namespace twitter::testing
