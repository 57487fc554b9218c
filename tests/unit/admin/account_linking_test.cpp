// Linking an account: what begins at the action and ends at the callback (behaviour.md 3, rows X19
// to X34).
#include "twitter_channel/admin/account_linking.hpp"

#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

using testing::XError;

class AccountLinkingTest : public testing::AdminTest {
 protected:
  chp::Result<std::string> Begin(std::string_view principal = "session-1") {
    return AccountLinking(host_.ports(), x_.ports()).Begin(call_, principal, *config_);
  }
  chp::Result<chp::InboundResponse> Finish(std::string_view query,
                                           std::string_view principal = "session-1") {
    const std::string url = std::string(testing::kCallbackUrl) + std::string(query);
    chp::InboundRequest request;
    request.route = "oauth_callback";
    request.method = "GET";
    request.principal = principal;
    request.base_url = "https://desk.test";
    request.public_url = url;
    return AccountLinking(host_.ports(), x_.ports()).Finish(call_, request, *config_);
  }
  void Unconfigure() { config_ = ConfigOf({.consumer_key = "", .consumer_secret = ""}); }

  static constexpr std::string_view kAnswer = "?oauth_token=request-token&oauth_verifier=42";

  std::shared_ptr<const Config> config_ = ConfigOf({});
};

void ExpectError(const chp::Result<chp::InboundResponse>& answer, std::uint32_t status,
                 std::string_view sentence) {
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, status);
  EXPECT_EQ(boost::json::parse(answer->body).at("error"), boost::json::value(sentence));
}

TEST_F(AccountLinkingTest, BeginWithoutApp) {
  Unconfigure();
  const auto begun = Begin();
  ASSERT_FALSE(begun.ok());
  EXPECT_EQ(begun.error().reason, "app.missing");
  EXPECT_EQ(begun.error().message, "No Twitter app configured!");
  EXPECT_EQ(begun.error().http_status, 422);
}

TEST_F(AccountLinkingTest, BeginWithoutSession) {
  const auto begun = Begin("");
  ASSERT_FALSE(begun.ok());
  EXPECT_EQ(begun.error().code, chp::Code::kInvalid);
  EXPECT_EQ(begun.error().reason, "link.no_principal");
}

TEST_F(AccountLinkingTest, BeginWithWrongKeys) {
  x_.auth.request_token_error = XError(chp::Code::kConfig, "x.bad_app_keys", 401);
  const auto begun = Begin();
  ASSERT_FALSE(begun.ok());
  EXPECT_EQ(begun.error().message, "401 Unauthorized (Invalid credentials may be to blame.)");
  EXPECT_EQ(begun.error().http_status, 500);
}

TEST_F(AccountLinkingTest, BeginWithWrongCallback) {
  x_.auth.request_token_error = XError(chp::Code::kConfig, "x.callback_not_approved", 403);
  const auto begun = Begin();
  ASSERT_FALSE(begun.ok());
  EXPECT_EQ(begun.error().http_status, 500);
  EXPECT_TRUE(begun.error().message.starts_with("403 Forbidden (Your app's callback URL"));
}

TEST_F(AccountLinkingTest, BeginAsksWithOurKeyAndCallback) {
  ASSERT_TRUE(Begin().ok());
  EXPECT_EQ(x_.calls, (testing::Calls{"request_token key " + std::string(testing::kCallbackUrl)}));
}

TEST_F(AccountLinkingTest, BeginSendsTheBrowserToX) {
  EXPECT_EQ(boost::json::parse(Begin().value()).at("redirect_url"),
            "https://x.test/oauth/authorize?oauth_token=request-token");
}

