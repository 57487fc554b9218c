// An upload grows in "<id>.part" and is renamed once all of it is on the disk; only then does the
// database know the blob. A crash in between leaves an upload whose last piece is sent again.
#include "host_stub/store/sqlite_upload_store.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host_stub/store/file_access.hpp"
#include "host_stub/store/file_blob_store.hpp"

namespace stub {
namespace {

constexpr std::size_t kUploadIdBytes = 16;
constexpr std::uint64_t kLargest = std::uint64_t{2} << 30;
constexpr std::int64_t kMostOfOneUser = 100;

chp::Error UnknownUpload() {
  return NotFoundError("upload.unknown",
                       "There is no such upload any more: choose the file once more.");
}

std::string PartOf(const StoreContext& context, std::string_view id) {
  return context.blob_directory + "/" + std::string(id) + ".part";
}

std::uint64_t SizeOf(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

bool WriteAt(int descriptor, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t count =
        ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return true;
}

// nullopt: not that user's. received_bytes is 0 unless the upload is complete.
std::optional<Upload> LoadUpload(SqliteConnection& sql, Id user, std::string_view id) {
  Statement row = sql.Query(
      "SELECT id, filename, media_type, size_bytes, complete FROM uploads WHERE id=? AND "
      "user_id=?",
      id, user);
  if (!row.Step()) return std::nullopt;
  Upload upload{.id = row.Text(0),
                .filename = row.Text(1),
                .media_type = row.Text(2),
                .size_bytes = static_cast<std::uint64_t>(row.Int(3))};
  if (row.Int(4) != 0) upload.received_bytes = upload.size_bytes;
  return upload;
}

}  // namespace

chp::Result<Upload> SqliteUploadStore::Begin(const NewUpload& upload) {
  if (upload.size_bytes == 0 || upload.size_bytes > kLargest) {
    return InvalidError("upload.size", "A file has 1 byte to 2 GiB.");
  }
  auto id = RandomName(kUploadIdBytes);
  if (!id) return id.error();
  auto kept = context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    const auto open = sql.Number("SELECT count(*) FROM uploads WHERE user_id=?", upload.user_id);
    if (open.value_or(0) >= kMostOfOneUser) {
      return InvalidError("upload.too_many",
                          "Too many of your files wait to be used: remove some, or wait a day.");
    }
    sql.Run(
        "INSERT INTO uploads(id, user_id, filename, media_type, size_bytes, created_ms) "
        "VALUES(?,?,?,?,?,?)",
        *id, upload.user_id, upload.filename, upload.media_type, upload.size_bytes,
        context_.now_ms());
    return {};
  });
  if (!kept) return kept.error();
  return Upload{.id = std::move(*id),
                .filename = upload.filename,
                .media_type = upload.media_type,
                .size_bytes = upload.size_bytes};
}

chp::Result<Upload> SqliteUploadStore::Find(Id user, std::string_view id) {
  auto found = context_.database.Read<std::optional<Upload>>(
      [&](SqliteConnection& sql) -> chp::Result<std::optional<Upload>> {
        return LoadUpload(sql, user, id);
      });
  if (!found) return found.error();
  if (!*found) return UnknownUpload();
  Upload upload = std::move(**found);
  if (!upload.complete()) {
    // All bytes, but not yet known to the database: the last piece has to come again.
    upload.received_bytes = std::min(SizeOf(PartOf(context_, upload.id)), upload.size_bytes - 1);
  }
  return upload;
}

