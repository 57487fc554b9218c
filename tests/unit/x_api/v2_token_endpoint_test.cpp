// X's token endpoint: how clients prove themselves, and answers in every shape.
#include "tests/unit/x_api/v2_oauth2_fixture.hpp"

namespace twitter {
namespace {

class V2TokenEndpointTest : public testing::V2OAuth2Test {
 protected:
  chp::Result<TokenAnswer> Redeem() {
    return api_.ports().auth.Redeem(
        app_,
        {.code = "the-code", .verifier = "the-verifier", .redirect_uri = "https://desk.test/back"},
        call_);
  }
  chp::Error RefusalOf(int status, const std::string& body) {
    http_.WillAnswer(status, body);
    return Redeem().error();
  }
};

TEST_F(V2TokenEndpointTest, AConfidentialClientProvesItselfByBasic) {
  WillGivePair(1);
  const auto tokens = Redeem();
  ASSERT_TRUE(tokens);
  EXPECT_EQ(tokens->access, "access-1");
  EXPECT_EQ(tokens->refresh, "refresh-1");
  EXPECT_EQ(tokens->life_ms, 7'200'000);
  EXPECT_EQ(tokens->scopes, "tweet.read");
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/oauth2/token");
  EXPECT_EQ(Asked().body,
            "grant_type=authorization_code&code=the-code"
            "&redirect_uri=https%3A%2F%2Fdesk.test%2Fback&code_verifier=the-verifier");
  EXPECT_EQ(Authorization(Asked()), "Basic Y2xpZW50OmNsaWVudCtzZWNyZXQ=");  // client:client+secret
}

TEST_F(V2TokenEndpointTest, APublicClientOnlyNamesItself) {
  app_.client_secret.clear();
  WillGivePair(1);
  ASSERT_TRUE(Redeem());
  EXPECT_TRUE(Asked().body.ends_with("&client_id=client"));
  EXPECT_EQ(Authorization(Asked()), "");
}

TEST_F(V2TokenEndpointTest, ACodeThatIsTooOldIsNotTheAccountsFault) {
  const chp::Error error = RefusalOf(
      400,
      R"({"error":"invalid_request","error_description":"Value passed for the authorization code)"
      R"( was invalid."})");
  EXPECT_EQ(error.code, chp::Code::kAuth);
  EXPECT_EQ(error.reason, "x.code_refused");
}

TEST_F(V2TokenEndpointTest, AWrongClientIsAnErrorOfTheConnection) {
  for (const char* name : {"invalid_client", "unauthorized_client"}) {
    const chp::Error error =
        RefusalOf(401, std::string(R"({"error":")") + name + R"(","error_description":"No."})");
    EXPECT_EQ(error.code, chp::Code::kConfig) << name;
    EXPECT_EQ(error.reason, "x.client_refused") << name;
    EXPECT_EQ(error.scope, chp::Scope::kConnection) << name;
  }
}

TEST_F(V2TokenEndpointTest, WhatMayHaveWorkedIsUncertain) {
  for (const char* body : {"", "<html>", "{}", "[]", R"({"access_token":7})",
                           R"({"access_token":""})", R"({"access_token":"two words"})",
                           R"({"access_token":"a","refresh_token":"line\nbreak"})"}) {
    EXPECT_EQ(RefusalOf(200, body).code, chp::Code::kUncertain) << body;
  }
  for (const int status : {500, 502, 503, 504}) {
    EXPECT_EQ(RefusalOf(status, "<html>").code, chp::Code::kUncertain) << status;
  }
}

TEST_F(V2TokenEndpointTest, WhatAnAnswerLeavesOutIsGuessed) {
  http_.WillAnswer(200, R"({"access_token":"a","expires_in":null,"scope":null})");
  const auto tokens = Redeem();
  ASSERT_TRUE(tokens);
  EXPECT_EQ(tokens->refresh, "");
  EXPECT_EQ(tokens->life_ms, 7'200'000);
  EXPECT_FALSE(tokens->scopes);
}

TEST_F(V2TokenEndpointTest, ARateLimitIsWaitedOut) {
  EXPECT_EQ(RefusalOf(429, R"({"title":"Too Many Requests","status":429})").code,
            chp::Code::kRateLimited);
}

TEST_F(V2TokenEndpointTest, AClientIsProvenByARefusedCode) {
  http_.WillAnswer(400, R"({"error":"invalid_request","error_description":"The code is wrong."})");
  EXPECT_TRUE(api_.ports().auth.ProveClient(app_, call_));
  http_.WillAnswer(401, R"({"error":"unauthorized_client","error_description":"No."})");
  const auto refused = api_.ports().auth.ProveClient(app_, call_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "x.client_refused");
}

TEST_F(V2TokenEndpointTest, WhoATokenBelongsToIsAskedWithIt) {
  WillTellUser();
  EXPECT_EQ(api_.ports().auth.UserOf(app_, "access-9", call_)->id, "2001");
  EXPECT_EQ(Authorization(Asked()), "Bearer access-9");
}

TEST_F(V2TokenEndpointTest, V1HasNoOAuth2) {
  app_.generation = Generation::kLegacy;
  AuthClient& auth = api_.ports().auth;
  EXPECT_EQ(Redeem().error().reason, "oauth2.needs_v2");
  EXPECT_EQ(auth.Exchange(app_, account_, call_).error().reason, "oauth2.needs_v2");
  EXPECT_EQ(auth.UserOf(app_, "a", call_).error().reason, "oauth2.needs_v2");
  EXPECT_EQ(auth.ProveClient(app_, call_).error().reason, "oauth2.needs_v2");
  EXPECT_TRUE(auth.Withdraw(Account(), call_)) << "there is nothing to end";
  EXPECT_TRUE(http_.requests.empty());
}

}  // namespace
}  // namespace twitter
