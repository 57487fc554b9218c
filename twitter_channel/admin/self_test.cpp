// One check after the other; the first that fails hides what cannot be asked without it.
#include "twitter_channel/admin/self_test.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "twitter_channel/admin/access_level.hpp"
#include "twitter_channel/admin/admin_errors.hpp"
#include "twitter_channel/admin/oauth2_linking.hpp"
#include "twitter_channel/admin/scopes.hpp"
#include "twitter_channel/admin/webhook_registration.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::string_view kOk = "ok";
constexpr std::string_view kWrong = "wrong";
constexpr std::string_view kNotChecked = "not checked";
constexpr std::string_view kEndsSoon = "ends soon";

constexpr std::string_view kApi = "X API";
constexpr std::string_view kAddress = "Public address";
constexpr std::string_view kKeys = "API key and secret";
constexpr std::string_view kClock = "Clock";
constexpr std::string_view kCallback = "Callback address";
constexpr std::string_view kClient = "Client ID and secret";
constexpr std::string_view kPermissions = "Permissions of the app";
constexpr std::string_view kEnvironment = "Dev environment";
constexpr std::string_view kWebhook = "Webhook";

bool HasOwner(const App& app) { return !app.owner.token.empty() && !app.owner.secret.empty(); }

std::string AccountCheck(const Account& account) { return "Account @" + account.screen_name; }

}  // namespace

void SelfTest::Ok(std::string_view name) { checks_.push_back({std::string(name), kOk, ""}); }

void SelfTest::Wrong(std::string_view name, std::string advice) {
  checks_.push_back({std::string(name), kWrong, std::move(advice)});
}

void SelfTest::NotChecked(std::string_view name, std::string_view why) {
  checks_.push_back({std::string(name), kNotChecked, std::string(why)});
}

std::string SelfTest::Run() {
  CheckGeneration();
  CheckAddress();
  if (CheckKeys()) {
    CheckClient();
    CheckPermissions();
    CheckWebhook();
    CheckAccounts();
  }
  return Output();
}

void SelfTest::CheckGeneration() {
  if (config_.app.generation == Generation::kCurrent) return Ok(kApi);
  checks_.push_back({std::string(kApi), kEndsSoon,
                     "X ends API v1.1 on 1 January 2027. Choose \"X API v2 (today)\" and connect "
                     "again: accounts, settings and tickets stay."});
}

// X delivers to https on the standard port only (x_api.md).
void SelfTest::CheckAddress() {
  if (config_.host.webhook_url.starts_with("https://")) return Ok(kAddress);
  Wrong(
      kAddress,
      "X sends events to https addresses only. Put this helpdesk behind a proxy that speaks https "
      "and set its public address. Until then leave the dev environment label empty: X is "
      "asked regularly instead.");
}

bool SelfTest::CheckKeys() {
  if (!config_.app.configured()) {
    Wrong(kKeys,
          "Enter API key and API key secret: they stand on X's page of your app, under Keys "
          "and tokens.");
    return false;
  }
  const auto token = api_.auth.RequestTokenFor(config_.app, config_.host.oauth_callback_url, call_);
  if (token) {
    Ok(kKeys);
    Ok(kClock);
    Ok(kCallback);
    return true;
  }
  const chp::Error error = RequestTokenError(token.error());
  if (error.reason == reason::kClock) {
    Wrong(kClock, error.message);
  } else if (error.reason == "app.callback_refused") {
    Ok(kKeys);
    Wrong(kCallback, "X does not know this helpdesk's callback address. Add " +
                         config_.host.oauth_callback_url +
                         " to the callback URLs of your app, under User authentication settings.");
  } else if (error.reason == "app.keys_refused") {
    Wrong(kKeys,
          "X refuses the keys. Copy both again from X's page of your app, under Keys and "
          "tokens, or regenerate them there.");
  } else {
    Wrong(kKeys, error.message);
  }
  return false;
}

