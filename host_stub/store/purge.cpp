// Removes what has outlived its time. Deletes in slices, so that nobody waits long for the writer.
#include "host_stub/store/purge.hpp"

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/file_blob_store.hpp"
#include "host_stub/store/sqlite_upload_store.hpp"

namespace stub {
namespace {

constexpr std::int64_t kQuarantineMs = 7 * kDayMs;
constexpr std::int64_t kFinishedJobMs = 30 * kDayMs;
constexpr std::int64_t kStrayFileMs = kDayMs;
// Longer than an update waits for its message.
constexpr std::int64_t kUnusedBlobMs = 31 * kDayMs;
constexpr std::int64_t kUploadMs = 2 * kDayMs;
constexpr std::size_t kSlice = 500;

void DeleteSmallThings(SqliteConnection& sql, std::int64_t now) {
  sql.Run("DELETE FROM kv WHERE expires_ms>0 AND expires_ms<=?", now);
  sql.Run("DELETE FROM sessions WHERE expires_ms<=?", now);
  sql.Run("DELETE FROM quarantine WHERE received_ms<=?", now - kQuarantineMs);
  sql.Run("DELETE FROM pending_updates WHERE expires_ms<=?", now);
  sql.Run("DELETE FROM pauses WHERE until_ms<=?", now);
  sql.Run("DELETE FROM jobs WHERE state IN (?, ?) AND state>0 AND finished_ms<=?", JobState::kDone,
          JobState::kFailed, now - kFinishedJobMs);
  sql.Run(
      "DELETE FROM lanes WHERE running=0 AND NOT EXISTS "
      "(SELECT 1 FROM jobs WHERE lane_id=lanes.id)");
}

void DeleteMessage(Transaction& transaction, const std::string& blob_directory, Id message) {
  DropAttachmentsOfMessage(transaction, blob_directory, message);
  transaction.sql.Run("DELETE FROM messages WHERE id=?", message);
}

// How many were there to delete.
std::size_t DeleteContextSlice(Transaction& transaction, const std::string& blob_directory,
                               std::int64_t now) {
  std::vector<Id> expired;
  {
    Statement row = transaction.sql.Query(
        "SELECT id FROM messages WHERE expires_ms>0 AND expires_ms<=? LIMIT ?", now, kSlice);
    while (row.Step()) expired.push_back(row.Int(0));
  }
  for (const Id message : expired) DeleteMessage(transaction, blob_directory, message);
  return expired.size();
}

// Files that a plugin wrote and never attached to anything. Looked for without the writer.
chp::Result<void> DeleteUnusedBlobs(StoreContext& context, std::int64_t now_ms) {
  using Names = std::vector<std::string>;
  const auto unused =
      context.database.Read<Names>([&](SqliteConnection& sql) -> chp::Result<Names> {
        Statement row = sql.Query(
            "SELECT id FROM blobs WHERE created_ms<=? AND NOT EXISTS "
            "(SELECT 1 FROM attachments WHERE blob_id=blobs.id) LIMIT ?",
            now_ms - kUnusedBlobMs, kSlice);
        Names names;
        while (row.Step()) names.push_back(row.Text(0));
        return names;
      });
  if (!unused) return unused.error();
  if (unused->empty()) return {};
  return context.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    for (const std::string& blob : *unused) {
      RemoveBlobIfUnused(transaction, context.blob_directory, blob);
    }
    return {};
  });
}

}  // namespace

chp::Result<void> PurgeExpired(StoreContext& context, std::int64_t now_ms) {
  for (std::size_t deleted = kSlice; deleted == kSlice;) {
    auto slice = context.database.Write<std::size_t>(
        [&](Transaction& transaction) -> chp::Result<std::size_t> {
          DeleteSmallThings(transaction.sql, now_ms);
          DropOldUploads(transaction, context.blob_directory, now_ms - kUploadMs);
          return DeleteContextSlice(transaction, context.blob_directory, now_ms);
        });
    if (!slice) return slice.error();
    deleted = *slice;
  }
  if (auto deleted = DeleteUnusedBlobs(context, now_ms); !deleted) return deleted;
  RemoveStrayBlobFiles(context, now_ms - kStrayFileMs);
  return context.database.Checkpoint();
}

}  // namespace stub
