// Verifying an app: order, texts and what is left behind (behaviour.md 2.2, rows X06 to X18).
#include "twitter_channel/admin/app_verification.hpp"

#include "tests/unit/admin/admin_fixture.hpp"

namespace twitter {
namespace {

using testing::XError;

class AppVerificationTest : public testing::AdminTest {
 protected:
  chp::Result<std::string> Verify(const Form& form) {
    const auto config = ConfigOf(form);
    return AppVerification(host_.ports(), x_.ports()).Run(call_, *config);
  }
  std::string ErrorOf(const Form& form) {
    const auto verified = Verify(form);
    return verified ? "" : verified.error().message;
  }
  std::string ReasonOf(const Form& form) {
    const auto verified = Verify(form);
    return verified ? "" : verified.error().reason;
  }
  boost::json::object AttributesOf(const Form& form) {
    auto output = boost::json::parse(Verify(form).value());
    return output.at("attributes").as_object();
  }
  static chp::Error Refusal(std::int32_t status) {
    return XError(chp::Code::kConfig, "x.refused", status);
  }
  void RegisterForeign() {
    x_.webhooks.registered = {{.id = "55", .url = "https://other.test/hook", .valid = true}};
  }
};

TEST_F(AppVerificationTest, WithoutAnythingTheKeyIsMissing) {
  EXPECT_EQ(ErrorOf({.consumer_key = "",
                     .consumer_secret = "",
                     .oauth_token = "",
                     .oauth_token_secret = "",
                     .env = ""}),
            "No consumer_key param!");
}

TEST_F(AppVerificationTest, WithoutSecretTheSecretIsMissing) {
  EXPECT_EQ(ErrorOf({.consumer_secret = " "}), "No consumer_secret param!");
}

TEST_F(AppVerificationTest, EachMissingParameterHasItsToken) {
  EXPECT_EQ(ReasonOf({.consumer_key = ""}), "app.no_consumer_key");
  EXPECT_EQ(ReasonOf({.consumer_secret = ""}), "app.no_consumer_secret");
  EXPECT_EQ(ReasonOf({.oauth_token = ""}), "app.no_oauth_token");
  EXPECT_EQ(ReasonOf({.oauth_token_secret = ""}), "app.no_oauth_token_secret");
}

TEST_F(AppVerificationTest, AnEmptyFormAsksXNothing) {
  (void)Verify({.consumer_key = ""});
  EXPECT_TRUE(x_.calls.empty());
}

TEST_F(AppVerificationTest, WrongKeys) {
  x_.auth.request_token_error = Refusal(401);
  EXPECT_EQ(ErrorOf({}), "401 Unauthorized (Invalid credentials may be to blame.)");
}

TEST_F(AppVerificationTest, AWrongClockIsNotCalledWrongKeys) {
  x_.auth.request_token_error = XError(chp::Code::kTransient, "x.clock", 401);
  EXPECT_EQ(ErrorOf({}), "X said no.");
}

TEST_F(AppVerificationTest, CallbackNotAllowed) {
  x_.auth.request_token_error = Refusal(403);
  EXPECT_EQ(ErrorOf({}),
            "403 Forbidden (Your app's callback URL configuration on developer.twitter.com may be "
            "to blame.)");
  EXPECT_EQ(ReasonOf({}), "app.callback_refused");
}

TEST_F(AppVerificationTest, AnyOtherErrorInItsOwnWords) {
  x_.auth.request_token_error = Refusal(500);
  EXPECT_EQ(ErrorOf({}), "X said no.");
}

TEST_F(AppVerificationTest, EveryFailureIsAConfigurationError) {
  x_.auth.request_token_error = XError(chp::Code::kTransient, "http.connect");
  const auto verified = Verify({});
  ASSERT_FALSE(verified.ok());
  EXPECT_EQ(verified.error().code, chp::Code::kConfig);
}

TEST_F(AppVerificationTest, ACallThatWasGivenUpIsNoConfigurationError) {
  x_.auth.request_token_error = XError(chp::Code::kCancelled, "http.cancelled");
  const auto verified = Verify({});
  ASSERT_FALSE(verified.ok());
  EXPECT_EQ(verified.error().code, chp::Code::kCancelled);
}

TEST_F(AppVerificationTest, ProvesTheCallbackUrl) {
  (void)Verify({});
  EXPECT_EQ(x_.calls.front(), "request_token key " + std::string(testing::kCallbackUrl));
}

TEST_F(AppVerificationTest, AHalfFilledFormReportsWrongKeysFirst) {
  x_.auth.request_token_error = Refusal(401);
  EXPECT_EQ(ErrorOf({.oauth_token = ""}),
            "401 Unauthorized (Invalid credentials may be to blame.)");
}

TEST_F(AppVerificationTest, TokenMissing) {
  EXPECT_EQ(ErrorOf({.oauth_token = ""}), "No oauth_token param!");
}

TEST_F(AppVerificationTest, TokenSecretMissing) {
  EXPECT_EQ(ErrorOf({.oauth_token_secret = ""}), "No oauth_token_secret param!");
}

TEST_F(AppVerificationTest, ATokenWithoutSecretIsNoPollingConnection) {
  EXPECT_EQ(ErrorOf({.oauth_token_secret = "", .env = ""}), "No oauth_token_secret param!");
}

TEST_F(AppVerificationTest, AnEnvironmentAloneNeedsAToken) {
  EXPECT_EQ(ErrorOf({.oauth_token = "", .oauth_token_secret = ""}), "No oauth_token param!");
}

TEST_F(AppVerificationTest, TwoKeysAloneMakeAPollingConnection) {
  const auto attributes = AttributesOf({.oauth_token = "", .oauth_token_secret = "", .env = ""});
  EXPECT_EQ(attributes.at("push"), "none");
  EXPECT_FALSE(attributes.contains("webhook_id"));
}

TEST_F(AppVerificationTest, ATokenWithoutEnvironmentMakesAPollingConnection) {
  EXPECT_EQ(AttributesOf({.env = ""}).at("push"), "none");
}

TEST_F(AppVerificationTest, APollingConnectionSaysSo) {
  EXPECT_NE(Verify({.env = ""}).value().find("polling connection"), std::string::npos);
}

TEST_F(AppVerificationTest, APollingConnectionTouchesNoWebhook) {
  (void)Verify({.env = ""});
  EXPECT_EQ(x_.calls.size(), 1u);
}

TEST_F(AppVerificationTest, NoEnvironmentAtAll) {
  x_.webhooks.list_error = Refusal(403);
  x_.webhooks.list_all_error = XError(chp::Code::kConfig, "x.forbidden", 403);
  x_.webhooks.list_all_error->message = "Forbidden.";
  EXPECT_EQ(ErrorOf({}),
            "Forbidden. Are you sure you created a development environment on "
            "developer.twitter.com?");
  EXPECT_EQ(ReasonOf({}), "app.no_environment");
}

TEST_F(AppVerificationTest, AnUnknownLabelNamesTheExistingOnes) {
  x_.webhooks.list_error = Refusal(403);
  x_.webhooks.environments = {{.label = "Integration", .webhooks = {}}};
  EXPECT_EQ(ErrorOf({.env = "foo"}),
            "Dev Environment Label invalid. Please use an existing one [\"Integration\"], or "
            "create a new one.");
  EXPECT_EQ(ReasonOf({.env = "foo"}), "app.environment_unknown");
}

TEST_F(AppVerificationTest, SeveralLabelsAreListed) {
  x_.webhooks.list_error = Refusal(403);
  x_.webhooks.environments = {{.label = "a", .webhooks = {}}, {.label = "b", .webhooks = {}}};
  EXPECT_NE(ErrorOf({.env = "foo"}).find("[\"a\", \"b\"]"), std::string::npos);
}

TEST_F(AppVerificationTest, AnExistingLabelIsNotCalledInvalid) {
  x_.webhooks.list_error = Refusal(503);
  x_.webhooks.environments = {{.label = "Integration", .webhooks = {}}};
  EXPECT_EQ(ErrorOf({}), "X said no.");
}

TEST_F(AppVerificationTest, AnUnreachableXSaysNothingAboutTheLabel) {
  x_.webhooks.list_error = XError(chp::Code::kTransient, "http.connect");
  (void)Verify({});
  EXPECT_FALSE(WasCalled("list_all"));
}

TEST_F(AppVerificationTest, RegistersOurWebhook) {
  EXPECT_EQ(AttributesOf({}).at("webhook_id"), "1241980494134145024");
  EXPECT_TRUE(WasCalled("register " + std::string(testing::kWebhookUrl)));
}

TEST_F(AppVerificationTest, AForeignWebhookIsNamedAndKept) {
  RegisterForeign();
  EXPECT_NE(ErrorOf({}).find("https://other.test/hook"), std::string::npos);
  EXPECT_EQ(ReasonOf({}), "webhook.foreign");
  EXPECT_EQ(x_.webhooks.registered.size(), 1u);
  EXPECT_FALSE(WasCalledWithPrefix("register"));
}

TEST_F(AppVerificationTest, AForeignWebhookIsReplacedOnlyOnRequest) {
  RegisterForeign();
  ASSERT_TRUE(Verify({.replace_foreign_webhooks = true}).ok());
  EXPECT_EQ(x_.calls, (testing::Calls{"request_token key " + std::string(testing::kCallbackUrl),
                                      "list Integration", "remove 55",
                                      "register " + std::string(testing::kWebhookUrl)}));
}

TEST_F(AppVerificationTest, AForeignWebhookThatStaysStopsTheReplacement) {
  RegisterForeign();
  x_.webhooks.remove_error = Refusal(403);
  EXPECT_EQ(ReasonOf({.replace_foreign_webhooks = true}), "webhook.not_removed");
  EXPECT_FALSE(WasCalledWithPrefix("register"));
}

TEST_F(AppVerificationTest, AForeignWebhookBesideOursIsKept) {
  RegisterForeign();
  x_.webhooks.registered.push_back(
      {.id = "56", .url = std::string(testing::kWebhookUrl), .valid = true});
  ASSERT_TRUE(Verify({.replace_foreign_webhooks = true}).ok());
  EXPECT_FALSE(WasCalledWithPrefix("remove"));
}

TEST_F(AppVerificationTest, AnAlmostEqualUrlIsForeign) {
  x_.webhooks.registered = {
      {.id = "55", .url = std::string(testing::kWebhookUrl) + "/", .valid = true}};
  EXPECT_NE(ErrorOf({}), "");
}

TEST_F(AppVerificationTest, OurInvalidWebhookIsValidatedAgain) {
  x_.webhooks.registered = {{.id = "56", .url = std::string(testing::kWebhookUrl), .valid = false}};
  EXPECT_EQ(AttributesOf({}).at("webhook_id"), "56");
  EXPECT_TRUE(WasCalled("revalidate 56"));
}

TEST_F(AppVerificationTest, ValidationThatFails) {
  x_.webhooks.registered = {{.id = "56", .url = std::string(testing::kWebhookUrl), .valid = false}};
  x_.webhooks.revalidate_error = Refusal(400);
  EXPECT_EQ(ErrorOf({}), "Webhook registered but not valid (" + std::string(testing::kWebhookUrl) +
                             "). Unable to set webhook to valid: X said no.");
}

TEST_F(AppVerificationTest, OurValidWebhookIsReused) {
  x_.webhooks.registered = {{.id = "56", .url = std::string(testing::kWebhookUrl), .valid = true}};
  EXPECT_EQ(AttributesOf({}).at("webhook_id"), "56");
  EXPECT_FALSE(WasCalledWithPrefix("register"));
}

TEST_F(AppVerificationTest, TheLastOfOursWins) {
  x_.webhooks.registered = {{.id = "56", .url = std::string(testing::kWebhookUrl), .valid = true},
                            {.id = "57", .url = std::string(testing::kWebhookUrl), .valid = true}};
  EXPECT_EQ(AttributesOf({}).at("webhook_id"), "57");
}

TEST_F(AppVerificationTest, RegistrationRefusedForHttp) {
  x_.webhooks.register_error = Refusal(403);
  EXPECT_EQ(ErrorOf({.webhook_url = "http://desk.test/hook"}),
            "Unable to register webhook: X said no. Only https webhooks possible to register.");
  EXPECT_EQ(ReasonOf({}), "webhook.not_registered");
}

TEST_F(AppVerificationTest, RegistrationRefusedCountsTheWebhooks) {
  x_.webhooks.register_error = Refusal(403);
  x_.webhooks.environments = {{.label = "a", .webhooks = {{.id = "1", .url = "u", .valid = true}}},
                              {.label = "b",
                               .webhooks = {{.id = "2", .url = "v", .valid = true},
                                            {.id = "3", .url = "w", .valid = true}}}};
  EXPECT_EQ(ErrorOf({}),
            "Unable to register webhook: X said no. Already 3 webhooks registered. Maybe you need "
            "to delete one first.");
}

TEST_F(AppVerificationTest, TheAttributesHoldNoSecret) {
  const std::string output = Verify({}).value();
  EXPECT_EQ(output.find("DDD-consumer-secret"), std::string::npos);
  EXPECT_EQ(output.find("owner-token-secret"), std::string::npos);
}

TEST_F(AppVerificationTest, TheAttributesAreTheForm) {
  const auto attributes = AttributesOf({});
  EXPECT_EQ(attributes.at("consumer_key"), "key");
  EXPECT_EQ(attributes.at("oauth_token"), "owner-token");
  EXPECT_EQ(attributes.at("env"), "Integration");
}

TEST_F(AppVerificationTest, TodaysApiNeedsNeitherOwnerNorEnvironment) {
  const auto attributes = AttributesOf(
      {.oauth_token = "", .oauth_token_secret = "", .env = "", .generation = "current"});
  EXPECT_EQ(attributes.at("generation").as_string(), "current");
  EXPECT_EQ(attributes.at("webhook_id").as_string(), "1241980494134145024");
  EXPECT_FALSE(attributes.contains("push"));
}

TEST_F(AppVerificationTest, TodaysApiSpeaksOfNoEnvironment) {
  x_.webhooks.list_error = Refusal(403);
  EXPECT_EQ(ErrorOf({.env = "", .generation = "current"}), "X said no.");
  EXPECT_FALSE(WasCalled("list_all"));
}

}  // namespace
}  // namespace twitter
