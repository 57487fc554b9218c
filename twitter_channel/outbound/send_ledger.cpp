// SendRecord in the host's key-value store.
#include "twitter_channel/outbound/send_ledger.hpp"

#include <array>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// Longer than any host keeps trying or an agent keeps wondering.
constexpr std::int64_t kKeepMs = std::int64_t{90} * 24 * 60 * 60 * 1000;

// As chp::KvPut::expected_version.
constexpr std::uint64_t kOnlyIfAbsent = 0;

constexpr std::array<std::pair<SendRecord::State, std::string_view>, 3> kStates = {
    {{SendRecord::State::kIntent, "intent"},
     {SendRecord::State::kUncertain, "uncertain"},
     {SendRecord::State::kSent, "sent"}}};

std::string_view StateName(SendRecord::State state) {
  for (const auto& [known, name] : kStates) {
    if (known == state) return name;
  }
  return {};
}

std::optional<SendRecord::State> StateFrom(std::string_view name) {
  for (const auto& [state, known] : kStates) {
    if (known == name) return state;
  }
  return std::nullopt;
}

std::string ToJson(const SendRecord& record) {
  return json::serialize(json::object{{"state", StateName(record.state)},
                                      {"first_attempt_ms", record.first_attempt_ms},
                                      {"attempt_ms", record.attempt_ms},
                                      {"text_hash", record.text_hash},
                                      {"looks", record.looks},
                                      {"next_look_ms", record.next_look_ms},
                                      {"was_absent", record.was_absent},
                                      {"external_id", record.external_id},
                                      {"url", record.url},
                                      {"article_json", record.article_json}});
}

std::optional<SendRecord> FromJson(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  if (failure || !value.is_object()) return std::nullopt;
  const json::object& object = value.get_object();
  const auto word = [&](std::string_view name) -> std::optional<std::string> {
    const json::value* member = object.if_contains(name);
    if (member == nullptr || !member->is_string()) return std::nullopt;
    return std::string(member->get_string());
  };
  const auto number = [&](std::string_view name) -> std::optional<std::int64_t> {
    const json::value* member = object.if_contains(name);
    if (member == nullptr || !member->is_int64()) return std::nullopt;
    return member->get_int64();
  };
  const auto state = StateFrom(word("state").value_or(""));
  const auto text_hash = word("text_hash");
  const auto first_attempt_ms = number("first_attempt_ms");
  const auto attempt_ms = number("attempt_ms");
  if (!state || !text_hash || !first_attempt_ms || !attempt_ms) return std::nullopt;
  return SendRecord{.state = *state,
                    .first_attempt_ms = *first_attempt_ms,
                    .attempt_ms = *attempt_ms,
                    .text_hash = *text_hash,
                    .looks = static_cast<int>(number("looks").value_or(0)),
                    .next_look_ms = number("next_look_ms").value_or(0),
                    .was_absent = object.contains("was_absent") && object.at("was_absent") == true,
                    .external_id = word("external_id").value_or(""),
                    .url = word("url").value_or(""),
                    .article_json = word("article_json").value_or("")};
}

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
  auto record = FromJson((*stored)->value);
  if (!record) return Damaged();
  return std::optional(StoredRecord{*std::move(record), (*stored)->version});
}

chp::Result<void> SendLedger::Write(std::string_view account_id, std::string_view idempotency_key,
                                    StoredRecord& entry) {
  const std::string key = SendKey(account_id, idempotency_key);
  const std::string value = ToJson(entry.record);
  // Version 0 is "only if absent": the first intent of two nodes wins once.
  const auto version =
      kv_.Put({.key = key, .value = value, .expected_version = entry.version, .ttl_ms = kKeepMs});
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
  const auto put =
      kv_.Put({.key = key, .value = owner, .expected_version = kOnlyIfAbsent, .ttl_ms = kKeepMs});
  if (put) return true;
  if (put.error().code != chp::Code::kConflict) return put.error();
  const auto stored = kv_.Get(key);
  if (!stored) return stored.error();
  return stored->has_value() && (*stored)->value == owner;
}

}  // namespace twitter
