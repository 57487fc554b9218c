// Files of agents on their way into an article: sent in pieces, so that neither side ever holds a
// whole one in memory, and resumed where they broke off. Once complete, a file is a blob; an
// article that takes it ends the upload. What nobody takes is removed after two days.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host_stub/model.hpp"

namespace stub {

struct NewUpload {
  Id user_id = 0;
  std::string filename;
  std::string media_type;
  std::uint64_t size_bytes = 0;
};

struct Upload {
  std::string id;  // of the blob, too
  std::string filename;
  std::string media_type;
  std::uint64_t size_bytes = 0;
  std::uint64_t received_bytes = 0;

  bool complete() const { return received_bytes == size_bytes; }
};

class UploadStore {
 public:
  virtual ~UploadStore() = default;
  // kInvalid "upload.size", "upload.too_many".
  virtual chp::Result<Upload> Begin(const NewUpload& upload) = 0;
  // kNotFound "upload.unknown", also for another user's.
  virtual chp::Result<Upload> Find(Id user, std::string_view id) = 0;
  // Writes `bytes` at `offset`, at most where the received ones end; the same piece may come twice.
  // Durable once the last piece is written. kConflict "upload.offset", kInvalid "upload.too_long".
  virtual chp::Result<Upload> Append(Id user, std::string_view id, std::uint64_t offset,
                                     std::string_view bytes) = 0;
  virtual chp::Result<void> Discard(Id user, std::string_view id) = 0;
};

}  // namespace stub
