// chp.host.accounts: accounts linked by the plugin, and their state.
#include <algorithm>

#include <boost/json.hpp>

#include "host_stub/channels/json_object.hpp"
#include "host_stub/manifest.hpp"
#include "host_stub/services/service_call.hpp"
#include "host_stub/services/services.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/job_store.hpp"
#include "plugin_api/cpp/from_c.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestExternalId = 63;

// Absent, or a flat object of strings.
bool IsProfile(const boost::json::value* profile) {
  if (profile == nullptr) return true;
  if (!profile->is_object()) return false;
  const auto& members = profile->get_object();
  return std::all_of(members.begin(), members.end(),
                     [](const auto& member) { return member.value().is_string(); });
}

chp::Result<void> CheckAccount(const chp::AccountSave& account) {
  const auto object = ParseJsonObject(account.account_json, "account_json");
  if (!object) return object.error();
  const auto* id = object->if_contains("external_id");
  if (id == nullptr || !id->is_string() || id->get_string().empty() ||
      id->get_string().size() > kLongestExternalId) {
    return InvalidArgument("account_json needs an external_id of 1 to 63 bytes");
  }
  if (!IsProfile(object->if_contains("profile"))) {
    return InvalidArgument("account_json's profile must be a flat object of strings");
  }
  if (const auto secrets = ParseJsonObject(account.secrets_json, "secrets_json"); !secrets) {
    return secrets.error();
  }
  return {};
}

chp_status CHP_CALL Save(void* ctx, const chp_account_save* raw,
                         const chp_sink* account_id) noexcept {
  return Serve(ctx, "accounts.save", [&](HostContext& context) -> chp::Result<void> {
    if (account_id == nullptr || account_id->write == nullptr) {
      return chp::NullArgument("account_id");
    }
    const auto account = chp::ReadAccountSave(raw);
    if (!account) return account.error();
    if (auto sound = CheckAccount(*account); !sound) return sound;
    if (auto connected = RequireConnection(context); !connected) return connected;
    HostServices& services = context.services();
    const auto id = services.connections.SaveAccount(context.connection_id(), *account);
    if (!id) return id.error();
    context.ConfigChanged();
    // New credentials are what a stopped queue was waiting for.
    if (auto resumed = services.jobs.ResumeScope(context.connection_id(), *id); !resumed) {
      context.Log(CHP_LOG_ERROR,
                  "the queue of an account stays stopped: " + resumed.error().message);
    }
    return WriteTo(account_id, std::to_string(*id));
  });
}

// An account that is down needs a person: its replies wait, everything else goes on. Once it is up
// again they are sent.
chp::Result<void> HoldOrRelease(HostContext& context, Id account_id, bool was_down,
                                const chp::AccountStatus& status) {
  JobStore& jobs = context.services().jobs;
  if (status.state == chp::AccountState::kUp && was_down) {
    return jobs.ResumeScope(context.connection_id(), account_id);
  }
  if (status.state != chp::AccountState::kDown) return {};
  const chp::Error why{
      .code = chp::Code::kAuth, .reason = status.reason, .message = status.message};
  QueuedJob place;
  place.connection_id = context.connection_id();
  place.account_id = account_id;
  for (const Surface& surface : context.manifest().surfaces) {
    place.lane = surface.id;
    auto paused = jobs.PauseScope(place, chp::Scope::kLane, INT64_MAX, why);
    if (!paused) return paused;
  }
  return {};
}

chp_status CHP_CALL SetState(void* ctx, const chp_account_state* raw) noexcept {
  return Serve(ctx, "accounts.set_state", [&](HostContext& context) -> chp::Result<void> {
    const auto status = chp::ReadAccountState(raw);
    if (!status) return status.error();
    if (auto connected = RequireConnection(context); !connected) return connected;
    ConnectionStore& connections = context.services().connections;
    if (status->account_id.empty()) {
      return connections.SetAccountState(context.connection_id(), *status);
    }
    const auto account = OwnAccount(context, status->account_id);
    if (!account) return account.error();
    const auto before = connections.FindAccount(*account);
    if (!before) return before.error();
    const bool was_down = *before && (*before)->state == chp::AccountState::kDown;
    auto stored = connections.SetAccountState(context.connection_id(), *status);
    return stored ? HoldOrRelease(context, *account, was_down, *status) : std::move(stored);
  });
}

constexpr chp_accounts kAccountsTable = {
    .struct_size = sizeof(chp_accounts), .reserved = 0, .save = Save, .set_state = SetState};

}  // namespace

const chp_accounts& AccountsService() { return kAccountsTable; }

}  // namespace stub
