// A redirect is an answer: neither the request nor its credentials go anywhere else.
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

class Redirect : public ::testing::TestWithParam<int> {
 protected:
  LoopbackServer elsewhere_{[](auto&, auto) { return Answer(200, "taken"); }};
};

TEST_P(Redirect, TakesNothingToAnotherServer) {
  const std::string location = "Location: " + elsewhere_.Url("/elsewhere") + "\r\n";
  LoopbackServer server([&](auto&, auto) { return Answer(GetParam(), "", location); });
  CurlClient client({});
  HttpRequest request;
  request.method = "POST";
  request.url = server.Url();
  request.headers = {{"Authorization", "OAuth oauth_token=\"a\""}};
  request.body = "status=hello";
  for (const bool idempotent : {true, false}) {
    request.idempotent = idempotent;
    const auto answer = client.Send(request, FakeCall());
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->status, GetParam());
  }
  EXPECT_EQ(server.RequestCount(), 2u);
  EXPECT_EQ(elsewhere_.ConnectionCount(), 0u);
}

INSTANTIATE_TEST_SUITE_P(CurlClient, Redirect, ::testing::Values(301, 302, 303, 307, 308));

}  // namespace
}  // namespace twitter::testing