TEST_F(AccountLinkingTest, BeginKeepsTheRequestTokenSecret) {
  ASSERT_TRUE(Begin().ok());
  const auto entry = host_.kv.Peek(LinkKey("session-1"));
  ASSERT_TRUE(entry.has_value());
  EXPECT_TRUE(entry->secret);
  EXPECT_EQ(entry->expires_ms, host_.clock.NowMs() + 600'000);
}

TEST_F(AccountLinkingTest, TheKeyDoesNotTellTheSession) {
  ASSERT_TRUE(Begin("session-1").ok());
  EXPECT_EQ(host_.kv.entries.begin()->first.find("session-1"), std::string::npos);
}

TEST_F(AccountLinkingTest, FinishWithoutApp) {
  Unconfigure();
  ExpectError(Finish(kAnswer), 422, "No Twitter app configured!");
}

TEST_F(AccountLinkingTest, FinishWithoutBegin) {
  ExpectError(Finish(kAnswer), 422, "No request_token for session found!");
}

TEST_F(AccountLinkingTest, FinishInAnotherSession) {
  ASSERT_TRUE(Begin("session-1").ok());
  ExpectError(Finish(kAnswer, "session-2"), 422, "No request_token for session found!");
}

TEST_F(AccountLinkingTest, FinishWithoutSession) {
  ASSERT_TRUE(Begin().ok());
  ExpectError(Finish(kAnswer, ""), 422, "No request_token for session found!");
}

TEST_F(AccountLinkingTest, FinishTooLate) {
  ASSERT_TRUE(Begin().ok());
  host_.clock.Advance(600'000);
  ExpectError(Finish(kAnswer), 422, "No request_token for session found!");
}

TEST_F(AccountLinkingTest, FinishWithAnotherToken) {
  ASSERT_TRUE(Begin().ok());
  ExpectError(Finish("?oauth_token=stolen&oauth_verifier=42"), 422, "Invalid oauth_token given!");
}

TEST_F(AccountLinkingTest, FinishWithoutQuery) {
  ASSERT_TRUE(Begin().ok());
  ExpectError(Finish(""), 422, "Invalid oauth_token given!");
}

TEST_F(AccountLinkingTest, FinishWithAMalformedQuery) {
  ASSERT_TRUE(Begin().ok());
  ExpectError(Finish("?oauth_token=%zz&%"), 422, "Invalid oauth_token given!");
}

TEST_F(AccountLinkingTest, FinishWithTwoTokens) {
  ASSERT_TRUE(Begin().ok());
  ExpectError(Finish("?oauth_token=request-token&oauth_token=x&oauth_verifier=42"), 422,
              "Invalid oauth_token given!");
}

TEST_F(AccountLinkingTest, AWrongTokenDoesNotEndTheSession) {
  ASSERT_TRUE(Begin().ok());
  (void)Finish("?oauth_token=stolen&oauth_verifier=42");
  EXPECT_EQ(Finish(kAnswer).value().status, 302u);
}

TEST_F(AccountLinkingTest, FinishWithoutVerifier) {
  ASSERT_TRUE(Begin().ok());
  ExpectError(Finish("?oauth_token=request-token"), 422, "No oauth_verifier given!");
}

TEST_F(AccountLinkingTest, FinishSavesTheAccount) {
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  ASSERT_EQ(host_.accounts.saved.size(), 1u);
  EXPECT_EQ(boost::json::parse(host_.accounts.saved[0].account_json),
            boost::json::value(boost::json::object{{"external_id", "2001"},
                                                   {"screen_name", "acme"},
                                                   {"name", "Acme Support"},
                                                   {"profile", boost::json::object{}}}));
  EXPECT_EQ(boost::json::parse(host_.accounts.saved[0].secrets_json),
            boost::json::value(boost::json::object{{"oauth_token", "access-token"},
                                                   {"oauth_token_secret", "access-secret"}}));
}

TEST_F(AccountLinkingTest, WhatTheAccountPaysForIsKept) {
  x_.auth.user.subscription_type = "Premium";
  x_.auth.user.verified_type = "blue";
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  EXPECT_EQ(boost::json::parse(host_.accounts.saved[0].account_json).at("profile"),
            boost::json::value(
                boost::json::object{{"subscription_type", "Premium"}, {"verified_type", "blue"}}));
}

TEST_F(AccountLinkingTest, FinishExchangesTheVerifier) {
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  EXPECT_TRUE(WasCalled("access_token request-token 42"));
  EXPECT_TRUE(WasCalled("verify_credentials access-token"));
}

TEST_F(AccountLinkingTest, FinishLeadsToTheAccountsSettings) {
  ASSERT_TRUE(Begin().ok());
  const auto answer = Finish(kAnswer).value();
  EXPECT_EQ(answer.status, 302u);
  ASSERT_EQ(answer.headers.size(), 1u);
  EXPECT_EQ(answer.headers[0].first, "location");
  EXPECT_EQ(answer.headers[0].second, "https://desk.test/#channels/twitter/7");
}

TEST_F(AccountLinkingTest, ANewAccountIsConnecting) {
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  ASSERT_EQ(host_.accounts.states.size(), 1u);
  EXPECT_EQ(host_.accounts.states[0].state, chp::AccountState::kConnecting);
}

TEST_F(AccountLinkingTest, MissingPermissionsAreSaidAtOnce) {
  x_.auth.access_level = "read-write";
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  EXPECT_EQ(host_.accounts.saved.size(), 1u);
  EXPECT_EQ(host_.accounts.states[0].state, chp::AccountState::kDegraded);
  EXPECT_EQ(host_.accounts.states[0].reason, "x.app_permissions");
}

TEST_F(AccountLinkingTest, TheRequestTokenWorksOnce) {
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  ExpectError(Finish(kAnswer), 422, "No request_token for session found!");
  EXPECT_EQ(host_.accounts.saved.size(), 1u);
}

TEST_F(AccountLinkingTest, NothingOfTheSessionIsLeft) {
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Finish(kAnswer).ok());
  EXPECT_TRUE(host_.kv.entries.empty());
}

TEST_F(AccountLinkingTest, OfTwoAtOnceOneWins) {
  LinkSessions sessions(host_.kv);
  ASSERT_TRUE(sessions.Begin("session-1", {"t", "s"}).ok());
  const auto first = sessions.Find("session-1").value();
  const auto second = sessions.Find("session-1").value();
  EXPECT_TRUE(sessions.UseUp("session-1", *first).value());
  EXPECT_FALSE(sessions.UseUp("session-1", *second).value());
}

TEST_F(AccountLinkingTest, AFailedExchangeIsReported) {
  ASSERT_TRUE(Begin().ok());
  x_.auth.access_token_error = XError(chp::Code::kConfig, "x.bad_app_keys", 401);
  ExpectError(Finish(kAnswer), 502, "X said no.");
  EXPECT_TRUE(host_.accounts.saved.empty());
}

TEST_F(AccountLinkingTest, AnUnknownUserIsReported) {
  ASSERT_TRUE(Begin().ok());
  x_.auth.verify_error = XError(chp::Code::kTransient, "x.unavailable", 503);
  ExpectError(Finish(kAnswer), 502, "X said no.");
}

TEST_F(AccountLinkingTest, AHostThatCannotSaveIsAnError) {
  ASSERT_TRUE(Begin().ok());
  host_.accounts.faults.FailAt(1, testing::StoreFailure());
  const auto answer = Finish(kAnswer);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "host.store");
}

