// Accounts with OAuth 2.0 after they are linked: moving there, scopes, checks, removal.
#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/admin/app_verification.hpp"
#include "twitter_channel/admin/reconcile.hpp"
#include "twitter_channel/admin/removal.hpp"
#include "twitter_channel/admin/self_test.hpp"
#include "twitter_channel/auth/token_store.hpp"

namespace twitter {
namespace {

namespace json = boost::json;
using testing::XError;

class OAuth2AccountsTest : public testing::AdminTest {
 protected:
  OAuth2AccountsTest() {
    x_.webhooks.registered = {
        {.id = "56", .url = std::string(testing::kWebhookUrl), .valid = true}};
    x_.auth.scopes =
        "tweet.read tweet.write tweet.moderate.write users.read media.write offline.access";
  }
  // Account 7 of OAuth 1.0a, in an app that is used with OAuth 2.0 by now.
  static Form OfOAuth1() {
    Form form = OAuth2Form();
    AddAccount(form, "7", "2001", "token-7");
    return form;
  }
  // Account 7, with a grant.
  static Form Granted() {
    Form form = OAuth2Form();
    AddAccount(form, "7", "2001", "");
    GiveGrant(form, "grant-1");
    return form;
  }
  chp::Result<void> Reconcile(const Form& form) {
    const auto config = ConfigOf(form);
    return Reconciler(host_.ports(), x_.ports(), states_).Run(call_, *config, [&] {
      return config;
    });
  }
  const chp::AccountStatus& LastState() const { return host_.accounts.states.back(); }
  std::string CheckOf(std::string_view check, const Form& form) {
    const auto config = ConfigOf(form);
    const XApi api = x_.ports();
    const json::value output = json::parse(SelfTest(api, *config, call_).Run());
    for (const auto& each : output.at("checks").as_array()) {
      if (each.at("check").as_string() == check) return json::serialize(each);
    }
    return "";
  }

