// Uploads: their rows in SQLite, their bytes beside the blobs.
#pragma once

#include "host_stub/store/store_context.hpp"
#include "host_stub/store/upload_store.hpp"

namespace stub {

class SqliteUploadStore : public UploadStore {
 public:
  explicit SqliteUploadStore(StoreContext& context) : context_(context) {}

  chp::Result<Upload> Begin(const NewUpload& upload) override;
  chp::Result<Upload> Find(Id user, std::string_view id) override;
  chp::Result<Upload> Append(Id user, std::string_view id, std::uint64_t offset,
                             std::string_view bytes) override;
  chp::Result<void> Discard(Id user, std::string_view id) override;

 private:
  chp::Result<void> Complete(const Upload& upload);

  StoreContext& context_;
};

// Gives finished uploads up: their files are an article's from now on, of the connection that may
// read them. kInvalid "reply.attachment_gone" when one is no longer there.
chp::Result<void> TakeFiles(SqliteConnection& sql, const std::vector<ArticleAttachment>& files,
                            Id connection);
// The files of a reply that is taken back are uploads of that user again.
void ReturnFiles(SqliteConnection& sql, const std::vector<ArticleAttachment>& files, Id user,
                 std::int64_t now_ms);
// Uploads that nobody finished or took.
void DropOldUploads(Transaction& transaction, const std::string& blob_directory,
                    std::int64_t begun_before_ms);

}  // namespace stub
