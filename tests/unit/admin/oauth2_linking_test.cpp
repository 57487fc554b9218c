// Linking an account by OAuth 2.0: from the action to the account, with a stop at every store
// write.
#include "twitter_channel/admin/oauth2_linking.hpp"

#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/admin/account_linking.hpp"
#include "twitter_channel/admin/scopes.hpp"
#include "twitter_channel/auth/oauth2_pkce.hpp"
#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

using testing::StoreFailure;
using testing::XError;

class OAuth2LinkingTest : public testing::AdminTest {
 protected:
  using Query = std::vector<std::pair<std::string, std::string>>;

  // The consent page's address.
  std::string Begin() {
    const auto begun = AccountLinking(host_.ports(), x_.ports()).Begin(call_, "session", *config_);
    if (!begun) return begun.error().reason;
    return std::string(boost::json::parse(*begun).at("redirect_url").as_string());
  }
  static std::string In(const std::string& url, std::string_view name) {
    const auto query = ParseForm(url.substr(url.find('?') + 1));
    for (const auto& [key, value] : query.value_or(Query())) {
      if (key == name) return value;
    }
    return "";
  }
  chp::Result<chp::InboundResponse> Return(const std::string& query,
                                           std::string_view principal = "session") {
    const std::string url = std::string(testing::kCallbackUrl) + "?" + query;
    chp::InboundRequest request;
    request.route = "oauth_callback";
    request.method = "GET";
    request.principal = principal;
    request.base_url = "https://desk.test";
    request.public_url = url;
    return AccountLinking(host_.ports(), x_.ports()).Finish(call_, request, *config_);
  }
  // What a person's consent brings back.
  chp::Result<chp::InboundResponse> Consent() {
    return Return("state=" + In(Begin(), "state") + "&code=the-code");
  }
  // The grant id of the account that was saved last; empty: none was.
  std::string SavedGrant() const {
    if (host_.accounts.saved.empty()) return "";
    const auto secrets = boost::json::parse(host_.accounts.saved.back().secrets_json);
    return std::string(secrets.at("grant_id").as_string());
  }
  static std::string ErrorIn(const chp::Result<chp::InboundResponse>& answer) {
    return std::string(boost::json::parse(answer->body).at("error").as_string());
  }

  std::shared_ptr<const Config> config_ = ConfigOf(OAuth2Form());
};

TEST_F(OAuth2LinkingTest, TheBrowserIsSentToXsPageWithAChallenge) {
  const std::string url = Begin();
  EXPECT_TRUE(url.starts_with("https://x.com/i/oauth2/authorize?response_type=code&"));
  EXPECT_EQ(In(url, "client_id"), "client");
  EXPECT_EQ(In(url, "redirect_uri"), testing::kCallbackUrl);
  EXPECT_EQ(In(url, "scope"),
            "tweet.read tweet.write tweet.moderate.write users.read dm.read dm.write media.write "
            "offline.access");
  EXPECT_EQ(In(url, "code_challenge_method"), "S256");
  EXPECT_GE(In(url, "state").size(), 40U);
  EXPECT_LE(In(url, "state").size(), 500U);
  EXPECT_TRUE(x_.calls.empty()) << "nothing is asked of X yet";
}

TEST_F(OAuth2LinkingTest, StateAndVerifierAreNewEachTime) {
  const std::string first = Begin();
  const std::string second = Begin();
  EXPECT_NE(In(first, "state"), In(second, "state"));
  EXPECT_NE(In(first, "code_challenge"), In(second, "code_challenge"));
}

TEST_F(OAuth2LinkingTest, TheCodeIsRedeemedWithTheVerifierOfItsChallenge) {
  const std::string url = Begin();
  ASSERT_TRUE(Return("state=" + In(url, "state") + "&code=the-code"));
  EXPECT_TRUE(WasCalled("redeem client the-code"));
  EXPECT_EQ(PkceChallenge(x_.auth.redeemed_verifier), In(url, "code_challenge"));
  EXPECT_EQ(x_.auth.redeemed_uri, testing::kCallbackUrl);
}

