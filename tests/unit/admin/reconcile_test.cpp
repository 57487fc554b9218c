// Repairing what X has to what the configuration says, and cleaning up.
#include "twitter_channel/admin/reconcile.hpp"

#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/admin/removal.hpp"

namespace twitter {
namespace {

using testing::kWebhookUrl;
using testing::XError;

class ReconcilerTest : public testing::AdminTest {
 protected:
  chp::Result<void> Run(const Form& form) {
    const auto config = ConfigOf(form);
    return Reconciler(host_.ports(), x_.ports(), states_).Run(call_, *config, [&] {
      return config;
    });
  }
  void RegisterOurs(bool valid = true) {
    x_.webhooks.registered = {{.id = "56", .url = std::string(kWebhookUrl), .valid = valid}};
  }
  static Form OneAccount() {
    Form form;
    form.webhook_id = "56";
    AddAccount(form, "7", "2001", "token-7");
    return form;
  }
  // The last state told for an account; "" is the connection.
  chp::AccountStatus StateOf(std::string_view account_id) const {
    for (auto status = host_.accounts.states.rbegin(); status != host_.accounts.states.rend();
         ++status) {
      if (status->account_id == account_id) return *status;
    }
    return {.state = chp::AccountState::kConnecting,
            .account_id = "",
            .reason = "never told",
            .message = ""};
  }

