// The record of one reply's remote write, kept so that a crash, a timeout or a second node never
// leads to a second message on X.
//
// A record begins as an intent, put before the remote write; it becomes a receipt after it, or is
// closed when X certainly refused. Every change is a compare-and-set on the version that was read:
// whoever loses gets kConflict and must read again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

struct SendRecord {
  enum class State {
    kIntent,     // a remote write may have happened
    kUncertain,  // we have looked for it often enough: a person decides
    kSent,       // external_id is on X
  };
  State state = State::kIntent;
  std::int64_t first_attempt_ms = 0;  // what we look for is not older than this
  std::int64_t attempt_ms = 0;        // the latest remote write
  std::string text_hash;              // of the comparable text that was sent
  // Successful looks for the latest write, none of which found it.
  int looks = 0;
  std::int64_t next_look_ms = 0;  // not earlier
  bool was_absent = false;        // one look saw everything and did not find it
  // Only when sent.
  std::string external_id;
  std::string url;
  std::string article_json;
  bool operator==(const SendRecord&) const = default;
};

struct StoredRecord {
  SendRecord record;
  std::uint64_t version = 0;  // 0: not stored yet
};

// Threads: any; all state is in the store. Errors of the store pass through.
class SendLedger {
 public:
  explicit SendLedger(chp::Kv& kv) : kv_(kv) {}

  // Nothing when the reply was never tried. kInternal "ledger.damaged" for a value that is not
  // ours: nothing is sent then, for it might be sent twice.
  chp::Result<std::optional<StoredRecord>> Read(std::string_view account_id,
                                                std::string_view idempotency_key);
  // Stores `entry.record` if its version is still current and updates the version.
  chp::Result<void> Write(std::string_view account_id, std::string_view idempotency_key,
                          StoredRecord& entry);
  // Forgets an intent whose write certainly did not happen.
  chp::Result<void> Close(std::string_view account_id, std::string_view idempotency_key,
                          const StoredRecord& entry);
  // True when the remote message belongs to this reply now; false when it is another reply's.
  chp::Result<bool> Claim(std::string_view account_id, std::string_view idempotency_key,
                          std::string_view external_id);

 private:
  chp::Kv& kv_;
};

}  // namespace twitter
