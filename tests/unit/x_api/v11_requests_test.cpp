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

TEST_F(V11Test, EveryRequestGoesTheWayOfItsApp) {
  app_.way = {.proxy = "http://proxy.example:3128", .ca_file = "/etc/own.pem"};
  http_.WillAnswer(200, R"({"id_str":"1","screen_name":"jo"})");
  ASSERT_TRUE(api_.ports().auth.VerifyCredentials(Account(), call_).ok());
  http_.WillAnswer(200, "bytes");
  const MediaRequest file{.url = "https://pbs.twimg.com/a.jpg", .limit = 1'000};
  const auto take = [](std::string_view) { return true; };
  ASSERT_TRUE(api_.ports().media_files.Fetch(Account(), file, take, call_).ok());
  for (const HttpRequest& request : http_.requests) {
    EXPECT_EQ(request.way.proxy, "http://proxy.example:3128") << request.url;
    EXPECT_EQ(request.way.ca_file, "/etc/own.pem") << request.url;
  }
}

TEST_F(V11Test, ATransportErrorIsPassedOn) {
  const chp::Error error{chp::Code::kTransient, "http.connect", "No way through."};
  http_.WillFail(error);
  const auto user = api_.ports().auth.VerifyCredentials(Account(), call_);
  ASSERT_FALSE(user.ok());
  EXPECT_EQ(user.error(), error);
}

// libcurl sends a read again when a kept connection dies; X refuses the copy for its nonce.
TEST_F(V11Test, AReadWhoseSignatureIsRefusedIsSignedAnew) {
  int nonces = 0;
  V11Api api{http_, clock_, [&nonces] { return "nonce-" + std::to_string(++nonces); }};
  http_.WillAnswer(401, R"({"errors":[{"code":32,"message":"Could not authenticate you."}]})");
  http_.WillAnswer(200, R"({"id_str":"1","screen_name":"jo"})");
  ASSERT_TRUE(api.ports().auth.VerifyCredentials(Account(), call_).ok());
  ASSERT_EQ(http_.requests.size(), 2u);
  EXPECT_EQ(AuthorizationOf(Asked(0))["oauth_nonce"], "nonce-1");
  EXPECT_EQ(AuthorizationOf(Asked(1))["oauth_nonce"], "nonce-2");
}

TEST_F(V11Test, ASignatureThatIsRefusedEachTimeIsRefused) {
  for (int answers = 0; answers < kSignedTries; ++answers) {
    http_.WillAnswer(401, R"({"errors":[{"code":32,"message":"Could not authenticate you."}]})");
  }
  const auto user = api_.ports().auth.VerifyCredentials(Account(), call_);
  ASSERT_FALSE(user.ok());
  EXPECT_EQ(user.error().reason, "x.unauthorized");
}

TEST_F(V11Test, AnEndedTokenIsNotTriedAgain) {
  http_.WillAnswer(401, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})");
  EXPECT_FALSE(api_.ports().auth.VerifyCredentials(Account(), call_).ok());
  EXPECT_EQ(http_.requests.size(), 1u);
}

TEST_F(V11Test, AWriteWhoseSignatureIsRefusedIsNotSentAgain) {
  http_.WillAnswer(401, R"({"errors":[{"code":32,"message":"Could not authenticate you."}]})");
  NewPost post;
  post.text = "hello";
  EXPECT_FALSE(api_.ports().posts.Create(Account(), post, call_).ok());
  EXPECT_EQ(http_.requests.size(), 1u);
}

TEST_F(V11Test, NoSecretIsInAnyPartOfARequest) {
  http_.WillAnswer(200, R"({"id_str":"1","screen_name":"jo"})");
  ASSERT_TRUE(api_.ports().auth.VerifyCredentials(Account(), call_).ok());
  std::string all = Asked().url + Asked().body;
  for (const HttpHeader& header : Asked().headers) all += header.value;
  EXPECT_EQ(all.find("secret"), std::string::npos);
}

// What X, or a gateway before it, says back must not carry what it was sent into logs and answers.
class Echo : public V11Test, public ::testing::WithParamInterface<int> {
 protected:
  Echo() {
    const std::string sent = app_.consumer_secret + " consumer%2Bsecret " + app_.owner.token + " " +
                             app_.owner.secret + " owner%2Fsecret " + account_.token + " " +
                             account_.secret + " account%3Dsecret the/verifier";
    const std::string answer = R"({"errors":[{"code":999,"message":"Refused: )" + sent + R"("}]})";
    http_.WillAnswer(GetParam(), answer);
    for (int more = 1; GetParam() == 401 && more < kSignedTries; ++more) {
      http_.WillAnswer(GetParam(), answer);
    }
  }
  static void ExpectClean(const chp::Error& error) {
    for (const char* secret : {"consumer", "owner", "account-", "account=", "account%", "the/"}) {
      EXPECT_EQ(error.message.find(secret), std::string::npos) << error.message;
    }
    EXPECT_NE(error.message.find("Refused: [secret]"), std::string::npos) << error.message;
  }
};

TEST_P(Echo, OfAnAccessTokenRequestIsHidden) {
  const auto token = api_.ports().auth.AccessToken(app_, account_, "the/verifier", call_);
  ASSERT_FALSE(token.ok());
  ExpectClean(token.error());
}

TEST_P(Echo, OfASubscriptionIsHidden) {
  const auto subscribed = api_.ports().subscriptions.Subscribe(Account(), {}, call_);
  ASSERT_FALSE(subscribed.ok());
  chp::Error error = subscribed.error();
  // Sent only with the request for an access token.
  error.message.resize(error.message.rfind(" the/verifier"));
  ExpectClean(error);
}

INSTANTIATE_TEST_SUITE_P(V11Requests, Echo, ::testing::Values(400, 401, 403, 404, 429));

TEST(ParseAnswer, GivesNothingForWhatIsNotJson) {
  EXPECT_EQ(ParseAnswer(""), std::nullopt);
  EXPECT_EQ(ParseAnswer("<html>"), std::nullopt);
  EXPECT_EQ(ParseAnswer("{\"a\":"), std::nullopt);
  EXPECT_EQ(ParseAnswer(std::string(100'000, '[')), std::nullopt);
  EXPECT_EQ(ParseAnswer("\"\xff\""), std::nullopt);
}

}  // namespace
}  // namespace twitter::testing
