// MediaProgress <-> JSON.
#include "twitter_channel/inbound/media_progress.hpp"

#include <utility>

#include <boost/json/serialize.hpp>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// Longer than the job tries.
constexpr std::int64_t kKeepProgressMs = 7 * kDayMs;

FileProgress FileProgressFrom(const json::object& object) {
  return {.blob_id = OwnText(object, "blob_id"),
          .media_type = OwnText(object, "type"),
          .size_bytes = static_cast<std::uint64_t>(OwnNumber(object, "size")),
          .refusal = OwnText(object, "refusal"),
          .given_up = OwnFlag(object, "given_up"),
          .tries = OwnNumber(object, "tries")};
}

MediaProgress ProgressFrom(std::string_view text) {
  MediaProgress progress;
  const std::optional<json::object> object = ParseOwnObject(text);
  if (!object) return progress;
  progress.begun_ms = OwnNumber(*object, "begun_ms");
  const json::array* files = OwnList(*object, "files");
  for (std::size_t i = 0; files != nullptr && i < files->size(); ++i) {
    const json::object* file = (*files)[i].if_object();
    if (file != nullptr) progress.files.emplace(OwnText(*file, "name"), FileProgressFrom(*file));
  }
  return progress;
}

std::string ToJson(const MediaProgress& progress) {
  json::array files;
  for (const auto& [name, file] : progress.files) {
    files.push_back(json::object{{"name", name},
                                 {"blob_id", file.blob_id},
                                 {"type", file.media_type},
                                 {"size", static_cast<std::int64_t>(file.size_bytes)},
                                 {"refusal", file.refusal},
                                 {"given_up", file.given_up},
                                 {"tries", file.tries}});
  }
  return json::serialize(json::object{{"begun_ms", progress.begun_ms}, {"files", files}});
}

}  // namespace

MediaProgressStore::MediaProgressStore(chp::Kv& kv, std::string_view account_id,
                                       std::string_view message_id)
    : kv_(kv), key_(MediaProgressKey(account_id, message_id)) {}

chp::Result<MediaProgress> MediaProgressStore::Read() {
  const auto stored = kv_.Get(key_);
  if (!stored) return stored.error();
  return stored->has_value() ? ProgressFrom((*stored)->value) : MediaProgress();
}

chp::Result<void> MediaProgressStore::Write(const MediaProgress& progress) {
  const std::string value = ToJson(progress);
  const auto written = kv_.Put({.key = key_, .value = value, .ttl_ms = kKeepProgressMs});
  if (!written) return written.error();
  return {};
}

chp::Result<void> MediaProgressStore::Erase() { return kv_.Erase(key_); }

}  // namespace twitter
