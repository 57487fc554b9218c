// How far one file of a reply has come on its way to X, kept so that a crash goes on where it was
// and a retried reply uploads nothing twice.
//
// A record that is lost or damaged only means that the file is uploaded again: nobody sees an
// upload before a post shows it. Every change is a compare-and-set, so of two nodes one goes on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

struct UploadRecord {
  enum class State {
    kNone,        // not begun
    kAppending,   // pieces before next_piece are at X
    kFinishing,   // all are; X may have been told so
    kProcessing,  // X was told, and works on the file
    kDescribing,  // a post can show it; its alt text may be missing
    kReady,
  };
  State state = State::kNone;
  std::string media_id;
  std::string media_type;  // what its bytes say
  int next_piece = 0;
  std::int64_t expires_ms = 0;
  bool operator==(const UploadRecord&) const = default;
};

// The record of one file. Threads: one at a time. Errors of the store pass through.
class StoredUpload {
 public:
  // `number`: of the file within its reply.
  StoredUpload(chp::Kv& kv, std::string_view account_id, std::string_view idempotency_key,
               std::size_t number);

  // What expires before `usable_until_ms` is not begun.
  chp::Result<void> Read(std::int64_t usable_until_ms);
  chp::Result<void> Write();
  // So that it begins afresh.
  chp::Result<void> Forget();

  UploadRecord record;

 private:
  chp::Kv& kv_;
  const std::string key_;
  std::uint64_t version_ = 0;  // 0: not stored yet
};

}  // namespace twitter
