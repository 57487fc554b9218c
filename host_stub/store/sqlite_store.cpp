// The store over SQLite: opens the file, then wires the parts.
#include "host_stub/store/file_access.hpp"
#include "host_stub/store/file_blob_store.hpp"
#include "host_stub/store/key_file.hpp"
#include "host_stub/store/purge.hpp"
#include "host_stub/store/schema.hpp"
#include "host_stub/store/sqlite_audit_log.hpp"
#include "host_stub/store/sqlite_connection_store.hpp"
#include "host_stub/store/sqlite_directory.hpp"
#include "host_stub/store/sqlite_ingest_store.hpp"
#include "host_stub/store/sqlite_job_store.hpp"
#include "host_stub/store/sqlite_kv_store.hpp"
#include "host_stub/store/sqlite_quarantine_store.hpp"
#include "host_stub/store/sqlite_settings_store.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/store/sqlite_upload_store.hpp"
#include "host_stub/store/store.hpp"

namespace stub {
namespace {

// What must be at hand before the parts can work.
struct OpenedFiles {
  FileHandle lock;
  std::unique_ptr<SecretBox> secrets;
};

std::string BlobDirectory(const StoreOptions& options) { return options.database_file + ".blobs"; }

class SqliteStore : public Store {
 public:
  SqliteStore(const StoreOptions& options, OpenedFiles&& files)
      : lock_(std::move(files.lock)),
        secrets_(std::move(files.secrets)),
        now_ms_(options.now_ms),
        database_(options.database_file, options.vfs),
        context_{database_, *secrets_, now_ms_, BlobDirectory(options)},
        kv_(context_),
        ingest_(context_),
        connections_(context_),
        blobs_(context_),
        jobs_(context_),
        tickets_(context_),
        directory_(context_),
        quarantine_(context_),
        audit_(context_),
        uploads_(context_),
        settings_(context_) {}

  KvStore& kv() override { return kv_; }
  IngestStore& ingest() override { return ingest_; }
  ConnectionStore& connections() override { return connections_; }
  BlobStore& blobs() override { return blobs_; }
  JobStore& jobs() override { return jobs_; }
  TicketStore& tickets() override { return tickets_; }
  Directory& directory() override { return directory_; }
  QuarantineStore& quarantine() override { return quarantine_; }
  AuditLog& audit() override { return audit_; }
  UploadStore& uploads() override { return uploads_; }
  SettingsStore& settings() override { return settings_; }

  chp::Result<void> Probe() override {
    auto read = database_.Read<void>([](SqliteConnection& sql) -> chp::Result<void> {
      sql.Run("SELECT value FROM meta WHERE name='probe'");
      return {};
    });
    if (!read) return read;
    return database_.Write<void>([this](Transaction& transaction) -> chp::Result<void> {
      transaction.sql.Run(
          "INSERT INTO meta(name, value) VALUES('probe', ?) "
          "ON CONFLICT DO UPDATE SET value=excluded.value",
          Blob{std::to_string(now_ms_())});
      return {};
    });
  }

  chp::Result<void> PurgeExpired(std::int64_t now_ms) override {
    return stub::PurgeExpired(context_, now_ms);
  }
  void OnJobsChanged(std::function<void()> listener) override {
    database_.OnJobsChanged(std::move(listener));
  }

 private:
  FileHandle lock_;
  std::unique_ptr<SecretBox> secrets_;
  std::function<std::int64_t()> now_ms_;
  Database database_;
  StoreContext context_;
  SqliteKvStore kv_;
  SqliteIngestStore ingest_;
  SqliteConnectionStore connections_;
  FileBlobStore blobs_;
  SqliteJobStore jobs_;
  SqliteTicketStore tickets_;
  SqliteDirectory directory_;
  SqliteQuarantineStore quarantine_;
  SqliteAuditLog audit_;
  SqliteUploadStore uploads_;
  SqliteSettingsStore settings_;
};

// Created here, not by SQLite, so that nobody else can read them; on the disk before anything is
// stored in them.
chp::Result<void> CreateFiles(const StoreOptions& options) {
  auto database = OpenPrivateFile(options.database_file);
  if (!database) return database.error();
  if (auto made = MakePrivateDirectory(BlobDirectory(options)); !made) return made.error();
  return SyncDirectoryOf(options.database_file);
}

chp::Result<OpenedFiles> Prepare(const StoreOptions& options) {
  auto lock = LockFile(options.database_file + ".lock");
  if (!lock) return lock.error();
  if (auto created = CreateFiles(options); !created) return created.error();
  SqliteConnection sql(options.database_file, options.vfs, SqliteConnection::Access::kReadWrite);
  if (auto migrated = Migrate(sql, SchemaSteps(), options.database_file); !migrated) {
    return migrated.error();
  }
  auto secrets = OpenKeyFile(options.database_file + ".key", sql);
  if (!secrets) return secrets.error();
  return OpenedFiles{std::move(*lock), std::move(*secrets)};
}

}  // namespace

// The barrier of opening.
chp::Result<std::unique_ptr<Store>> OpenSqliteStore(const StoreOptions& options) {
  try {
    auto files = Prepare(options);
    if (!files) return files.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(options, std::move(*files)));
  } catch (const SqliteFailure& failure) {
    return OpenError(failure, options.database_file);
  }
}

}  // namespace stub
