// The job that ends things on the remote side carries the action's id as its kind.
#include "host_stub/channels/account_removal.hpp"

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/job_store.hpp"

namespace stub {
namespace {

chp::Error UnknownAccount() {
  return {.code = chp::Code::kNotFound,
          .reason = "account.unknown",
          .message = "There is no such account.",
          .http_status = 404};
}

chp::Error PluginGone() {
  return {.code = chp::Code::kConfig,
          .reason = "plugin.unknown",
          .message =
              "The plugin of this account is not in the plugins directory, so nothing can be "
              "ended on the remote side. Put it back, or remove the account by force.",
          .http_status = 409};
}

}  // namespace

chp::Result<void> AccountRemoval::Configure(Id connection_id) {
  const auto instance = registry_.Find(connection_id);
  return instance == nullptr ? chp::Result<void>() : launcher_.Configure(*instance);
}

chp::Result<void> AccountRemoval::Begin(Id account_id, bool force) {
  const auto account = store_.connections().FindAccount(account_id);
  if (!account) return account.error();
  if (!*account) return UnknownAccount();
  const Id connection_id = (*account)->connection_id;
  if (force) return Finish(account_id);
  const auto snapshot = store_.connections().Snapshot(connection_id);
  if (!snapshot) return snapshot.error();
  const Manifest* manifest =
      *snapshot ? plugins_.KnownManifest((*snapshot)->connection.slug) : nullptr;
  if (manifest == nullptr) return PluginGone();
  const auto action = manifest->lifecycle.find("account_remove");
  if (action == manifest->lifecycle.end()) return Finish(account_id);

  if (auto marked = store_.connections().MarkRemoving(account_id); !marked) return marked;
  // A queue that was stopped for dead credentials must not hold back the farewell.
  if (auto resumed = store_.jobs().ResumeScope(connection_id, account_id); !resumed) return resumed;
  QueuedJob job;
  job.connection_id = connection_id;
  job.account_id = account_id;
  job.type = JobType::kAction;
  job.job_id = "remove/" + std::to_string(account_id);
  job.kind = action->second;
  job.lane = "lifecycle";
  job.payload_json = "{}";
  if (auto queued = store_.jobs().Enqueue(job); !queued) return queued;
  return Configure(connection_id);
}

chp::Result<void> AccountRemoval::Finish(Id account_id) {
  const auto account = store_.connections().FindAccount(account_id);
  if (!account) return account.error();
  if (!*account) return UnknownAccount();
  if (auto removed = store_.connections().RemoveAccount(account_id); !removed) return removed;
  return Configure((*account)->connection_id);
}

}  // namespace stub