TEST_F(AccountLinkingTest, CancelAtXIsAFriendlyPage) {
  ASSERT_TRUE(Begin().ok());
  const auto answer = Finish("?denied=request-token").value();
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.content_type, "text/html; charset=utf-8");
  EXPECT_NE(answer.body.find("href=\"https://desk.test/#channels/twitter\""), std::string::npos);
}

TEST_F(AccountLinkingTest, CancelEndsTheSession) {
  ASSERT_TRUE(Begin().ok());
  (void)Finish("?denied=request-token");
  ExpectError(Finish(kAnswer), 422, "No request_token for session found!");
}

TEST_F(AccountLinkingTest, AForgedCancelDoesNotEndTheSession) {
  ASSERT_TRUE(Begin().ok());
  EXPECT_EQ(Finish("?denied=guess").value().status, 200u);
  EXPECT_EQ(Finish(kAnswer).value().status, 302u);
}

TEST_F(AccountLinkingTest, TheCancelPageRepeatsNothingOfTheRequest) {
  ASSERT_TRUE(Begin().ok());
  const auto answer = Finish("?denied=%3Cscript%3Ealert(1)%3C/script%3E").value();
  EXPECT_EQ(answer.body.find("script"), std::string::npos);
}

}  // namespace
}  // namespace twitter
