// OAuth 1.0a, three legs.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kCallback =
    "https://desk.example/api/v1/external_credentials/twitter/callback";

class V11AuthClientTest : public V11Test {
 protected:
  chp::Result<RequestToken> AskRequestToken() {
    return api_.ports().auth.RequestTokenFor(app_, kCallback, call_);
  }
  chp::Result<OAuth1Token> AskAccessToken() {
    return api_.ports().auth.AccessToken(app_, {"rt", "rt=secret"}, "verifier 1", call_);
  }
  chp::Result<LinkedUser> AskUser() {
    return api_.ports().auth.VerifyCredentials(Account(), call_);
  }
};

TEST_F(V11AuthClientTest, RequestTokenIsAskedWithTheAppAlone) {
  http_.WillAnswer(200, "oauth_token=rt&oauth_token_secret=s&oauth_callback_confirmed=true");
  ASSERT_TRUE(AskRequestToken().ok());
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/oauth/request_token");
  EXPECT_EQ(Asked().body, "");
  auto oauth = AuthorizationOf(Asked());
  EXPECT_EQ(oauth["oauth_callback"], kCallback);
  EXPECT_FALSE(oauth.contains("oauth_token"));
  EXPECT_TRUE(IsSignedWith(Asked(), "consumer+secret", ""));
}

TEST_F(V11AuthClientTest, RequestTokenLeadsToTheConsentPage) {
  http_.WillAnswer(200, "oauth_token=r%2Bt&oauth_token_secret=s%26&oauth_callback_confirmed=true");
  const auto token = AskRequestToken();
  ASSERT_TRUE(token.ok());
  EXPECT_EQ(token->token, "r+t");
  EXPECT_EQ(token->secret, "s&");
  EXPECT_EQ(token->authorize_url, "https://api.twitter.com/oauth/authorize?oauth_token=r%2Bt");
}

class UnconfirmedCallback : public V11AuthClientTest,
                            public ::testing::WithParamInterface<const char*> {};
TEST_P(UnconfirmedCallback, IsRefused) {
  http_.WillAnswer(200, std::string("oauth_token=rt&oauth_token_secret=s") + GetParam());
  const auto token = AskRequestToken();
  ASSERT_FALSE(token.ok());
  EXPECT_EQ(token.error().code, chp::Code::kConfig);
  EXPECT_EQ(token.error().reason, "x.callback_not_confirmed");
}
INSTANTIATE_TEST_SUITE_P(V11AuthClient, UnconfirmedCallback,
                         ::testing::Values("", "&oauth_callback_confirmed=false",
                                           "&oauth_callback_confirmed=",
                                           "&oauth_callback_confirmed=TRUE",
                                           "&oauth_callback_confirmed=true"
                                           "&oauth_callback_confirmed=true"));

class BadTokenAnswer : public V11AuthClientTest,
                       public ::testing::WithParamInterface<const char*> {};
TEST_P(BadTokenAnswer, IsRefusedAsRequestToken) {
  http_.WillAnswer(200, GetParam());
  const auto token = AskRequestToken();
  ASSERT_FALSE(token.ok());
  EXPECT_EQ(token.error().code, chp::Code::kTransient);
  EXPECT_EQ(token.error().reason, "x.bad_answer");
}
TEST_P(BadTokenAnswer, IsRefusedAsAccessToken) {
  http_.WillAnswer(200, GetParam());
  const auto token = AskAccessToken();
  ASSERT_FALSE(token.ok());
  EXPECT_EQ(token.error().reason, "x.bad_answer");
}
INSTANTIATE_TEST_SUITE_P(
    V11AuthClient, BadTokenAnswer,
    ::testing::Values("", "<html><body>oops</body></html>",
                      R"({"oauth_token":"t","oauth_token_secret":"s"})",
                      "oauth_token=&oauth_token_secret=s&oauth_callback_confirmed=true",
                      "oauth_token=t&oauth_callback_confirmed=true",
                      "oauth_token=t&oauth_token_secret=%zz&oauth_callback_confirmed=true",
                      "oauth_token=t&oauth_token=u&oauth_token_secret=s"
                      "&oauth_callback_confirmed=true",
                      "oauth_token=a%0D%0Ab&oauth_token_secret=s&oauth_callback_confirmed=true"));

