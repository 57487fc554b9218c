// What the self-test says of each thing that has to be right, and the texts for X's pages.
#include "twitter_channel/admin/self_test.hpp"

#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/admin/developer_texts.hpp"

namespace twitter {
namespace {

namespace json = boost::json;
using testing::XError;

class SelfTestTest : public testing::AdminTest {
 protected:
  SelfTestTest() {
    x_.webhooks.registered = {{.id = "7", .url = std::string(testing::kWebhookUrl), .valid = true}};
  }
  json::value Output(const Form& form) {
    const auto config = ConfigOf(form);
    const XApi api = x_.ports();
    return json::parse(SelfTest(api, *config, call_).Run());
  }
  // "result: advice" of a check; empty: it is not in the list.
  std::string Of(std::string_view check, const Form& form) {
    const json::value output = Output(form);
    for (const auto& each : output.at("checks").as_array()) {
      if (each.at("check").as_string() != check) continue;
      return std::string(each.at("result").as_string()) + ": " +
             std::string(each.at("advice").as_string());
    }
    return "";
  }
};

TEST_F(SelfTestTest, EverythingRight) {
  Form form{.generation = "current"};
  AddAccount(form, "1", "2001", "token");
  const json::value output = Output(form);
  EXPECT_EQ(output.at("message").as_string(), "Everything that could be checked is right.");
  for (const auto& check : output.at("checks").as_array()) {
    EXPECT_EQ(check.at("result").as_string(), "ok") << json::serialize(check);
  }
  EXPECT_EQ(Of("Account @user2001", form), "ok: ");
}

TEST_F(SelfTestTest, SaysWhenTheApiEndsAndWhatToDo) {
  EXPECT_NE(Of("X API", {}).find("ends soon: X ends API v1.1 on 1 January 2027."),
            std::string::npos);
  EXPECT_EQ(Of("X API", {.generation = "current"}), "ok: ");
}

TEST_F(SelfTestTest, ChangesNothingAtX) {
  x_.webhooks.registered.clear();
  Output({});
  EXPECT_TRUE(x_.webhooks.registered.empty());
}

TEST_F(SelfTestTest, WithoutKeysItSaysWhereTheyStandAndAsksXNothing) {
  EXPECT_EQ(Of("API key and secret", {.consumer_key = ""}),
            "wrong: Enter API key and API key secret: they stand on X's page of your app, under "
            "Keys and tokens.");
  EXPECT_TRUE(x_.calls.empty());
}

TEST_F(SelfTestTest, KeysThatXRefuses) {
  x_.auth.request_token_error = XError(chp::Code::kConfig, "x.refused", 401);
  EXPECT_EQ(Of("API key and secret", {}).substr(0, 29), "wrong: X refuses the keys. Co");
  EXPECT_EQ(Of("Webhook", {}), "") << "cannot be asked without keys";
}

TEST_F(SelfTestTest, ACallbackAddressThatXDoesNotKnow) {
  x_.auth.request_token_error = XError(chp::Code::kConfig, "x.refused", 403);
  EXPECT_EQ(Of("API key and secret", {}), "ok: ");
  EXPECT_NE(Of("Callback address", {}).find(testing::kCallbackUrl), std::string::npos);
}

TEST_F(SelfTestTest, AWrongClockIsNotCalledWrongKeys) {
  x_.auth.request_token_error = XError(chp::Code::kTransient, "x.clock", 401);
  EXPECT_EQ(Of("Clock", {}), "wrong: X said no.");
  EXPECT_EQ(Of("API key and secret", {}), "");
}

TEST_F(SelfTestTest, AnAddressThatXDoesNotDeliverTo) {
  Form form;
  form.webhook_url = "http://desk.test/api/v1/channels_twitter_webhook";
  EXPECT_EQ(Of("Public address", form).substr(0, 50),
            "wrong: X sends events to https addresses only. Put");
}

TEST_F(SelfTestTest, MissingPermissions) {
  x_.auth.access_level = "read";
  EXPECT_EQ(Of("Permissions of the app", {}).substr(0, 37),
            "wrong: The app may not read, write an");
}

TEST_F(SelfTestTest, AnUnknownEnvironmentNamesTheOnesThereAre) {
  x_.webhooks.list_error = XError(chp::Code::kConfig, "x.refused", 403);
  x_.webhooks.environments = {{.label = "prod", .webhooks = {}}};
  EXPECT_NE(Of("Dev environment", {}).find("[\"prod\"]"), std::string::npos);
}

TEST_F(SelfTestTest, AWebhookThatIsMissingSwitchedOffOrAnothers) {
  x_.webhooks.registered[0].valid = false;
  EXPECT_NE(Of("Webhook", {}).find("reachable from the internet"), std::string::npos);
  x_.webhooks.registered = {{.id = "55", .url = "https://other.test/hook", .valid = true}};
  EXPECT_NE(Of("Webhook", {}).find("https://other.test/hook"), std::string::npos);
  x_.webhooks.registered.clear();
  EXPECT_NE(Of("Webhook", {}).find("Connect the app"), std::string::npos);
}

TEST_F(SelfTestTest, APollingConnectionNeedsNoWebhook) {
  EXPECT_EQ(Of("Webhook", {.env = ""}),
            "not checked: Without a dev environment label X is asked regularly instead.");
}

TEST_F(SelfTestTest, AnAccountThatNoLongerWorks) {
  Form form;
  form.oauth_token = form.oauth_token_secret = form.env = "";
  AddAccount(form, "1", "2001", "token");
  x_.auth.verify_error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  EXPECT_EQ(Of("Account @user2001", form), "wrong: X said no. Link the account again.");
  EXPECT_EQ(Output(form).at("message").as_string(), "One thing needs you.");
}

class DeveloperTextsTest : public testing::AdminTest {
 protected:
  static std::string TextOf(std::string_view field, const Form& form) {
    const json::value output = json::parse(DeveloperTexts(*ConfigOf(form)));
    for (const auto& each : output.at("texts").as_array()) {
      if (each.at("field").as_string() == field) return std::string(each.at("text").as_string());
    }
    return "";
  }
  static Form Collecting(const json::object& sync) {
    Form form;
    AddAccount(form, "1", "2001", "token");
    form.accounts[0].as_object()["settings"] = json::object{{"sync", sync}};
    return form;
  }
};

TEST_F(DeveloperTextsTest, HoldThisHelpdesksOwnAddresses) {
  EXPECT_EQ(TextOf("App name", {}), "Helpdesk desk.test");
  EXPECT_EQ(TextOf("Website URL", {}), "https://desk.test");
  EXPECT_EQ(TextOf("Callback URI / Redirect URL", {}), testing::kCallbackUrl);
  EXPECT_EQ(TextOf("App permissions", {}), "Read and write and direct messages");
}

TEST_F(DeveloperTextsTest, AreThereBeforeAnAppIsConnected) {
  EXPECT_EQ(TextOf("Website URL", {.consumer_key = "", .consumer_secret = ""}),
            "https://desk.test");
}

TEST_F(DeveloperTextsTest, TheUseCaseSpeaksOfWhatIsSwitchedOn) {
  const std::string mentions =
      TextOf("Use case", Collecting({{"mentions", json::object{{"group_id", "1"}}}}));
  EXPECT_NE(mentions.find("Posts that mention"), std::string::npos);
  EXPECT_EQ(mentions.find("Direct messages"), std::string::npos);
  EXPECT_EQ(mentions.find("We search"), std::string::npos);
  const std::string search = TextOf(
      "Use case",
      Collecting({{"search", json::array{json::object{{"term", "#acme"}, {"group_id", "1"}}}}}));
  EXPECT_NE(search.find("We search"), std::string::npos);
  EXPECT_EQ(search.find("Posts that mention"), std::string::npos);
  EXPECT_NE(TextOf("Use case", {}).find("Direct messages"), std::string::npos)
      << "nothing is linked yet: what the channel is for";
}

}  // namespace
}  // namespace twitter
