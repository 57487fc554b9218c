// What one plugin instance sees as its host: the chp_host table and, through it, every service.
// Owned by the connection's runtime; outlives the instance. Service tables are static: their
// functions take this object as ctx.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "host_stub/channels/call_threads.hpp"
#include "host_stub/model.hpp"
#include "host_stub/services/blob_handles.hpp"
#include "plugin_api/channel_extensions.h"
#include "plugin_api/channel_services.h"

namespace stub {

struct Manifest;
class KvStore;
class IngestStore;
class ConnectionStore;
class BlobStore;
class JobStore;

struct HostServices {
  KvStore& kv;
  IngestStore& ingest;
  ConnectionStore& connections;
  BlobStore& blobs;
  JobStore& jobs;
  chp::Clock& clock;
};

class HostContext {
 public:
  // `on_config_changed` runs after accounts.save: the runtime configures the instance again, once
  // the plugin's current call has returned (plugin_abi.md A6). Called on the plugin's thread.
  // connection_id 0: the instance of a plugin that has no connection yet; it can keep nothing.
  HostContext(Id connection_id, const Manifest& manifest, HostServices services,
              std::function<void()> on_config_changed);
  HostContext(const HostContext&) = delete;
  HostContext& operator=(const HostContext&) = delete;

  const chp_host* table() const { return &table_; }
  Id connection_id() const { return connection_id_; }
  const Manifest& manifest() const { return manifest_; }
  HostServices& services() { return services_; }
  BlobHandles& blob_handles() { return blob_handles_; }
  CallThreads& call_threads() { return call_threads_; }
  void ConfigChanged() { on_config_changed_(); }

  // One line of this connection's log: bounded, control characters escaped. `level` as in
  // chp_host.log.
  void Log(std::int32_t level, std::string_view text, std::string_view fields_json = {}) noexcept;
  // R4: complains, once, when the calling thread is not inside a plugin call.
  void CheckThread(const char* function) noexcept;

  static HostContext& From(void* ctx) { return *static_cast<HostContext*>(ctx); }

 private:
  Id connection_id_;
  const Manifest& manifest_;
  HostServices services_;
  std::function<void()> on_config_changed_;
  BlobHandles blob_handles_;
  CallThreads call_threads_;
  std::atomic<bool> foreign_thread_reported_{false};
  chp_host table_;
};

}  // namespace stub
