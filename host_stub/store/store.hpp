// Everything the host keeps, in one file. SQLite now; another database can stand beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "host_stub/model.hpp"

namespace stub {

class KvStore;
class IngestStore;
class ConnectionStore;
class BlobStore;
class JobStore;
class TicketStore;
class Directory;
class QuarantineStore;
class AuditLog;
class UploadStore;
class SettingsStore;

struct StoreOptions {
  std::string database_file;             // its directory also holds the key file and blobs
  std::function<std::int64_t()> now_ms;  // injected clock (UTC)
  std::string vfs;  // SQLite VFS to open with; empty: the default. For tests that inject faults
};

class Store {
 public:
  virtual ~Store() = default;
  virtual KvStore& kv() = 0;
  virtual IngestStore& ingest() = 0;
  virtual ConnectionStore& connections() = 0;
  virtual BlobStore& blobs() = 0;
  virtual JobStore& jobs() = 0;
  virtual TicketStore& tickets() = 0;
  virtual Directory& directory() = 0;
  virtual QuarantineStore& quarantine() = 0;
  virtual AuditLog& audit() = 0;
  virtual UploadStore& uploads() = 0;
  virtual SettingsStore& settings() = 0;
  // One real read and write: what readiness asks.
  virtual chp::Result<void> Probe() = 0;
  // Drops what has outlived its time: context messages, expired keys and sessions, quarantine,
  // finished jobs, files nobody refers to. Call it now and then; erased text leaves the disk here.
  virtual chp::Result<void> PurgeExpired(std::int64_t now_ms) = 0;
  // Told after each commit that may have made a job due. Called on the thread that committed:
  // the listener must return at once and must not call the store.
  virtual void OnJobsChanged(std::function<void()> listener) = 0;
};

// Opens or creates; migrates forward. Errors are sentences that name the file and what to do:
// locked by another process, lost key file, corrupt, newer schema, no permission, disk full.
chp::Result<std::unique_ptr<Store>> OpenSqliteStore(const StoreOptions& options);

}  // namespace stub
