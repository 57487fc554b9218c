// What is said of a write that got no whole answer, and how a read differs.
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/requests.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

// Keeps the first connection alive, then drops it once the second request has come.
Reply AnswerFirstDropSecond(const std::string&, std::size_t number) {
  if (number == 2) return Reply{"", true};
  return Answer(200, "ok");
}

TEST(CurlClientWrite, AReadIsRepeatedOnceOnANewConnection) {
  LoopbackServer server(AnswerFirstDropSecond);
  CurlClient client({});
  ASSERT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  EXPECT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  EXPECT_EQ(server.RequestCount(), 3u);
}

TEST(CurlClientWrite, IsUncertainWhenAFreshConnectionDrops) {
  LoopbackServer server([](auto&, auto) { return Reply{"", true}; });
  CurlClient client({});
  const auto answer = client.Send(Write(server.Url()), FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
  EXPECT_EQ(answer.error().reason, "http.no_answer");
  EXPECT_EQ(server.RequestCount(), 1u);
}

TEST(CurlClientWrite, IsUncertainWhenTheAnswerIsCut) {
  LoopbackServer server([](auto&, auto) {
    return Reply{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", true};
  });
  CurlClient client({});
  const auto answer = client.Send(Write(server.Url()), FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
}

TEST(CurlClientWrite, IsUncertainWhenTheAnswerIsTooLarge) {
  LoopbackServer server([](auto&, auto) { return Answer(200, std::string(50, 'x')); });
  CurlClient client({});
  HttpRequest request = Write(server.Url());
  request.response_limit = 10;
  const auto answer = client.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
  EXPECT_EQ(answer.error().reason, "http.answer_too_large");
}

TEST(CurlClientWrite, IsUncertainWhenTheAnswerTakesTooLong) {
  LoopbackServer server([](auto&, auto) { return Reply{.hang = true}; });
  CurlClient client({});
  HttpRequest request = Write(server.Url());
  request.timeout_ms = 50;
  const auto answer = client.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
  EXPECT_EQ(answer.error().reason, "http.timeout");
}

TEST(CurlClientWrite, AReadThatTakesTooLongIsTransient) {
  LoopbackServer server([](auto&, auto) { return Reply{.hang = true}; });
  CurlClient client({});
  HttpRequest request = Get(server.Url());
  request.timeout_ms = 50;
  const auto answer = client.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "http.timeout");
}

}  // namespace
}  // namespace twitter::testing
