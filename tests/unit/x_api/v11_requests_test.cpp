// What every request to X API v1.1 has in common.
#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter::testing {
namespace {

TEST_F(V11Test, TheSignatureBearsClockAndNonce) {
  clock_.now_ms = 1'318'622'958'999;
  http_.WillAnswer(200, R"({"id_str":"1","screen_name":"jo"})");
  ASSERT_TRUE(api_.ports().auth.VerifyCredentials(Account(), call_).ok());
  auto oauth = AuthorizationOf(Asked());
  EXPECT_EQ(oauth["oauth_timestamp"], "1318622958");
  EXPECT_EQ(oauth["oauth_nonce"], "nonce-1");
  EXPECT_EQ(oauth["oauth_consumer_key"], "key");
}

TEST_F(V11Test, TheBaseUrlIsConfigurable) {
  app_.api_base_url = "http://127.0.0.1:8080";
  http_.WillAnswer(200, R"({"id_str":"1","screen_name":"jo"})");
  ASSERT_TRUE(api_.ports().auth.VerifyCredentials(Account(), call_).ok());
  EXPECT_EQ(Asked().url, "http://127.0.0.1:8080/1.1/account/verify_credentials.json");
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11Test, ATransportErrorIsPassedOn) {
  const chp::Error error{chp::Code::kTransient, "http.connect", "No way through."};
  http_.WillFail(error);
  const auto user = api_.ports().auth.VerifyCredentials(Account(), call_);
  ASSERT_FALSE(user.ok());
  EXPECT_EQ(user.error(), error);
}

TEST_F(V11Test, NoSecretIsInAnyPartOfARequest) {
  http_.WillAnswer(200, R"({"id_str":"1","screen_name":"jo"})");
  ASSERT_TRUE(api_.ports().auth.VerifyCredentials(Account(), call_).ok());
  std::string all = Asked().url + Asked().body;
  for (const HttpHeader& header : Asked().headers) all += header.value;
  EXPECT_EQ(all.find("secret"), std::string::npos);
}

TEST(ParseAnswer, GivesNothingForWhatIsNotJson) {
  EXPECT_EQ(ParseAnswer(""), std::nullopt);
  EXPECT_EQ(ParseAnswer("<html>"), std::nullopt);
  EXPECT_EQ(ParseAnswer("{\"a\":"), std::nullopt);
  EXPECT_EQ(ParseAnswer(std::string(100'000, '[')), std::nullopt);
  EXPECT_EQ(ParseAnswer("\"\xff\""), std::nullopt);
}

}  // namespace
}  // namespace twitter::testing
