// UploadRecord <-> JSON in the host's key-value store.
#include "twitter_channel/outbound/upload_record.hpp"

#include <boost/json/serialize.hpp>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// Longer than X keeps an upload.
constexpr std::int64_t kKeepUploadMs = 48 * kHourMs;
constexpr auto kLast = static_cast<std::int64_t>(UploadRecord::State::kReady);

std::string ToJson(const UploadRecord& record) {
  return json::serialize(json::object{{"state", static_cast<std::int64_t>(record.state)},
                                      {"media_id", record.media_id},
                                      {"type", record.media_type},
                                      {"next_piece", record.next_piece},
                                      {"expires_ms", record.expires_ms}});
}

UploadRecord RecordFrom(std::string_view text) {
  const auto object = ParseOwnObject(text);
  if (!object) return {};
  const std::int64_t state = OwnNumber(*object, "state");
  const std::int64_t piece = OwnNumber(*object, "next_piece");
  UploadRecord record{.state = UploadRecord::State::kNone,
                      .media_id = OwnText(*object, "media_id"),
                      .media_type = OwnText(*object, "type"),
                      .next_piece = static_cast<int>(piece),
                      .expires_ms = OwnNumber(*object, "expires_ms")};
  if (state < 1 || state > kLast || piece < 0 || piece > INT32_MAX || record.media_id.empty()) {
    return {};
  }
  record.state = static_cast<UploadRecord::State>(state);
  return record;
}

}  // namespace

StoredUpload::StoredUpload(chp::Kv& kv, std::string_view account_id,
                           std::string_view idempotency_key, std::size_t number)
    : kv_(kv), key_(UploadKey(account_id, idempotency_key, number)) {}

chp::Result<void> StoredUpload::Read(std::int64_t usable_until_ms) {
  const auto stored = kv_.Get(key_);
  if (!stored) return stored.error();
  record = UploadRecord();
  version_ = 0;
  if (!stored->has_value()) return {};
  version_ = (*stored)->version;
  record = RecordFrom((*stored)->value);
  if (record.expires_ms < usable_until_ms) record = UploadRecord();
  return {};
}

chp::Result<void> StoredUpload::Write() {
  const std::string value = ToJson(record);
  const auto version =
      kv_.Put({.key = key_, .value = value, .expected_version = version_, .ttl_ms = kKeepUploadMs});
  if (!version) return version.error();
  version_ = *version;
  return {};
}

chp::Result<void> StoredUpload::Forget() {
  record = UploadRecord();
  auto erased = kv_.Erase(key_, version_);
  version_ = 0;
  return erased;
}

}  // namespace twitter
