// The record of one reply's remote writes, kept so that a crash, a timeout or a second node never
// leads to a second message on X.
//
// A record begins as an intent, put before the first remote write; each part that is on X is added
// after its write, and the intent of the next one is put before that. It becomes a receipt with the
// last part, or is closed when X certainly refused the first. Every change is a compare-and-set on
// the version that was read: whoever loses gets kConflict and must read again. While it holds the
// texts it is stored as a secret; a receipt holds none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/outbound/send_record.hpp"

namespace twitter {

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
  // All that is on X of the reply that has this message, in order; only the message itself when it
  // is no reply's, or nothing is known of that any more.
  chp::Result<std::vector<std::string>> PartsWith(std::string_view account_id,
                                                  std::string_view external_id);

 private:
  chp::Kv& kv_;
};

}  // namespace twitter
