// Gathers what the host gives, in whatever portions, into pieces.
#include "twitter_channel/outbound/piece_reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "twitter_channel/inbound/file_type.hpp"
#include "twitter_channel/outbound/media_rules.hpp"

namespace twitter {
namespace {

constexpr std::string_view kMov = "video/quicktime";

chp::Error Rejected(std::string_view reason, std::string message) {
  return {
      .code = chp::Code::kRejected, .reason = std::string(reason), .message = std::move(message)};
}

// A file that the host does not know is gone for good; other failures of the host may pass.
chp::Error ReadFailure(const chp::Error& error, const chp::Attachment& file) {
  if (error.code != chp::Code::kNotFound) return error;
  return Rejected("reply.file_gone", "The file \"" + file.filename +
                                         "\" is not there any more: attach it again and send the "
                                         "reply anew.");
}

chp::Error Changed(const chp::Attachment& file) {
  return Rejected("reply.file_changed", "The file \"" + file.filename +
                                            "\" is not what was attached: attach it again and "
                                            "send the reply anew.");
}

class Pieces {
 public:
  Pieces(int first, std::uint64_t size, const PieceSink& sink)
      : left_(size),
        skip_(static_cast<std::uint64_t>(first) * kPieceBytes),
        index_(first),
        sink_(sink) {
    piece_.reserve(std::min<std::uint64_t>(size, kPieceBytes));
  }

  // False: no more is wanted.
  bool Take(std::string_view bytes) {
    too_long_ = bytes.size() > left_;
    if (too_long_) return false;
    left_ -= bytes.size();
    const auto skipped = std::min<std::uint64_t>(skip_, bytes.size());
    skip_ -= skipped;
    bytes.remove_prefix(skipped);
    while (!bytes.empty()) {
      const std::string_view part = bytes.substr(0, kPieceBytes - piece_.size());
      piece_.append(part);
      bytes.remove_prefix(part.size());
      // The last one waits for the end of the file: it may turn out to be too long.
      if (piece_.size() == kPieceBytes && left_ + bytes.size() > 0 && !Give()) return false;
    }
    return true;
  }

  bool is_whole() const { return left_ == 0 && !too_long_; }
  bool is_too_long() const { return too_long_; }
  const std::optional<chp::Error>& failure() const { return failure_; }

  bool Give() {
    const auto given = sink_(index_++, piece_);
    piece_.clear();
    if (!given) failure_ = given.error();
    return given.ok();
  }
  bool has_rest() const { return !piece_.empty(); }

 private:
  std::uint64_t left_;  // of the file
  std::uint64_t skip_;
  int index_;
  const PieceSink& sink_;
  std::string piece_;
  bool too_long_ = false;
  std::optional<chp::Error> failure_;
};

}  // namespace

chp::Result<void> ReadPieces(chp::Blobs& blobs, const chp::Attachment& file, int first,
                             const PieceSink& sink) {
  Pieces pieces(first, file.size_bytes, sink);
  const auto read =
      blobs.Read(file.blob_id, [&](std::string_view bytes) { return pieces.Take(bytes); });
  if (pieces.failure()) return *pieces.failure();
  if (pieces.is_too_long()) return Changed(file);
  if (!read) return ReadFailure(read.error(), file);
  if (!pieces.is_whole()) return Changed(file);
  if (pieces.has_rest() && !pieces.Give()) return *pieces.failure();
  return {};
}

chp::Result<std::string> TypeOfFile(chp::Blobs& blobs, const chp::Attachment& file) {
  std::string start;
  const auto read = blobs.Read(file.blob_id, [&](std::string_view bytes) {
    start.append(bytes.substr(0, kTypeBytes - start.size()));
    return start.size() < kTypeBytes;
  });
  // That we wanted no more of it is no failure.
  if (!read && start.size() < kTypeBytes) return ReadFailure(read.error(), file);
  const std::string_view told = FileTypeOf(start);
  const bool is_old_mov = told.empty() && file.media_type == kMov;
  const bool is_as_said = !told.empty() && MediaKindOf(told) == MediaKindOf(file.media_type);
  if (is_old_mov || (is_as_said && file.media_type == kMov)) return std::string(kMov);
  if (is_as_said) return std::string(told);
  return Rejected("reply.file_type", "The file \"" + file.filename + "\" is not what its type (" +
                                         file.media_type + ") says: attach another one.");
}

}  // namespace twitter