TEST_F(OAuth2LinkingTest, TheAccountIsSavedWithItsGrantAndNoToken) {
  const auto answer = Consent();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->headers.at(0).second, "https://desk.test/#channels/twitter/7");
  ASSERT_EQ(host_.accounts.saved.size(), 1U);
  EXPECT_NE(host_.accounts.saved[0].account_json.find("\"external_id\":\"2001\""),
            std::string::npos);
  EXPECT_EQ(host_.accounts.saved[0].secrets_json.find("access-1"), std::string::npos);
  EXPECT_EQ(host_.accounts.saved[0].secrets_json.find("refresh-1"), std::string::npos);
  EXPECT_FALSE(SavedGrant().empty());
}

TEST_F(OAuth2LinkingTest, WhatTheAccountPaysForIsKept) {
  x_.auth.user.subscription_type = "PremiumPlus";
  ASSERT_TRUE(Consent());
  EXPECT_NE(
      host_.accounts.saved[0].account_json.find(R"("profile":{"subscription_type":"PremiumPlus"})"),
      std::string::npos);
}

TEST_F(OAuth2LinkingTest, ThePairIsUnderTheAccountAfterwards) {
  ASSERT_TRUE(Consent());
  const auto entry = host_.kv.Peek(PairKey("7"));
  ASSERT_TRUE(entry);
  EXPECT_TRUE(entry->secret);
  EXPECT_EQ(TokenPairFrom(entry->value)->access, "access-1");
  EXPECT_EQ(TokenPairFrom(entry->value)->grant_id, SavedGrant());
  EXPECT_FALSE(host_.kv.Peek(ConsentKey(SavedGrant())));
}

TEST_F(OAuth2LinkingTest, ThePairIsDurableBeforeTheAccountIsSaved) {
  const std::string state = In(Begin(), "state");
  host_.accounts.faults.FailAt(1, StoreFailure());
  ASSERT_FALSE(Return("state=" + state + "&code=the-code"));
  const auto kept = host_.kv.Scan("consent/");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->size(), 1U);
}

TEST_F(OAuth2LinkingTest, ACodeIsRedeemedOnce) {
  const std::string query = "state=" + In(Begin(), "state") + "&code=the-code";
  ASSERT_EQ(Return(query)->status, 302);
  EXPECT_EQ(Return(query)->status, 422);
  EXPECT_EQ(std::count(x_.calls.begin(), x_.calls.end(), "redeem client the-code"), 1);
}

TEST_F(OAuth2LinkingTest, AStrangersStateLinksNothing) {
  Begin();
  for (const char* query : {"state=of-somebody-else&code=c", "code=c", "state=&code=c"}) {
    const auto answer = Return(query);
    EXPECT_EQ(answer->status, 422) << query;
    EXPECT_EQ(ErrorIn(answer), "Invalid state given!");
  }
  EXPECT_FALSE(WasCalledWithPrefix("redeem"));
}

TEST_F(OAuth2LinkingTest, AnotherSessionsStateLinksNothing) {
  const std::string state = In(Begin(), "state");
  EXPECT_EQ(Return("state=" + state + "&code=c", "another session")->status, 422);
  EXPECT_FALSE(WasCalledWithPrefix("redeem"));
}

TEST_F(OAuth2LinkingTest, AnAnswerWithoutCodeIsSaid) {
  const std::string state = In(Begin(), "state");
  EXPECT_EQ(ErrorIn(Return("state=" + state)), "No code given!");
  const std::string error = ErrorIn(Return("state=" + state + "&error=invalid_scope"));
  EXPECT_TRUE(error.starts_with("X did not allow the link.")) << error;
}

TEST_F(OAuth2LinkingTest, CancelOnXsPageIsAFriendlyPage) {
  const std::string state = In(Begin(), "state");
  const auto answer = Return("state=" + state + "&error=access_denied");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_TRUE(host_.accounts.saved.empty());
  EXPECT_EQ(Return("state=" + state + "&code=c")->status, 422) << "it is over";
}

TEST_F(OAuth2LinkingTest, AForgedCancelEndsNothing) {
  const std::string state = In(Begin(), "state");
  ASSERT_TRUE(Return("state=forged&error=access_denied"));
  EXPECT_EQ(Return("state=" + state + "&code=c")->status, 302);
}

