// Webhook first, then the accounts one by one.
#include "twitter_channel/admin/reconcile.hpp"

#include <boost/json.hpp>

#include "twitter_channel/admin/access_level.hpp"
#include "twitter_channel/admin/admin_errors.hpp"
#include "twitter_channel/admin/scopes.hpp"
#include "twitter_channel/admin/webhook_registration.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

// Worth another try by the host; everything else needs a person.
bool MayGoAway(chp::Code code) {
  switch (code) {
    case chp::Code::kAgain:
    case chp::Code::kTransient:
    case chp::Code::kUncertain:
    case chp::Code::kRateLimited:
    case chp::Code::kCancelled:
    case chp::Code::kConflict:
      return true;
    default:
      return false;
  }
}

chp::Error NoToken(const Account& account) {
  return {.code = chp::Code::kAuth,
          .reason = "account.no_token",
          .message =
              "There is no access token for @" + account.screen_name + "; add the account again."};
}

chp::Error WebhookMissing() {
  return ConfigError("webhook.missing",
                     "X does not send events to this helpdesk: our webhook is not registered. "
                     "Check the app's keys again to register it.");
}

// What the account has a group for, and nothing more: where X counts deliveries each costs.
SubscriptionWish WishOf(const Account& account) {
  const AccountSettings& settings = account.settings;
  const bool posts = !settings.mentions_group.empty() || !settings.replies_group.empty() ||
                     !settings.quotes_group.empty();
  const bool messages = !settings.direct_messages_group.empty();
  return {.user_id = account.external_id,
          .posts = posts,
          .reposts = posts && settings.track_retweets,
          .direct_messages = messages,
          .read_receipts = messages && settings.read_receipts};
}

// X exchanges the token without asking anybody.
bool MovesToOAuth2(const App& app, const Account& account) {
  return app.auth == Auth::kOAuth2 && CheckOAuth2App(app) && !account.has_grant() &&
         account.has_token();
}

chp::Error NotMoved(const chp::Error& why) {
  return ConfigError(
      "oauth2.not_moved",
      "This account still works by OAuth 1.0a: X did not exchange its token. " + why.message);
}

// By both configurations: what is paused or removed since a run began is left alone.
bool IsActive(const Account& account, const Config& newest) {
  const Account* now = newest.ById(account.id);
  return account.active && now != nullptr && now->active;
}

void KeepFirst(std::optional<chp::Error>& first, const chp::Result<void>& result) {
  if (!result && !first) first = result.error();
}

}  // namespace

chp::Result<void> Reconciler::Run(const chp::CallContext& call, const Config& config,
                                  const Newest& newest) {
  if (!config.app.configured()) return {};
  std::optional<chp::Error> first;
  if (const auto webhook = RepairWebhook(call, config); !webhook) first = webhook.error();
  for (const Account& account : config.accounts) {
    if (call.IsCancelled()) break;
    if (IsActive(account, *newest())) KeepFirst(first, RepairAccount(call, config, account));
  }
  if (!call.IsCancelled()) KeepFirst(first, EndOthers(call, *newest()));
  if (first) return *first;
  if (!call.IsCancelled()) return {};
  return chp::Error{.code = chp::Code::kCancelled,
                    .reason = "job.cancelled",
                    .message = "Setting up the accounts was interrupted; it is done again."};
}

chp::Result<WebhookFound> Reconciler::RepairWebhook(const chp::CallContext& call,
                                                    const Config& config) {
  const bool used = config.app.push() != Push::kNone;
  const std::uint64_t times_told = states_.TimesTold("");
  const auto found =
      used ? CheckWebhook(call, config) : chp::Result<WebhookFound>(WebhookFound::kValid);
  states_.SetWebhookValid(used ? std::optional(found.ok()) : std::nullopt);
  const auto told = found ? ReportUp("", times_told) : Report("", found.error());
  if (!told) return told.error();
  return found ? *found : WebhookFound::kDown;
}

