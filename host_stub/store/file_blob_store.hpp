// Files of articles: one file per blob beside the database; the database says whose it is.
#pragma once

#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class FileBlobStore : public BlobStore {
 public:
  explicit FileBlobStore(StoreContext& context) : context_(context) {}

  chp::Result<std::unique_ptr<BlobWriter>> Create(Id connection,
                                                  const chp::Attachment& meta) override;
  chp::Result<std::unique_ptr<BlobReader>> Open(Id connection, std::string_view blob_id) override;
  chp::Result<std::unique_ptr<BlobReader>> OpenForStaff(std::string_view blob_id) override;

 private:
  chp::Result<std::unique_ptr<BlobReader>> OpenKnown(bool known, std::string_view blob_id);

  StoreContext& context_;
};

// Forgets a blob that no attachment refers to any more; its file goes after the commit.
void RemoveBlobIfUnused(Transaction& transaction, const std::string& blob_directory,
                        const std::string& blob_id);
// Removes files that were never committed and have been lying around since before `older_than_ms`.
void RemoveStrayBlobFiles(StoreContext& context, std::int64_t older_than_ms);

}  // namespace stub
