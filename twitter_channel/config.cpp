// chp_config -> Config. Names the member that is wrong; members nobody knows are kept by name, so
// that the channel can log them.
#include "twitter_channel/config.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "twitter_channel/field_reader.hpp"
#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 19> kAppMembers = {"consumer_key",
                                                          "consumer_secret",
                                                          "oauth_token",
                                                          "oauth_token_secret",
                                                          "env",
                                                          "webhook_id",
                                                          "replace_foreign_webhooks",
                                                          "api_base_url",
                                                          "proxy",
                                                          "ca_file",
                                                          "generation",
                                                          "asks_only",
                                                          "webhook_secret",
                                                          "auth",
                                                          "client_id",
                                                          "push",
                                                          "plan",
                                                          "plan_overrides",
                                                          "daily_budget_cents"};
constexpr std::int64_t kMicrosPerCent = 10'000;
constexpr std::int64_t kLargestBudgetCents = 100'000'000;

// What the form offers for v1.1 is no address of today's API.
constexpr std::string_view kLegacyBaseUrl = "https://api.twitter.com";
constexpr std::string_view kCurrentBaseUrl = "https://api.x.com";

// "app.plan" of "config.app.plan".
std::string_view MemberOf(const chp::Error& error) {
  const std::string_view reason = error.reason;
  return reason.substr(reason.find('.') + 1);
}

HostInfo ReadHost(const FieldReader& root, FieldErrors& errors) {
  const FieldReader host(root.Object("host"), "host", errors);
  const FieldReader routes(host.Object("routes"), "host.routes", errors);
  return HostInfo{.base_url = host.Text("base_url"),
                  .webhook_url = routes.Text("webhook"),
                  .oauth_callback_url = routes.Text("oauth_callback")};
}

// What X allows the app and what it costs; without a word, what X sells for the API that is used.
void ReadPlan(const FieldReader& app, App& read, FieldErrors& errors) {
  std::string plan = app.Text("plan");
  if (plan.empty() || plan == "auto") {
    plan = read.generation == Generation::kCurrent ? "pay_per_use" : "legacy_v1_1";
  }
  auto found = PlanNamed(plan, app.Text("plan_overrides"));
  if (found) {
    read.plan = *std::move(found);
  } else {
    errors.Add(MemberOf(found.error()), found.error().message);
  }
  read.daily_budget_micros =
      kMicrosPerCent * app.Number("daily_budget_cents", 0, 0, kLargestBudgetCents);
}

HttpWay ReadWay(const FieldReader& app, FieldErrors& errors) {
  HttpWay way{.proxy = app.Text("proxy"), .ca_file = app.Text("ca_file")};
  if (!way.proxy.empty() && !IsProxyUrl(way.proxy)) {
    errors.Add("app.proxy",
               "The proxy must look like http://name:port, without user name and password.");
  }
  // Where a relative one begins nobody can see.
  const bool is_path = way.ca_file.starts_with('/') && way.ca_file.find('\0') == std::string::npos;
  if (!way.ca_file.empty() && !is_path) {
    errors.Add("app.ca_file", "The file of certificates must be named from the root: /etc/….pem.");
  }
  return way;
}

App ReadApp(const FieldReader& app, const FieldReader& secrets, FieldErrors& errors) {
  App read;
  read.consumer_key = app.Text("consumer_key");
  read.consumer_secret = secrets.Text("consumer_secret");
  read.owner = {app.Text("oauth_token"), secrets.Text("oauth_token_secret")};
  read.env = app.Text("env");
  const std::string generation = app.Text("generation");
  if (generation == "current") {
    read.generation = Generation::kCurrent;
    read.api_base_url = kCurrentBaseUrl;
  } else if (!generation.empty() && generation != "legacy") {
    errors.Add("app.generation", "The X API must be \"current\" or \"legacy\".");
  }
  ReadPlan(app, read, errors);
  read.way = ReadWay(app, errors);
  read.asks_only = app.Flag("asks_only", false);
  const std::string auth = app.Text("auth");
  if (auth == "oauth2") {
    read.auth = Auth::kOAuth2;
  } else if (!auth.empty() && auth != "oauth1") {
    errors.Add("app.auth", "Accounts must be linked by \"oauth1\" or \"oauth2\".");
  }
  read.client_id = app.Text("client_id");
  read.client_secret = secrets.Text("client_secret");
  const std::string webhook_secret = app.Text("webhook_secret");
  if (webhook_secret == "client") {
    read.webhook_secret = WebhookSecret::kClient;
  } else if (webhook_secret == "consumer") {
    read.webhook_secret = WebhookSecret::kConsumer;
  } else if (!webhook_secret.empty() && webhook_secret != "auto") {
    errors.Add("app.webhook_secret",
               "The secret of the webhook must be \"auto\", \"client\" or \"consumer\".");
  }
  read.webhook_id = app.Id("webhook_id");
  read.replace_foreign_webhooks = app.Flag("replace_foreign_webhooks", false);
  const std::string base_url = app.Text("api_base_url");
  if (base_url.empty() || base_url == kLegacyBaseUrl) return read;
  read.api_base_url = base_url.substr(0, base_url.find_last_not_of('/') + 1);
  if (!IsAllowedBaseUrl(read.api_base_url)) {
    errors.Add("app.api_base_url",
               "The X API address must begin with https:// (plain http only for this machine).");
  }
  return read;
}

