// The first bytes are held back until they tell what the file is; only then is anything stored.
#include "twitter_channel/inbound/media_fetch.hpp"

#include <optional>
#include <string>
#include <utility>

#include "twitter_channel/inbound/file_type.hpp"

namespace twitter {
namespace {

chp::Error Unfit(std::string_view reason, std::string_view sentence) {
  return {.code = chp::Code::kRejected,
          .reason = std::string(reason),
          .message = std::string(sentence)};
}

class TypeGate {
 public:
  explicit TypeGate(const chp::Blobs::Writer& write) : write_(write) {}

  // False: no more is wanted.
  bool Take(std::string_view bytes) {
    if (!type_.empty()) return write_(bytes);
    start_.append(bytes);
    return start_.size() < kTypeBytes || Open();
  }
  // After the last byte.
  chp::Result<void> End() {
    if (type_.empty() && start_.empty()) return Unfit("media.empty", "It is empty.");
    if (type_.empty()) Open();
    if (auto unfit = Refusal()) return *std::move(unfit);
    return {};
  }
  std::optional<chp::Error> Refusal() const {
    if (!refused_) return std::nullopt;
    return Unfit("media.type", "It is neither a picture nor a video.");
  }
  const std::string& type() const { return type_; }

 private:
  bool Open() {
    type_ = FileTypeOf(start_);
    refused_ = type_.empty();
    if (refused_) return false;
    const std::string start = std::exchange(start_, {});
    return write_(start);
  }

  const chp::Blobs::Writer& write_;
  std::string start_;
  std::string type_;  // empty: not known yet
  bool refused_ = false;
};

}  // namespace

chp::Result<chp::Attachment> MediaFetch::Take(const MediaFile& file, const MediaBounds& bounds,
                                              const chp::CallContext& call) {
  auto taken = TakeFrom(file.url, file, bounds, call);
  for (const std::string& other : file.others) {
    if (taken || taken.error().code != chp::Code::kRejected) break;
    taken = TakeFrom(other, file, bounds, call);
  }
  return taken;
}

chp::Result<chp::Attachment> MediaFetch::TakeFrom(const std::string& url, const MediaFile& file,
                                                  const MediaBounds& bounds,
                                                  const chp::CallContext& call) {
  chp::Attachment stored{.blob_id = {},
                         .filename = file.name,
                         .media_type = file.media_type,
                         .alt_text = file.alt_text};
  const MediaRequest request{
      .url = url, .is_signed = file.is_signed, .limit = bounds.bytes, .timeout_ms = bounds.time_ms};
  std::string type;
  const auto produce = [&](const chp::Blobs::Writer& write) -> chp::Result<void> {
    TypeGate gate(write);
    const auto answer = x_.Fetch(
        credentials_, request, [&](std::string_view bytes) { return gate.Take(bytes); }, call);
    if (auto unfit = gate.Refusal()) return *std::move(unfit);
    if (!answer) return answer.error();
    if (auto whole = gate.End(); !whole) return whole;
    stored.size_bytes = answer->size_bytes;
    type = gate.type();
    return {};
  };
  auto blob = blobs_.Store(stored, produce);
  if (!blob) return std::move(blob).error();
  stored.blob_id = *std::move(blob);
  stored.media_type = type;
  return stored;
}

}  // namespace twitter
