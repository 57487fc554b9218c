// Unsubscribing, withdrawing and unregistering.
#include "twitter_channel/admin/removal.hpp"

namespace twitter {
namespace {

constexpr std::int32_t kNotFound = 404;

bool IsGone(const chp::Error& error) { return error.http_status == kNotFound; }

}  // namespace

chp::Result<void> RemoveAccount(const XApi& api, const Config& config, std::string_view account_id,
                                const chp::CallContext& call) {
  const Account* account = config.ById(account_id);
  const bool is_linked =
      account != nullptr && config.app.configured() && account->has_credentials();
  if (!is_linked) return {};
  const Credentials credentials = CredentialsOf(config, *account);
  if (config.app.push() != Push::kNone) {
    auto removed = api.subscriptions.Unsubscribe(credentials, call);
    if (!removed && !IsGone(removed.error()) && removed.error().code != chp::Code::kAuth) {
      return removed;
    }
  }
  return api.auth.Withdraw(credentials, call);
}

chp::Result<void> RemoveConnection(const XApi& api, const Config& config,
                                   const chp::CallContext& call) {
  if (!config.app.configured() || config.app.push() == Push::kNone) return {};
  const auto webhooks = api.webhooks.List(config.app, call);
  if (!webhooks) return IsGone(webhooks.error()) ? chp::Result<void>() : webhooks.error();
  for (const Webhook& webhook : *webhooks) {
    if (webhook.url != config.host.webhook_url) continue;
    auto removed = api.webhooks.Remove(config.app, webhook.id, call);
    if (!removed && !IsGone(removed.error())) return removed;
  }
  return {};
}

}  // namespace twitter