bool IsUserId(std::string_view id) {
  const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
  return !id.empty() && id.size() <= 20 && std::all_of(id.begin(), id.end(), is_digit);
}

Account ReadAccount(const FieldReader& fields, FieldErrors& errors) {
  Account account;
  account.id = fields.Id("id");
  account.external_id = fields.Id("external_id");
  account.screen_name = fields.Text("screen_name");
  account.name = fields.Text("name");
  account.active = fields.Flag("active", true);
  const FieldReader profile(fields.Object("profile"), fields.PathOf("profile"), errors);
  account.subscription_type = profile.Text("subscription_type");
  account.verified_type = profile.Text("verified_type");
  const FieldReader settings(fields.Object("settings"), fields.PathOf("settings"), errors);
  account.settings = ReadAccountSettings(settings, errors);
  if (account.id.empty()) errors.Add(fields.PathOf("id"), "An account has no id.");
  if (!IsUserId(account.external_id)) {
    errors.Add(fields.PathOf("external_id"), "An account's external_id must be X's numeric id.");
  }
  return account;
}

std::vector<Account> ReadAccounts(const FieldReader& root, FieldErrors& errors) {
  std::vector<Account> accounts;
  const json::array* list = root.Array("accounts");
  if (list == nullptr) return accounts;
  for (std::size_t index = 0; index < list->size(); ++index) {
    const std::string path = "accounts[" + std::to_string(index) + "]";
    const json::object* object = (*list)[index].if_object();
    if (object == nullptr) {
      errors.Add(path, "Each account must be an object.");
      break;
    }
    accounts.push_back(ReadAccount(FieldReader(*object, path, errors), errors));
  }
  return accounts;
}

// Secrets of accounts the configuration does not list are of no use and left alone.
void ReadTokens(const FieldReader& secrets, Config& config, FieldErrors& errors) {
  const bool takes_grants = config.app.generation == Generation::kCurrent;
  const json::array* list = secrets.Array("accounts");
  if (list == nullptr) return;
  for (const json::value& value : *list) {
    const json::object* object = value.if_object();
    if (object == nullptr) {
      errors.Add("accounts", "Each account of the secrets must be an object.");
      return;
    }
    const FieldReader fields(*object, "accounts[]", errors);
    const std::string id = fields.Id("id");
    for (Account& account : config.accounts) {
      if (account.id != id) continue;
      account.token = {fields.Text("oauth_token"), fields.Text("oauth_token_secret")};
      if (takes_grants) account.grant_id = fields.Text("grant_id");
    }
  }
}

std::vector<std::string> UnknownMembers(const json::object& app) {
  std::vector<std::string> unknown;
  for (const auto& member : app) {
    const std::string_view name = member.key();
    const bool known = std::find(kAppMembers.begin(), kAppMembers.end(), name) != kAppMembers.end();
    if (!known) unknown.emplace_back(name);
  }
  return unknown;
}

}  // namespace

// "Basic" is left out: whether it pays for long posts is told differently in different places, and
// an admin can say so in the account's settings.
bool Account::may_post_long() const {
  return settings.long_posts || subscription_type == "Premium" ||
         subscription_type == "PremiumPlus" || verified_type == "blue" ||
         verified_type == "business" || verified_type == "government";
}

const Account* Config::ById(std::string_view account_id) const {
  const auto found = by_id_.find(account_id);
  return found == by_id_.end() ? nullptr : &accounts[found->second];
}

const Account* Config::ByUserId(std::string_view user_id) const {
  const auto found = by_user_id_.find(user_id);
  return found == by_user_id_.end() ? nullptr : &accounts[found->second];
}

chp::Result<std::shared_ptr<const Config>> ParseConfig(const chp::ConfigInput& input) {
  auto root = ParseObject(input.json, "configuration");
  if (!root) return root.error();
  auto secret_root = ParseObject(input.secrets_json, "secret part of the configuration");
  if (!secret_root) return secret_root.error();

  FieldErrors errors("config");
  const FieldReader fields(*root, "", errors);
  const FieldReader secrets(*secret_root, "", errors);
  auto config = std::make_shared<Config>();
  config->revision = input.revision;
  config->host = ReadHost(fields, errors);
  const json::object& app = fields.Object("app");
  config->app = ReadApp(FieldReader(app, "app", errors),
                        FieldReader(secrets.Object("app"), "app", errors), errors);
  config->unknown_app_members = UnknownMembers(app);
  config->accounts = ReadAccounts(fields, errors);
  ReadTokens(secrets, *config, errors);
  for (std::size_t index = 0; index < config->accounts.size(); ++index) {
    const Account& account = config->accounts[index];
    const bool fresh = config->by_id_.emplace(account.id, index).second &&
                       config->by_user_id_.emplace(account.external_id, index).second;
    if (!fresh) errors.Add("accounts", "Two accounts have the same id or the same X user.");
  }
  if (errors.first()) return *errors.first();
  if (config->app.configured()) {
    config->consumer_hmac = std::make_shared<const HmacSha256>(config->app.consumer_secret);
  }
  if (!config->app.client_secret.empty()) {
    config->client_hmac = std::make_shared<const HmacSha256>(config->app.client_secret);
  }
  return std::shared_ptr<const Config>(std::move(config));
}

}  // namespace twitter