TEST_F(OAuth2LinkingTest, ACodeThatIsTooOldIsSaid) {
  x_.auth.redeem_error = XError(chp::Code::kAuth, "x.code_refused", 400);
  const auto answer = Consent();
  EXPECT_EQ(answer->status, 502);
  EXPECT_TRUE(host_.accounts.saved.empty());
}

TEST_F(OAuth2LinkingTest, WithoutAClientIdOrV2NothingBegins) {
  Form form = OAuth2Form();
  form.client_id = "";
  config_ = ConfigOf(form);
  EXPECT_EQ(Begin(), "app.no_client_id");
  form = OAuth2Form();
  form.generation = "legacy";
  config_ = ConfigOf(form);
  EXPECT_EQ(Begin(), "app.oauth2_needs_v2");
}

TEST_F(OAuth2LinkingTest, MissingScopesAreNamedAtOnce) {
  x_.auth.pair.scopes = "tweet.read users.read";
  ASSERT_TRUE(Consent());
  const chp::AccountStatus& status = host_.accounts.states.back();
  EXPECT_EQ(status.state, chp::AccountState::kDegraded);
  EXPECT_EQ(status.reason, "oauth2.scopes_missing");
  EXPECT_NE(status.message.find("tweet.write, tweet.moderate.write, media.write, offline.access"),
            std::string::npos)
      << status.message;
}

// A new way to link replaces the old one, and back.
TEST_F(OAuth2LinkingTest, LinkingByOAuth1AgainPutsTheGrantOut) {
  Form form = OAuth2Form();
  form.auth = "oauth1";
  AddAccount(form, "7", "2001", "");
  GiveGrant(form, "grant-1");
  config_ = ConfigOf(form);
  ASSERT_TRUE(AccountLinking(host_.ports(), x_.ports()).Begin(call_, "session", *config_));
  ASSERT_TRUE(Return("oauth_token=request-token&oauth_verifier=42"));
  EXPECT_EQ(SavedGrant(), "");
}

TEST_F(OAuth2LinkingTest, ALinkingEndsAsItBeganThoughTheAppWasChangedMeanwhile) {
  const std::string state = In(Begin(), "state");
  Form form = OAuth2Form();
  form.auth = "oauth1";
  config_ = ConfigOf(form);
  EXPECT_EQ(Return("state=" + state + "&code=the-code")->status, 302);
  EXPECT_TRUE(WasCalled("redeem client the-code"));
}

// Whatever write the process stopped at: either no account was saved, and one links again; or one
// was, and its first use finds the tokens.
class StoppedLinkingTest : public OAuth2LinkingTest, public ::testing::WithParamInterface<int> {};

TEST_P(StoppedLinkingTest, ASavedAccountHasItsTokens) {
  const std::string state = In(Begin(), "state");
  host_.kv.faults.FailFrom(GetParam(), StoreFailure());
  (void)Return("state=" + state + "&code=the-code");
  host_.kv.faults.Clear();
  if (host_.accounts.saved.empty()) return;
  const std::string grant = SavedGrant();
  const auto found = TokenStore(host_.kv).Find({"7", grant});
  ASSERT_TRUE(found);
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->pair.access, "access-1");
}

constexpr int kSteps = 8;
INSTANTIATE_TEST_SUITE_P(AtEachStep, StoppedLinkingTest, ::testing::Range(1, kSteps + 1));

TEST_F(OAuth2LinkingTest, TheStepsOfALinkingAreAllTried) {
  const std::string state = In(Begin(), "state");
  const int before = host_.kv.faults.operations();
  ASSERT_TRUE(Return("state=" + state + "&code=the-code"));
  EXPECT_EQ(host_.kv.faults.operations() - before, kSteps);
}

TEST(ScopesTest, OnlyWhatTheAccountUsesIsMissed) {
  AccountSettings settings;
  const std::string without_messages =
      "tweet.read tweet.write tweet.moderate.write users.read media.write offline.access";
  EXPECT_EQ(MissingScopes(without_messages, settings), "");
  settings.direct_messages_group = "1";
  EXPECT_EQ(MissingScopes(without_messages, settings), "dm.read, dm.write");
  EXPECT_EQ(MissingScopes(WantedScopes(), settings), "");
  EXPECT_EQ(MissingScopes("  tweet.reads ", AccountSettings()).substr(0, 10), "tweet.read");
}

}  // namespace
}  // namespace twitter