  StateBoard states_{host_.accounts};
};

TEST_F(ReconcilerTest, WithoutAppNothingHappens) {
  EXPECT_TRUE(Run({.consumer_key = ""}).ok());
  EXPECT_TRUE(x_.calls.empty());
}

TEST_F(ReconcilerTest, AnAccountIsSubscribed) {
  RegisterOurs();
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_TRUE(WasCalled("subscribe token-7"));
  EXPECT_EQ(StateOf("7").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, AValidWebhookIsUp) {
  RegisterOurs();
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, AnInvalidWebhookIsValidated) {
  RegisterOurs(false);
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_TRUE(WasCalled("revalidate 56"));
  EXPECT_EQ(StateOf("").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, AWebhookThatStaysInvalidIsDegraded) {
  RegisterOurs(false);
  x_.webhooks.revalidate_error = XError(chp::Code::kConfig, "x.webhook_refused", 400);
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("").reason, "webhook.not_valid");
}

TEST_F(ReconcilerTest, ALostWebhookIsRegisteredAgain) {
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_TRUE(WasCalled("register " + std::string(kWebhookUrl)));
  EXPECT_EQ(StateOf("").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, ANeverVerifiedAppRegistersNothing) {
  Form form = OneAccount();
  form.webhook_id = "";
  ASSERT_TRUE(Run(form).ok());
  EXPECT_FALSE(WasCalledWithPrefix("register"));
  EXPECT_EQ(StateOf("").reason, "webhook.missing");
}

TEST_F(ReconcilerTest, AForeignWebhookIsLeftAlone) {
  x_.webhooks.registered = {{.id = "99", .url = "https://other.test/hook", .valid = true}};
  Form form = OneAccount();
  form.replace_foreign_webhooks = true;
  ASSERT_TRUE(Run(form).ok());
  EXPECT_EQ(x_.webhooks.registered.size(), 1u);
  EXPECT_EQ(StateOf("").reason, "webhook.missing");
}

TEST_F(ReconcilerTest, ADeadTokenIsDown) {
  RegisterOurs();
  x_.auth.verify_error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("7").state, chp::AccountState::kDown);
  EXPECT_EQ(StateOf("7").reason, "x.invalid_token");
}

TEST_F(ReconcilerTest, NoTokenIsDown) {
  RegisterOurs();
  Form form;
  AddAccount(form, "7", "2001", "");
  ASSERT_TRUE(Run(form).ok());
  EXPECT_EQ(StateOf("7").reason, "account.no_token");
}

TEST_F(ReconcilerTest, ARefusedSubscriptionIsDegraded) {
  RegisterOurs();
  x_.subscriptions.error = XError(chp::Code::kConfig, "x.subscription", 403);
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("7").state, chp::AccountState::kDegraded);
}

TEST_F(ReconcilerTest, MissingPermissionsStayVisible) {
  RegisterOurs();
  x_.auth.access_level = "read";
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("7").reason, "x.app_permissions");
}

TEST_F(ReconcilerTest, WhatMayGoAwayIsTriedAgain) {
  RegisterOurs();
  x_.subscriptions.error = XError(chp::Code::kTransient, "x.unavailable", 503);
  const auto run = Run(OneAccount());
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(run.error().reason, "x.unavailable");
}

TEST_F(ReconcilerTest, OneBrokenAccountDoesNotStopTheOthers) {
  RegisterOurs();
  Form form;
  AddAccount(form, "7", "2001", "");
  AddAccount(form, "8", "2002", "token-8");
  ASSERT_TRUE(Run(form).ok());
  EXPECT_EQ(StateOf("8").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, AnUnreachableWebhookListDoesNotStopTheAccounts) {
  x_.webhooks.list_error = XError(chp::Code::kTransient, "http.connect");
  EXPECT_FALSE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("7").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, ACancelledRunIsDoneAgain) {
  RegisterOurs();
  const testing::FakeCall cancelled([] { return true; });
  const auto config = ConfigOf(OneAccount());
  const auto run = Reconciler(host_.ports(), x_.ports(), states_).Run(cancelled, *config, [&] {
    return config;
  });
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(run.error().reason, "job.cancelled");
  EXPECT_FALSE(WasCalledWithPrefix("subscribe"));
}

TEST_F(ReconcilerTest, ADisabledAccountIsLeftAlone) {
  RegisterOurs();
  Form form;
  AddAccount(form, "7", "2001", "token-7", false);
  ASSERT_TRUE(Run(form).ok());
  EXPECT_FALSE(WasCalledWithPrefix("subscribe"));
}

TEST_F(ReconcilerTest, APollingConnectionNeedsNoWebhook) {
  Form form = OneAccount();
  form.env = "";
  ASSERT_TRUE(Run(form).ok());
  EXPECT_EQ(x_.calls, (testing::Calls{"verify_credentials token-7"}));
  EXPECT_EQ(StateOf("7").state, chp::AccountState::kUp);
}

TEST_F(ReconcilerTest, ASecondRunChangesNothing) {
  RegisterOurs();
  ASSERT_TRUE(Run(OneAccount()).ok());
  const auto before = x_.webhooks.registered.size();
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(x_.webhooks.registered.size(), before);
}

TEST_F(ReconcilerTest, APermissionWithdrawnDuringARunStaysWithdrawn) {
  RegisterOurs();
  x_.subscriptions.on_answer = [this] {
    (void)states_.SetState({.state = chp::AccountState::kDown,
                            .account_id = "7",
                            .reason = "x.access_revoked",
                            .message = "Withdrawn."});
  };
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("7").reason, "x.access_revoked");
  x_.subscriptions.on_answer = nullptr;
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(StateOf("7").state, chp::AccountState::kUp) << "a later run sees the new permission";
}

TEST_F(ReconcilerTest, HealthShowsTheWorstState) {
  RegisterOurs();
  x_.auth.verify_error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  ASSERT_TRUE(Run(OneAccount()).ok());
  EXPECT_EQ(states_.Report(*ConfigOf(OneAccount())).state, chp::Health::kDown);
}

TEST_F(ReconcilerTest, HealthTellsTheWebhook) {
  RegisterOurs();
  ASSERT_TRUE(Run(OneAccount()).ok());
  const auto detail = boost::json::parse(states_.Report(*ConfigOf(OneAccount())).detail_json);
  EXPECT_EQ(detail.at("connection").at("webhook_valid"), true);
  EXPECT_EQ(detail.at("connection").at("push"), "aaa_env");
}

TEST_F(ReconcilerTest, HealthHoldsNoSecret) {
  RegisterOurs();
  ASSERT_TRUE(Run(OneAccount()).ok());
  const std::string detail = states_.Report(*ConfigOf(OneAccount())).detail_json;
  for (const char* secret : {"DDD-consumer-secret", "owner-token", "token-7"}) {
    EXPECT_EQ(detail.find(secret), std::string::npos) << secret;
  }
}

using RemovalTest = ReconcilerTest;

TEST_F(RemovalTest, RemovingAnAccountUnsubscribesIt) {
  ASSERT_TRUE(RemoveAccount(x_.ports(), *ConfigOf(OneAccount()), "7", call_).ok());
  EXPECT_EQ(x_.calls, (testing::Calls{"unsubscribe token-7"}));
}

TEST_F(RemovalTest, RemovingAnUnknownAccountSucceeds) {
  EXPECT_TRUE(RemoveAccount(x_.ports(), *ConfigOf(OneAccount()), "9", call_).ok());
  EXPECT_TRUE(x_.calls.empty());
}

TEST_F(RemovalTest, ADeadTokenHasNoSubscriptionLeft) {
  x_.subscriptions.error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  EXPECT_TRUE(RemoveAccount(x_.ports(), *ConfigOf(OneAccount()), "7", call_).ok());
}

TEST_F(RemovalTest, AMissingSubscriptionIsRemoved) {
  x_.subscriptions.error = XError(chp::Code::kConfig, "x.not_found", 404);
  EXPECT_TRUE(RemoveAccount(x_.ports(), *ConfigOf(OneAccount()), "7", call_).ok());
}

TEST_F(RemovalTest, AFailureIsReported) {
  x_.subscriptions.error = XError(chp::Code::kTransient, "x.unavailable", 503);
  EXPECT_FALSE(RemoveAccount(x_.ports(), *ConfigOf(OneAccount()), "7", call_).ok());
}

TEST_F(RemovalTest, RemovingTheConnectionDeletesOnlyOurWebhook) {
  RegisterOurs();
  x_.webhooks.registered.push_back({.id = "99", .url = "https://other.test/hook", .valid = true});
  ASSERT_TRUE(RemoveConnection(x_.ports(), *ConfigOf(OneAccount()), call_).ok());
  ASSERT_EQ(x_.webhooks.registered.size(), 1u);
  EXPECT_EQ(x_.webhooks.registered[0].id, "99");
}

TEST_F(RemovalTest, RemovingTheConnectionTwiceSucceeds) {
  RegisterOurs();
  ASSERT_TRUE(RemoveConnection(x_.ports(), *ConfigOf(OneAccount()), call_).ok());
  EXPECT_TRUE(RemoveConnection(x_.ports(), *ConfigOf(OneAccount()), call_).ok());
}

TEST_F(ReconcilerTest, AnAccountIsSubscribedToWhatItCollects) {
  Form form;
  AddAccount(form, "1", "2001", "token");
  namespace json = boost::json;
  const auto wished = [&](const json::object& sync) {
    form.accounts[0].as_object()["settings"] = json::object{{"sync", sync}};
    (void)Run(form);
    return x_.subscriptions.wished;
  };
  const json::object group{{"group_id", "1"}};
  EXPECT_EQ(wished({}).user_id, "2001");
  EXPECT_FALSE(wished({}).posts);
  EXPECT_FALSE(wished({}).direct_messages);
  EXPECT_TRUE(wished({{"mentions", group}}).posts);
  EXPECT_FALSE(wished({{"mentions", group}}).reposts);
  EXPECT_TRUE(wished({{"mentions", group}, {"track_retweets", true}}).reposts);
  EXPECT_TRUE(wished({{"quotes", group}}).posts);
  EXPECT_TRUE(wished({{"direct_messages", group}}).direct_messages);
  EXPECT_FALSE(wished({{"direct_messages", group}}).read_receipts);
  EXPECT_TRUE(wished({{"direct_messages", group}, {"read_receipts", true}}).read_receipts);
  EXPECT_FALSE(wished({{"mentions", group}, {"read_receipts", true}}).read_receipts);
}

}  // namespace
}  // namespace twitter
