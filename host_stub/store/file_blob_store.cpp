// Files of articles.
//
// A blob is written under "<id>.part" and renamed once it is complete and on the disk; only then
// does the database know it. What a crash leaves behind is a stray file, removed later.
#include "host_stub/store/file_blob_store.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "host_stub/store/file_access.hpp"

namespace stub {
namespace {

constexpr std::size_t kBlobIdBytes = 16;
constexpr std::string_view kPartSuffix = ".part";

class FileBlobWriter : public BlobWriter {
 public:
  FileBlobWriter(StoreContext& context, Id connection, std::string id, FileHandle file)
      : context_(context),
        connection_(connection),
        id_(std::move(id)),
        path_(context.blob_directory + "/" + id_),
        file_(std::move(file)) {}
  ~FileBlobWriter() override {
    if (!committed_) ::unlink((path_ + std::string(kPartSuffix)).c_str());
  }

  chp::Result<void> Write(std::string_view bytes) override {
    if (!WriteAll(file_.get(), bytes)) return FileError("write", path_);
    return {};
  }

  chp::Result<std::string> Commit() override {
    const std::string part = path_ + std::string(kPartSuffix);
    if (::fsync(file_.get()) != 0 || ::rename(part.c_str(), path_.c_str()) != 0 ||
        !SyncDirectory(context_.blob_directory)) {
      return FileError("keep", path_);
    }
    committed_ = true;
    auto known = context_.database.Write<void>([this](Transaction& transaction) {
      transaction.sql.Run("INSERT INTO blobs(id, connection_id, created_ms) VALUES(?,?,?)", id_,
                          connection_, context_.now_ms());
      return chp::Result<void>();
    });
    if (known) return id_;
    ::unlink(path_.c_str());
    return known.error();
  }

 private:
  StoreContext& context_;
  const Id connection_;
  const std::string id_;
  const std::string path_;
  FileHandle file_;
  bool committed_ = false;
};

class FileBlobReader : public BlobReader {
 public:
  FileBlobReader(std::string path, FileHandle file)
      : path_(std::move(path)), file_(std::move(file)) {}

  chp::Result<std::size_t> Read(char* buffer, std::size_t capacity) override {
    for (;;) {
      const ssize_t count = ::read(file_.get(), buffer, capacity);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return FileError("read", path_);
    }
  }

 private:
  const std::string path_;
  FileHandle file_;
};

bool IsKnown(StoreContext& context, const std::string& blob_id) {
  const auto known = context.database.Read<bool>([&](SqliteConnection& sql) {
    return chp::Result<bool>(sql.Number("SELECT 1 FROM blobs WHERE id=?", blob_id).has_value());
  });
  return !known || *known;  // in doubt, nothing is removed
}

std::int64_t ChangedMs(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return INT64_MAX;
  return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1000;
}

}  // namespace

chp::Result<std::unique_ptr<BlobWriter>> FileBlobStore::Create(Id connection,
                                                               const chp::Attachment&) {
  auto id = RandomName(kBlobIdBytes);
  if (!id) return id.error();
  const std::string part = context_.blob_directory + "/" + *id + std::string(kPartSuffix);
  FileHandle file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file.valid()) return FileError("create", part);
  return std::unique_ptr<BlobWriter>(
      std::make_unique<FileBlobWriter>(context_, connection, std::move(*id), std::move(file)));
}

chp::Result<std::unique_ptr<BlobReader>> FileBlobStore::Open(Id connection,
                                                             std::string_view blob_id) {
  const auto known = context_.database.Read<bool>([&](SqliteConnection& sql) {
    return chp::Result<bool>(
        sql.Number("SELECT 1 FROM blobs WHERE id=? AND connection_id=?", blob_id, connection)
            .has_value());
  });
  if (!known) return known.error();
  return OpenKnown(*known, blob_id);
}

chp::Result<std::unique_ptr<BlobReader>> FileBlobStore::OpenForStaff(std::string_view blob_id) {
  const auto known = context_.database.Read<bool>([&](SqliteConnection& sql) {
    return chp::Result<bool>(sql.Number("SELECT 1 FROM blobs WHERE id=?", blob_id).has_value());
  });
  if (!known) return known.error();
  return OpenKnown(*known, blob_id);
}

chp::Result<std::unique_ptr<BlobReader>> FileBlobStore::OpenKnown(bool known,
                                                                  std::string_view blob_id) {
  if (!known) return NotFoundError("blob.unknown", "There is no such file.");
  std::string path = context_.blob_directory + "/" + std::string(blob_id);
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid() && errno == ENOENT) {
    return NotFoundError("blob.gone", "This file is no longer on the disk.");
  }
  if (!file.valid()) return FileError("open", path);
  return std::unique_ptr<BlobReader>(
      std::make_unique<FileBlobReader>(std::move(path), std::move(file)));
}

void RemoveBlobIfUnused(Transaction& transaction, const std::string& blob_directory,
                        const std::string& blob_id) {
  if (transaction.sql.Number("SELECT 1 FROM attachments WHERE blob_id=? LIMIT 1", blob_id)) return;
  transaction.sql.Run("DELETE FROM blobs WHERE id=?", blob_id);
  if (transaction.sql.ChangedRows() == 0) return;  // not a blob of ours: touch no file
  transaction.after_commit.emplace_back(
      [path = blob_directory + "/" + blob_id] { ::unlink(path.c_str()); });
}

void RemoveStrayBlobFiles(StoreContext& context, std::int64_t older_than_ms) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(context.blob_directory, ignored)) {
    const std::string path = entry.path().string();
    if (ChangedMs(path) >= older_than_ms) continue;
    if (!IsKnown(context, entry.path().filename().string())) ::unlink(path.c_str());
  }
}

}  // namespace stub
