// The linked accounts of all plugins as agents need them: which there are, and whether they work.
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/web/rest/channel_json.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

namespace json = boost::json;

json::object AccountJson(const Manifest& manifest, const Account& account) {
  return {{"id", account.id},
          {"plugin", manifest.slug},
          {"plugin_name", manifest.name},
          {"connection_id", account.connection_id},
          {"screen_name", account.screen_name},
          {"name", account.name},
          {"active", account.active},
          {"removing", account.removing},
          {"state", AccountStateName(account.state)},
          {"state_reason", account.state_reason},
          {"state_message", account.state_message}};
}

Answer ListAccounts(const Call& call) {
  json::array list;
  for (const PluginInfo& plugin : call.web.channels.Plugins()) {
    if (!plugin.enabled || !plugin.manifest) continue;
    const auto accounts = call.web.store.connections().Accounts(plugin.manifest->slug);
    if (!accounts) return accounts.error();
    for (const Account& account : *accounts) list.push_back(AccountJson(*plugin.manifest, account));
  }
  return JsonAnswer(list);
}

constexpr Endpoint kAccountEndpoints[] = {
    {"GET", "/api/v1/channel_accounts", Access::kAgent, &ListAccounts},
};

}  // namespace

std::span<const Endpoint> AccountEndpoints() { return kAccountEndpoints; }

}  // namespace stub
