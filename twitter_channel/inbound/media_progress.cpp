// MediaProgress <-> JSON.
#include "twitter_channel/inbound/media_progress.hpp"

#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/json_members.hpp"
#include "twitter_channel/inbound/json_text.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// Longer than the job tries.
constexpr std::int64_t kKeepMs = std::int64_t{7} * 24 * 3'600'000;

std::int64_t NumberMember(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  return member != nullptr && member->is_int64() ? member->get_int64() : 0;
}

FileProgress FileFrom(const json::object& object) {
  const json::value* given_up = object.if_contains("given_up");
  return {.blob_id = std::string(TextMember(object, "blob_id")),
          .media_type = std::string(TextMember(object, "type")),
          .size_bytes = static_cast<std::uint64_t>(NumberMember(object, "size")),
          .refusal = std::string(TextMember(object, "refusal")),
          .given_up = given_up != nullptr && *given_up == true,
          .tries = NumberMember(object, "tries")};
}

MediaProgress ProgressFrom(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse({text.data(), text.size()}, failure);
  MediaProgress progress;
  if (failure || !value.is_object()) return progress;
  progress.begun_ms = NumberMember(value.get_object(), "begun_ms");
  const json::object* files = ObjectMember(value.get_object(), "files");
  if (files == nullptr) return progress;
  for (const auto& [name, file] : *files) {
    if (file.is_object()) progress.files.emplace(name, FileFrom(file.get_object()));
  }
  return progress;
}

std::string ToJson(const MediaProgress& progress) {
  json::object files;
  for (const auto& [name, file] : progress.files) {
    files[name] = {{"blob_id", file.blob_id},
                   {"type", file.media_type},
                   {"size", static_cast<std::int64_t>(file.size_bytes)},
                   {"refusal", file.refusal},
                   {"given_up", file.given_up},
                   {"tries", file.tries}};
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
  const auto written = kv_.Put({.key = key_, .value = value, .ttl_ms = kKeepMs});
  if (!written) return written.error();
  return {};
}

chp::Result<void> MediaProgressStore::Erase() { return kv_.Erase(key_); }

}  // namespace twitter
