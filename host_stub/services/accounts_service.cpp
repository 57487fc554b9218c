// chp.host.accounts: accounts linked by the plugin, and their state.
#include <boost/json.hpp>

#include "host_stub/services/service_call.hpp"
#include "host_stub/services/services.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/job_store.hpp"
#include "plugin_api/cpp/from_c.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestId = 63;

bool IsObject(std::string_view text) {
  boost::system::error_code failure;
  const boost::json::value value = boost::json::parse(text, failure);
  return !failure && value.is_object();
}

chp::Result<void> CheckAccount(const chp::AccountSave& account) {
  boost::system::error_code failure;
  const boost::json::value json = boost::json::parse(account.account_json, failure);
  const auto* object = failure ? nullptr : json.if_object();
  const auto* id = object == nullptr ? nullptr : object->if_contains("external_id");
  if (id == nullptr || !id->is_string() || id->get_string().empty() ||
      id->get_string().size() > kLongestId) {
    return InvalidArgument("account_json needs an external_id of 1 to 63 bytes");
  }
  if (!account.secrets_json.empty() && !IsObject(account.secrets_json)) {
    return InvalidArgument("secrets_json must be an object");
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
      context.Log(CHP_LOG_ERROR, "the queue of an account stays stopped: " +
                                     resumed.error().message);
    }
    return WriteTo(account_id, std::to_string(*id));
  });
}

chp_status CHP_CALL SetState(void* ctx, const chp_account_state* raw) noexcept {
  return Serve(ctx, "accounts.set_state", [&](HostContext& context) -> chp::Result<void> {
    const auto status = chp::ReadAccountState(raw);
    if (!status) return status.error();
    if (auto connected = RequireConnection(context); !connected) return connected;
    if (!status->account_id.empty()) {
      const auto account = OwnAccount(context, status->account_id);
      if (!account) return account.error();
    }
    return context.services().connections.SetAccountState(context.connection_id(), *status);
  });
}

constexpr chp_accounts kTable = {
    .struct_size = sizeof(chp_accounts), .reserved = 0, .save = Save, .set_state = SetState};

}  // namespace

const chp_accounts& AccountsService() { return kTable; }

}  // namespace stub