chp::Result<WebhookFound> Reconciler::CheckWebhook(const chp::CallContext& call,
                                                   const Config& config) {
  WebhookRegistration registration(api_.webhooks, config, call);
  const auto webhooks = registration.List();
  if (!webhooks) return webhooks.error();
  if (const Webhook* ours = FindOurs(*webhooks, config.host.webhook_url)) {
    if (ours->valid) return WebhookFound::kValid;
    if (auto valid = registration.Revalidate(*ours); !valid) return valid.error();
    return WebhookFound::kRepaired;
  }
  // Another system's webhook has the place, or the app was never verified: a person decides.
  if (!webhooks->empty() || config.app.webhook_id.empty()) return WebhookMissing();
  const auto registered = registration.Register();
  if (!registered) return registered.error();
  return WebhookFound::kRepaired;
}

chp::Result<void> Reconciler::RepairAccount(const chp::CallContext& call, const Config& config,
                                            const Account& account) {
  if (!account.has_credentials()) {
    return Report(account.id, NoToken(account));
  }
  std::optional<chp::Error> not_moved;
  if (MovesToOAuth2(config.app, account)) {
    const auto moved = oauth2_.Move(call, config, account);
    // The host configures us anew with the grant, and this job runs again.
    if (moved) return {};
    if (MayGoAway(moved.error().code)) return Report(account.id, moved.error());
    not_moved = NotMoved(moved.error());
  }
  const std::uint64_t times_told = states_.TimesTold(account.id);
  const Credentials credentials = CredentialsOf(config, account);
  const auto linked = api_.auth.VerifyCredentials(credentials, call);
  if (!linked) return Report(account.id, linked.error());
  if (config.app.push() != Push::kNone) {
    const auto subscribed = Subscribe(call, config, account);
    if (!subscribed) return Report(account.id, subscribed.error());
  }
  return not_moved ? Report(account.id, *not_moved) : ReportAccess(account, *linked, times_told);
}

chp::Result<void> Reconciler::Subscribe(const chp::CallContext& call, const Config& config,
                                        const Account& account) {
  if (auto kept = subscribed_.Remember(account.external_id); !kept) return kept;
  return api_.subscriptions.Subscribe(CredentialsOf(config, account), WishOf(account), call);
}

chp::Result<void> Reconciler::EndOthers(const chp::CallContext& call, const Config& newest) {
  if (!newest.app.configured() || newest.app.push() == Push::kNone) return {};
  const auto users = subscribed_.All();
  if (!users) return users.error();
  std::optional<chp::Error> first;
  for (const std::string& user_id : *users) {
    if (newest.ByUserId(user_id) != nullptr) continue;
    auto ended = api_.subscriptions.End(newest.app, user_id, call);
    if (ended) ended = subscribed_.Forget(user_id);
    if (ended) continue;
    if (MayGoAway(ended.error().code)) {
      KeepFirst(first, ended);
    } else {
      log_.Write(chp::LogLevel::kWarn,
                 "X still sends events of an account that was removed: " + ended.error().message,
                 boost::json::serialize(boost::json::object{{"user_id", user_id}}));
    }
  }
  if (first) return *first;
  return {};
}

chp::Result<void> Reconciler::ReportAccess(const Account& account, const LinkedUser& linked,
                                           std::uint64_t times_told) {
  if (!IsEnoughAccess(linked.access_level)) {
    return Report(account.id,
                  ConfigError(reason::kAppPermissions, std::string(kPermissionSentence)));
  }
  if (linked.scopes) {
    const std::string missing = MissingScopes(*linked.scopes, account.settings);
    if (!missing.empty()) return Report(account.id, ScopesMissing(missing));
  }
  return ReportUp(account.id, times_told);
}

chp::Result<void> Reconciler::Report(std::string_view account_id, const chp::Error& error) {
  const bool is_down = error.code == chp::Code::kAuth;
  auto told =
      states_.SetState({.state = is_down ? chp::AccountState::kDown : chp::AccountState::kDegraded,
                        .account_id = std::string(account_id),
                        .reason = error.reason,
                        .message = error.message});
  if (MayGoAway(error.code)) return error;
  return told;
}

// A permission may have been withdrawn while we looked.
chp::Result<void> Reconciler::ReportUp(std::string_view account_id, std::uint64_t times_told) {
  chp::AccountStatus status;
  status.state = chp::AccountState::kUp;
  status.account_id = account_id;
  return states_.SetStateUnlessTold(status, times_told);
}

}  // namespace twitter
