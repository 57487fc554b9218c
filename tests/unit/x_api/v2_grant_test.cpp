// Requests of accounts with an OAuth 2.0 grant: what proves them, and what happens when X does not
// take it.
#include "tests/unit/x_api/v2_oauth2_fixture.hpp"

namespace twitter {
namespace {

using V2GrantTest = testing::V2OAuth2Test;

TEST_F(V2GrantTest, ARequestIsProvenByTheAccessToken) {
  WillTellUser();
  const auto linked = WhoAmI();
  ASSERT_TRUE(linked) << linked.error().message;
  EXPECT_EQ(linked->user.id, "2001");
  EXPECT_EQ(linked->scopes, "tweet.read offline.access");
  EXPECT_EQ(Authorization(Asked()), "Bearer access-1");
}

TEST_F(V2GrantTest, AnAccountWithoutGrantIsSignedAsBefore) {
  granted_.grant_id.clear();
  granted_.token = account_;
  WillTellUser();
  ASSERT_TRUE(WhoAmI());
  EXPECT_TRUE(IsSignedByAccount());
}

TEST_F(V2GrantTest, ATokenThatEndsIsRenewedFirst) {
  LetTheTokenEnd();
  WillGivePair(2);
  http_.WillAnswer(201, R"({"data":{"id":"77","text":"Hello"}})");
  ASSERT_TRUE(Write());
  EXPECT_EQ(Asked(0).url, "https://api.x.com/2/oauth2/token");
  EXPECT_EQ(Asked(0).body, "grant_type=refresh_token&refresh_token=refresh-1");
  EXPECT_EQ(Authorization(Asked(1)), "Bearer access-2");
  EXPECT_EQ(StoredAccess(), "access-2");
}

TEST_F(V2GrantTest, BeforeAWriteATokenThatHasEndedIsRenewed) {
  ASSERT_TRUE(api_.ports().auth.Prepare(Granted(), call_));
  EXPECT_TRUE(http_.requests.empty());
  LetTheTokenEnd();
  WillGivePair(2);
  ASSERT_TRUE(api_.ports().auth.Prepare(Granted(), call_));
  EXPECT_EQ(StoredAccess(), "access-2");
  http_.WillAnswer(201, R"({"data":{"id":"77","text":"Hello"}})");
  ASSERT_TRUE(Write());
  EXPECT_EQ(http_.requests.size(), 2U);
}

TEST_F(V2GrantTest, ARefusedReadIsAskedOnceMoreWithANewToken) {
  WillRefuseToken();
  WillGivePair(2);
  WillTellUser();
  ASSERT_TRUE(WhoAmI());
  EXPECT_EQ(Authorization(Asked(2)), "Bearer access-2");
}

TEST_F(V2GrantTest, ARefusedWriteComesBackForTheNextTry) {
  WillRefuseToken();
  const auto post = Write();
  ASSERT_FALSE(post);
  EXPECT_EQ(post.error().code, chp::Code::kAgain);
  EXPECT_EQ(post.error().reason, "x.token_renewed");
  EXPECT_LE(post.error().retry_after_ms, 1'000);
  EXPECT_EQ(http_.requests.size(), 1U) << "one write per call, and nothing that may last after it";
  WillGivePair(2);
  ASSERT_TRUE(api_.ports().auth.Prepare(Granted(), call_));
  http_.WillAnswer(201, R"({"data":{"id":"77","text":"Hello"}})");
  EXPECT_TRUE(Write());
  EXPECT_EQ(Authorization(Asked(2)), "Bearer access-2");
}

TEST_F(V2GrantTest, AWriteOfAWithdrawnAccountSaysSo) {
  WillRefuseToken();
  ASSERT_FALSE(Write());
  WillRefuseRefresh();
  const auto post = Write();
  ASSERT_FALSE(post);
  EXPECT_EQ(post.error().code, chp::Code::kAuth);
  EXPECT_EQ(post.error().reason, "x.invalid_token");
  EXPECT_EQ(post.error().scope, chp::Scope::kAccount);
  EXPECT_NE(post.error().message.find("Link the account again."), std::string::npos);
}

TEST_F(V2GrantTest, AWriteThatIsRefusedWithTheFreshTokenTooIsNotTriedForEver) {
  WillRefuseToken();
  ASSERT_FALSE(Write());
  WillGivePair(2);
  WillRefuseToken();
  ASSERT_FALSE(Write());
  const auto post = Write();
  ASSERT_FALSE(post);
  EXPECT_EQ(post.error().code, chp::Code::kAuth);
  EXPECT_EQ(post.error().reason, "oauth2.new_token_refused");
  EXPECT_EQ(http_.requests.size(), 3U);
}

TEST_F(V2GrantTest, ARefusalOfAFreshTokenIsFinal) {
  WillRefuseToken();
  WillGivePair(2);
  WillRefuseToken();
  const auto linked = WhoAmI();
  ASSERT_FALSE(linked);
  EXPECT_EQ(linked.error().reason, "x.invalid_token");
  EXPECT_EQ(http_.requests.size(), 3U);
}

TEST_F(V2GrantTest, ALostRefreshTokenIsMadeGoodByTheOAuth1Token) {
  granted_.token = account_;
  LetTheTokenEnd();
  WillRefuseRefresh();
  WillGivePair(3);
  WillTellUser();
  ASSERT_TRUE(WhoAmI());
  EXPECT_EQ(Asked(1).body,
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
            "&subject_token=2001-account-token"
            "&subject_token_type=urn%3Ax%3Aparams%3Aoauth%3Atoken-type%3Aoauth1_token"
            "&oauth_token_secret=account%3Dsecret");
  EXPECT_EQ(Authorization(Asked(2)), "Bearer access-3");
}

TEST_F(V2GrantTest, ARenewalOutlivesItsCall) {
  LetTheTokenEnd();
  WillGivePair(2);
  WillTellUser();
  ASSERT_TRUE(WhoAmI());
  EXPECT_EQ(Asked(0).timeout_ms, 10'000);
  EXPECT_FALSE(Asked(0).idempotent) << "the transport must not repeat it";
}

TEST_F(V2GrantTest, OtherRefusalsRenewNothing) {
  http_.WillAnswer(403, R"({"title":"Forbidden","detail":"You are not permitted.","status":403})");
  ASSERT_FALSE(Write());
  EXPECT_EQ(http_.requests.size(), 1U);
}

TEST_F(V2GrantTest, NoTokenIsInWhatIsSaid) {
  http_.WillAnswer(403, R"({"title":"Forbidden","detail":"access-1 may not","status":403})");
  const auto post = Write();
  ASSERT_FALSE(post);
  EXPECT_EQ(post.error().message.find("access-1"), std::string::npos) << post.error().message;
  LetTheTokenEnd();
  http_.WillAnswer(400, R"({"error":"x","error_description":"refresh-1 and client+secret"})");
  const auto linked = WhoAmI();
  ASSERT_FALSE(linked);
  EXPECT_EQ(linked.error().message.find("refresh-1"), std::string::npos) << linked.error().message;
  EXPECT_EQ(linked.error().message.find("client+secret"), std::string::npos);
}

TEST_F(V2GrantTest, OwnPostsAreAskedForByTheAccountsId) {
  http_.WillAnswer(200, R"({"meta":{"result_count":0}})");
  ASSERT_TRUE(api_.ports().posts.OwnRecent(Granted(), {.user_id = "2001"}, call_));
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/users/2001/tweets?"));
}

TEST_F(V2GrantTest, PrivateFilesComeFromWhereTheTokenIsTaken) {
  http_.WillAnswer(200, "bytes", {{"content-type", "image/jpeg"}});
  std::string got;
  const auto file = api_.ports().media_files.Fetch(
      Granted(),
      {.url = "https://ton.twitter.com/1.1/ton/data/dm/11/22/hVJQTwig.jpg",
       .is_signed = true,
       .limit = 100},
      [&](std::string_view bytes) {
        got += bytes;
        return true;
      },
      call_);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(Asked().url, "https://api.x.com/2/dm_conversations/media/11/22/hVJQTwig.jpg");
  EXPECT_EQ(Authorization(Asked()), "Bearer access-1");
  EXPECT_EQ(got, "bytes");
}

TEST_F(V2GrantTest, PublicFilesSeeNoToken) {
  http_.WillAnswer(200, "bytes", {{"content-type", "image/jpeg"}});
  ASSERT_TRUE(api_.ports().media_files.Fetch(
      Granted(), {.url = "https://pbs.twimg.com/media/a.jpg", .is_signed = false, .limit = 100},
      [](std::string_view) { return true; }, call_));
  EXPECT_EQ(Authorization(Asked()), "");
}

TEST_F(V2GrantTest, WithdrawingEndsBothTokensAndForgetsThem) {
  http_.WillAnswer(200, R"({"revoked":true})");
  http_.WillAnswer(200, R"({"revoked":true})");
  ASSERT_TRUE(api_.ports().auth.Withdraw(Granted(), call_));
  EXPECT_EQ(Asked(0).url, "https://api.x.com/2/oauth2/revoke");
  EXPECT_EQ(Asked(0).body, "token=refresh-1");
  EXPECT_EQ(Asked(1).body, "token=access-1");
  EXPECT_TRUE(kv_.entries.empty());
}

TEST_F(V2GrantTest, WithdrawingWhatXDoesNotKnowAnyMoreSucceeds) {
  WillRefuseRefresh();
  WillRefuseRefresh();
  ASSERT_TRUE(api_.ports().auth.Withdraw(Granted(), call_));
  EXPECT_TRUE(kv_.entries.empty());
}

TEST_F(V2GrantTest, AWithdrawalThatFailsForgetsNothing) {
  http_.WillAnswer(503, "<html>over capacity</html>");
  const auto withdrawn = api_.ports().auth.Withdraw(Granted(), call_);
  ASSERT_FALSE(withdrawn);
  EXPECT_EQ(withdrawn.error().code, chp::Code::kTransient);
  EXPECT_FALSE(kv_.entries.empty());
}

}  // namespace
}  // namespace twitter
