// SendRecord in the host's key-value store.
#include "twitter_channel/outbound/send_ledger.hpp"

#include <utility>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

// Longer than any host keeps trying or an agent keeps wondering.
constexpr std::int64_t kKeepRecordMs = 90 * kDayMs;

chp::Error Damaged() {
  return chp::Error{.code = chp::Code::kInternal,
                    .reason = "ledger.damaged",
                    .message =
                        "The record of this reply is damaged, so it is not sent again; look "
                        "on X whether it is there and write a new reply if it is not."};
}

}  // namespace

chp::Result<std::optional<StoredRecord>> SendLedger::Read(std::string_view account_id,
                                                          std::string_view idempotency_key) {
  auto stored = kv_.Get(SendKey(account_id, idempotency_key));
  if (!stored) return stored.error();
  if (!stored->has_value()) return std::optional<StoredRecord>();
  auto record = SendRecordFrom((*stored)->value);
  if (!record) return Damaged();
  return std::optional(StoredRecord{*std::move(record), (*stored)->version});
}

chp::Result<void> SendLedger::Write(std::string_view account_id, std::string_view idempotency_key,
                                    StoredRecord& entry) {
  const std::string key = SendKey(account_id, idempotency_key);
  const std::string value = ToJson(entry.record);
  // Version 0 is "only if absent": the first intent of two nodes wins once.
  const auto version = kv_.Put({.key = key,
                                .value = value,
                                .expected_version = entry.version,
                                .ttl_ms = kKeepRecordMs,
                                .secret = !entry.record.plan.texts.empty()});
  if (!version) return version.error();
  entry.version = *version;
  return {};
}

chp::Result<void> SendLedger::Close(std::string_view account_id, std::string_view idempotency_key,
                                    const StoredRecord& entry) {
  return kv_.Erase(SendKey(account_id, idempotency_key), entry.version);
}

chp::Result<bool> SendLedger::Claim(std::string_view account_id, std::string_view idempotency_key,
                                    std::string_view external_id) {
  const std::string key = ClaimKey(account_id, external_id);
  const std::string owner = HashedKey(idempotency_key);
  const auto put = kv_.Put({.key = key,
                            .value = owner,
                            .expected_version = chp::kOnlyIfAbsent,
                            .ttl_ms = kKeepRecordMs});
  if (put) return true;
  if (put.error().code != chp::Code::kConflict) return put.error();
  const auto stored = kv_.Get(key);
  if (!stored) return stored.error();
  return stored->has_value() && (*stored)->value == owner;
}

chp::Result<std::vector<std::string>> SendLedger::PartsWith(std::string_view account_id,
                                                            std::string_view external_id) {
  std::vector<std::string> parts = {std::string(external_id)};
  const auto owner = kv_.Get(ClaimKey(account_id, external_id));
  if (!owner) return owner.error();
  if (!owner->has_value()) return parts;
  const auto stored = kv_.Get(HashedSendKey(account_id, (*owner)->value));
  if (!stored) return stored.error();
  const auto record = stored->has_value() ? SendRecordFrom((*stored)->value) : std::nullopt;
  if (!record || record->parts.empty()) return parts;
  parts.clear();
  for (const chp::ReceiptPart& part : record->parts) parts.push_back(part.external_id);
  return parts;
}

}  // namespace twitter