chp::Result<Upload> SqliteUploadStore::Append(Id user, std::string_view id, std::uint64_t offset,
                                              std::string_view bytes) {
  auto upload = Find(user, id);
  if (!upload || upload->complete()) return upload;
  if (offset > upload->received_bytes) {
    return ConflictError("upload.offset", "A piece is missing: go on at byte " +
                                              std::to_string(upload->received_bytes) + ".");
  }
  if (bytes.size() > upload->size_bytes - offset) {
    return InvalidError("upload.too_long", "The file is longer than was said.");
  }
  const std::string part = PartOf(context_, upload->id);
  const FileHandle file(::open(part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  if (!file.valid()) return FileError("create", part);
  if (!WriteAt(file.get(), bytes, offset)) return FileError("write", part);
  const std::uint64_t end = offset + bytes.size();
  if (end < upload->size_bytes) {
    upload->received_bytes = std::max(upload->received_bytes, end);
    return upload;
  }
  if (::fsync(file.get()) != 0) return FileError("keep", part);
  if (auto done = Complete(*upload); !done) return done.error();
  upload->received_bytes = upload->size_bytes;
  return upload;
}

chp::Result<void> SqliteUploadStore::Complete(const Upload& upload) {
  const std::string part = PartOf(context_, upload.id);
  const std::string path = context_.blob_directory + "/" + upload.id;
  if (::rename(part.c_str(), path.c_str()) != 0 || !SyncDirectory(context_.blob_directory)) {
    return FileError("keep", path);
  }
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run("UPDATE uploads SET complete=1 WHERE id=?", upload.id);
    if (transaction.sql.ChangedRows() == 0) return UnknownUpload();
    transaction.sql.Run("INSERT OR IGNORE INTO blobs(id, connection_id, created_ms) VALUES(?,0,?)",
                        upload.id, context_.now_ms());
    return {};
  });
}

chp::Result<void> SqliteUploadStore::Discard(Id user, std::string_view id) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    const auto upload = LoadUpload(transaction.sql, user, id);
    if (!upload) return UnknownUpload();
    transaction.sql.Run("DELETE FROM uploads WHERE id=?", upload->id);
    RemoveBlobIfUnused(transaction, context_.blob_directory, upload->id);
    transaction.after_commit.emplace_back(
        [part = PartOf(context_, upload->id)] { ::unlink(part.c_str()); });
    return {};
  });
}

chp::Result<void> TakeFiles(SqliteConnection& sql, const std::vector<ArticleAttachment>& files,
                            Id connection) {
  for (const ArticleAttachment& file : files) {
    sql.Run("UPDATE blobs SET connection_id=? WHERE id=?", connection, file.blob_id);
    if (sql.ChangedRows() == 0) {
      return InvalidError("reply.attachment_gone", "The file \"" + file.filename +
                                                       "\" is no longer here: remove it or attach "
                                                       "it once more.");
    }
    sql.Run("DELETE FROM uploads WHERE id=?", file.blob_id);
  }
  return {};
}

void ReturnFiles(SqliteConnection& sql, const std::vector<ArticleAttachment>& files, Id user,
                 std::int64_t now_ms) {
  for (const ArticleAttachment& file : files) {
    sql.Run("DELETE FROM attachments WHERE id=?", file.id);
    sql.Run("UPDATE blobs SET connection_id=0, created_ms=? WHERE id=?", now_ms, file.blob_id);
    sql.Run(
        "INSERT INTO uploads(id, user_id, filename, media_type, size_bytes, complete, created_ms) "
        "VALUES(?,?,?,?,?,1,?)",
        file.blob_id, user, file.filename, file.media_type, file.size_bytes, now_ms);
  }
}

void DropOldUploads(Transaction& transaction, const std::string& blob_directory,
                    std::int64_t begun_before_ms) {
  std::vector<std::string> old;
  {
    Statement row =
        transaction.sql.Query("SELECT id FROM uploads WHERE created_ms<=?", begun_before_ms);
    while (row.Step()) old.push_back(row.Text(0));
  }
  for (const std::string& id : old) {
    transaction.sql.Run("DELETE FROM uploads WHERE id=?", id);
    RemoveBlobIfUnused(transaction, blob_directory, id);  // an unfinished one is a stray file
  }
}

}  // namespace stub
