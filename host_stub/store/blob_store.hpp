// Files of articles (chp.host.blob), streamed in chunks.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "host_stub/model.hpp"

namespace stub {

class BlobWriter {
 public:
  virtual ~BlobWriter() = default;  // without Commit: nothing remains
  virtual chp::Result<void> Write(std::string_view bytes) = 0;
  virtual chp::Result<std::string> Commit() = 0;  // the blob id; durable
};

class BlobReader {
 public:
  virtual ~BlobReader() = default;
  virtual chp::Result<std::size_t> Read(char* buffer, std::size_t capacity) = 0;  // 0 at the end
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  virtual chp::Result<std::unique_ptr<BlobWriter>> Create(Id connection,
                                                          const chp::Attachment& meta) = 0;
  // kNotFound "blob.unknown", "blob.gone" (its file is no longer on the disk).
  virtual chp::Result<std::unique_ptr<BlobReader>> Open(Id connection,
                                                        std::string_view blob_id) = 0;
  // For people, who see the files of every connection.
  virtual chp::Result<std::unique_ptr<BlobReader>> OpenForStaff(std::string_view blob_id) = 0;
};

}  // namespace stub