  StateBoard states_{host_.accounts};
};

TEST_F(OAuth2AccountsTest, AnAccountOfOAuth1MovesOverWithoutAskingAnybody) {
  ASSERT_TRUE(Reconcile(OfOAuth1()));
  EXPECT_TRUE(WasCalled("exchange token-7"));
  ASSERT_EQ(host_.accounts.saved.size(), 1U);
  const json::value secrets = json::parse(host_.accounts.saved[0].secrets_json);
  EXPECT_FALSE(secrets.as_object().contains("oauth_token")) << "the old token stays as it is";
  const std::string grant(secrets.at("grant_id").as_string());
  EXPECT_EQ(TokenStore(host_.kv).Find({"7", grant}).value()->pair.access, "access-1");
}

TEST_F(OAuth2AccountsTest, AnAccountThatXDoesNotMoveKeepsWorkingAndSaysSo) {
  x_.auth.exchange_error = XError(chp::Code::kAuth, "x.invalid_token", 400);
  ASSERT_TRUE(Reconcile(OfOAuth1()));
  EXPECT_TRUE(WasCalled("verify_credentials token-7"));
  EXPECT_TRUE(WasCalled("subscribe token-7"));
  EXPECT_EQ(LastState().state, chp::AccountState::kDegraded);
  EXPECT_EQ(LastState().reason, "oauth2.not_moved");
}

TEST_F(OAuth2AccountsTest, AMoveThatMayWorkLaterIsTriedAgain) {
  x_.auth.exchange_error = XError(chp::Code::kTransient, "x.unavailable", 503);
  EXPECT_FALSE(Reconcile(OfOAuth1()));
  EXPECT_TRUE(host_.accounts.saved.empty());
}

TEST_F(OAuth2AccountsTest, WithoutAClientIdNothingMoves) {
  Form form = OfOAuth1();
  form.client_id = "";
  ASSERT_TRUE(Reconcile(form));
  EXPECT_FALSE(WasCalledWithPrefix("exchange"));
  EXPECT_TRUE(WasCalled("subscribe token-7"));
}

TEST_F(OAuth2AccountsTest, AnAccountWithEveryScopeIsUp) {
  ASSERT_TRUE(Reconcile(Granted()));
  EXPECT_FALSE(WasCalledWithPrefix("exchange"));
  EXPECT_EQ(LastState().state, chp::AccountState::kUp);
}

TEST_F(OAuth2AccountsTest, AMissingScopeDegradesTheAccountAndIsNamed) {
  x_.auth.scopes = "tweet.read users.read media.write offline.access tweet.moderate.write";
  ASSERT_TRUE(Reconcile(Granted()));
  EXPECT_EQ(LastState().state, chp::AccountState::kDegraded);
  EXPECT_EQ(LastState().reason, "oauth2.scopes_missing");
  EXPECT_TRUE(LastState().message.starts_with("X did not grant tweet.write."));
}

TEST_F(OAuth2AccountsTest, ADeadGrantTakesTheAccountDown) {
  x_.auth.verify_error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  ASSERT_TRUE(Reconcile(Granted()));
  EXPECT_EQ(LastState().state, chp::AccountState::kDown);
  EXPECT_EQ(LastState().reason, "x.invalid_token");
}

TEST_F(OAuth2AccountsTest, RemovalUnsubscribesThenWithdraws) {
  ASSERT_TRUE(RemoveAccount(x_.ports(), *ConfigOf(Granted()), "7", call_));
  ASSERT_EQ(x_.calls.size(), 2U);
  EXPECT_TRUE(x_.calls[0].starts_with("unsubscribe"));
  EXPECT_EQ(x_.calls[1], "withdraw grant-1");
}

TEST_F(OAuth2AccountsTest, ADeadGrantIsForgottenAllTheSame) {
  x_.subscriptions.error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  ASSERT_TRUE(RemoveAccount(x_.ports(), *ConfigOf(Granted()), "7", call_));
  EXPECT_TRUE(WasCalled("withdraw grant-1"));
}

TEST_F(OAuth2AccountsTest, AWithdrawalThatFailsIsTriedAgain) {
  x_.auth.withdraw_error = XError(chp::Code::kTransient, "x.unavailable", 503);
  EXPECT_FALSE(RemoveAccount(x_.ports(), *ConfigOf(Granted()), "7", call_));
}

TEST_F(OAuth2AccountsTest, VerifyingTheAppProvesItsClient) {
  const auto verified =
      AppVerification(host_.ports(), x_.ports()).Run(call_, *ConfigOf(OAuth2Form()));
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_TRUE(WasCalled("prove_client client"));
  const json::value attributes = json::parse(*verified).at("attributes");
  EXPECT_EQ(attributes.at("auth"), "oauth2");
  EXPECT_EQ(attributes.at("client_id"), "client");
  EXPECT_FALSE(attributes.as_object().contains("client_secret"));
}

TEST_F(OAuth2AccountsTest, AWrongClientIsNotSaved) {
  x_.auth.client_error = XError(chp::Code::kConfig, "x.client_refused", 401);
  EXPECT_FALSE(AppVerification(host_.ports(), x_.ports()).Run(call_, *ConfigOf(OAuth2Form())));
}

TEST_F(OAuth2AccountsTest, TheSelfTestNamesWhatIsMissing) {
  Form form = Granted();
  EXPECT_NE(CheckOf("Client ID and secret", form).find("\"ok\""), std::string::npos);
  EXPECT_NE(CheckOf("Account @user2001", form).find("\"ok\""), std::string::npos);
  x_.auth.scopes = "tweet.read";
  EXPECT_NE(CheckOf("Account @user2001", form).find("X did not grant tweet.write"),
            std::string::npos);
  form.client_id = "";
  EXPECT_NE(CheckOf("Client ID and secret", form).find("Enter the client ID"), std::string::npos);
  form.auth = "oauth1";
  EXPECT_EQ(CheckOf("Client ID and secret", form), "") << "it is not needed";
}

}  // namespace
}  // namespace twitter