TEST_F(V11AuthClientTest, AnEndlessTokenIsRefused) {
  http_.WillAnswer(200, "oauth_token=" + std::string(10'000, 't') +
                            "&oauth_token_secret=s&oauth_callback_confirmed=true");
  EXPECT_FALSE(AskRequestToken().ok());
}

TEST_F(V11AuthClientTest, WrongAppKeysStopTheConnection) {
  http_.WillAnswer(401, R"({"errors":[{"code":32,"message":"Could not authenticate you."}]})");
  const auto token = AskRequestToken();
  ASSERT_FALSE(token.ok());
  EXPECT_EQ(token.error().code, chp::Code::kAuth);
  EXPECT_EQ(token.error().scope, chp::Scope::kConnection);
  EXPECT_EQ(token.error().http_status, 401);
}

TEST_F(V11AuthClientTest, AnUnknownCallbackIsConfiguration) {
  http_.WillAnswer(403, R"({"errors":[{"code":415,"message":"Callback URL not approved"}]})");
  const auto token = AskRequestToken();
  ASSERT_FALSE(token.ok());
  EXPECT_EQ(token.error().code, chp::Code::kConfig);
  EXPECT_EQ(token.error().reason, "x.callback_not_approved");
  EXPECT_EQ(token.error().http_status, 403);
}

TEST_F(V11AuthClientTest, AccessTokenIsAskedOnceWithTheVerifier) {
  http_.WillAnswer(200, "oauth_token=12-at&oauth_token_secret=s&user_id=12&screen_name=jo");
  const auto token = AskAccessToken();
  ASSERT_TRUE(token.ok());
  EXPECT_EQ(token->token, "12-at");
  EXPECT_EQ(token->secret, "s");
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/oauth/access_token");
  EXPECT_FALSE(Asked().idempotent);
  EXPECT_EQ(AuthorizationOf(Asked())["oauth_verifier"], "verifier 1");
  EXPECT_TRUE(IsSignedBy({"rt", "rt=secret"}));
}

TEST_F(V11AuthClientTest, CredentialsNameUserAndAccessLevel) {
  http_.WillAnswer(200, R"({"id":12,"id_str":"12","screen_name":"jo","name":"Jo"})",
                   {{"x-access-level", "read-write-directmessages"}});
  const auto linked = AskUser();
  ASSERT_TRUE(linked.ok());
  EXPECT_EQ(Asked().method, "GET");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/1.1/account/verify_credentials.json");
  EXPECT_TRUE(IsSignedBy(account_));
  EXPECT_EQ(linked->user.id, "12");
  EXPECT_EQ(linked->user.screen_name, "jo");
  EXPECT_EQ(linked->token.token, account_.token);
  EXPECT_EQ(linked->access_level, "read-write-directmessages");
}

TEST_F(V11AuthClientTest, ARevokedTokenStopsTheAccount) {
  http_.WillAnswer(401, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})");
  const auto linked = AskUser();
  ASSERT_FALSE(linked.ok());
  EXPECT_EQ(linked.error().code, chp::Code::kAuth);
  EXPECT_EQ(linked.error().scope, chp::Scope::kAccount);
}

class BadUserAnswer : public V11AuthClientTest,
                      public ::testing::WithParamInterface<const char*> {};
TEST_P(BadUserAnswer, IsTransient) {
  http_.WillAnswer(200, GetParam());
  const auto linked = AskUser();
  ASSERT_FALSE(linked.ok());
  EXPECT_EQ(linked.error().code, chp::Code::kTransient);
  EXPECT_EQ(linked.error().reason, "x.bad_answer");
}
INSTANTIATE_TEST_SUITE_P(V11AuthClient, BadUserAnswer,
                         ::testing::Values("", "<html>", "[]", "{}", R"({"id_str":true})",
                                           R"({"id_str":"12","screen_name":["jo"]})"));

// A token answer that cannot be used holds secrets all the same.
class UnusableTokenAnswer : public V11Test, public ::testing::WithParamInterface<const char*> {};

TEST_P(UnusableTokenAnswer, IsNotQuoted) {
  http_.WillAnswer(200, GetParam());
  const auto token = api_.ports().auth.AccessToken(app_, account_, "verifier", call_);
  ASSERT_FALSE(token.ok());
  EXPECT_EQ(token.error().message.find("canary"), std::string::npos) << token.error().message;
  http_.WillAnswer(200, GetParam());
  const auto request_token = api_.ports().auth.RequestTokenFor(app_, "https://host.test/", call_);
  ASSERT_FALSE(request_token.ok());
  EXPECT_EQ(request_token.error().message.find("canary"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    V11AuthClient, UnusableTokenAnswer,
    ::testing::Values("oauth_token=canary", "oauth_token_secret=canary",
                      "oauth_token=canary&oauth_token=canary&oauth_token_secret=canary",
                      "oauth_token=canary%zz&oauth_token_secret=canary",
                      "oauth_token=canary%0A&oauth_token_secret=canary",
                      "<html>oauth_token_secret=canary</html>",
                      R"({"oauth_token":"canary","oauth_token_secret":"canary"})", "canary"));

}  // namespace
}  // namespace twitter::testing