void SelfTest::CheckClient() {
  if (config_.app.auth != Auth::kOAuth2) return;
  auto ready = CheckOAuth2App(config_.app);
  if (ready) ready = api_.auth.ProveClient(config_.app, call_);
  if (ready) return Ok(kClient);
  if (ready.error().reason == "app.no_client_id") {
    return Wrong(kClient,
                 "Enter the client ID, and for a web app the client secret: they stand on X's page "
                 "of your app, under Keys and tokens.");
  }
  Wrong(kClient, ready.error().message);
}

void SelfTest::CheckPermissions() {
  if (!HasOwner(config_.app)) {
    return NotChecked(kPermissions, "Only an access token tells; accounts have their own below.");
  }
  const auto owner = api_.auth.VerifyCredentials({&config_.app, &config_.app.owner}, call_);
  if (!owner) return Wrong(kPermissions, WordsOf(owner.error()));
  if (IsEnoughAccess(owner->access_level)) return Ok(kPermissions);
  Wrong(kPermissions, std::string(kPermissionSentence));
}

void SelfTest::CheckWebhook() {
  if (config_.app.push() == Push::kNone) {
    return NotChecked(kWebhook,
                      config_.app.generation == Generation::kCurrent
                          ? "X is asked regularly instead."
                          : "Without a dev environment label X is asked regularly instead.");
  }
  const auto webhooks = WebhookRegistration(api_.webhooks, config_, call_).List();
  const bool has_environment = config_.app.push() == Push::kAccountActivityEnv;
  if (!webhooks) return Wrong(has_environment ? kEnvironment : kWebhook, webhooks.error().message);
  if (has_environment) Ok(kEnvironment);
  const Webhook* ours = FindOurs(*webhooks, config_.host.webhook_url);
  if (ours != nullptr && ours->valid) return Ok(kWebhook);
  if (ours != nullptr) {
    return Wrong(kWebhook,
                 "X has switched our webhook off, because it did not reach this helpdesk. "
                 "Make " +
                     config_.host.webhook_url +
                     " reachable from the internet, then connect the app again.");
  }
  Wrong(
      kWebhook,
      webhooks->empty()
          ? "X does not send events here yet. Connect the app to register the webhook."
          : "Another system's webhook has the place: " + webhooks->front().url +
                ". Turn on \"Replace a webhook of another system\" and connect the app, or remove "
                "it there.");
}

void SelfTest::CheckAccounts() {
  for (const Account& account : config_.accounts) {
    if (account.active) CheckAccount(account);
  }
}

void SelfTest::CheckAccount(const Account& account) {
  const auto linked = api_.auth.VerifyCredentials(CredentialsOf(config_, account), call_);
  if (!linked) {
    return Wrong(AccountCheck(account), WordsOf(linked.error()) + " Link the account again.");
  }
  if (!IsEnoughAccess(linked->access_level)) {
    return Wrong(AccountCheck(account), std::string(kPermissionSentence));
  }
  const std::string missing =
      linked->scopes ? MissingScopes(*linked->scopes, account.settings) : std::string();
  if (!missing.empty()) return Wrong(AccountCheck(account), ScopesMissing(missing).message);
  Ok(AccountCheck(account));
}

std::string SelfTest::Output() const {
  json::array list;
  for (const Check& check : checks_) {
    list.push_back(
        json::object{{"check", check.name}, {"result", check.result}, {"advice", check.advice}});
  }
  const auto wrong = std::count_if(checks_.begin(), checks_.end(),
                                   [](const Check& check) { return check.result == kWrong; });
  const std::string message = wrong == 0   ? "Everything that could be checked is right."
                              : wrong == 1 ? "One thing needs you."
                                           : std::to_string(wrong) + " things need you.";
  return json::serialize(json::object{{"message", message}, {"checks", std::move(list)}});
}

}  // namespace twitter
