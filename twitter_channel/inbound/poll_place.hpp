// How far a list of X (mentions, direct messages, …) has been read, kept in the host's key-value
// store so that reading goes on where it was interrupted, on whatever node (plugin_abi.md A19).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

// A part of a list that is still to be read: newer than since_id, from max_id downwards. Lists that
// X does not cut by ids are gone on with at `token`.
struct Stretch {
  std::string since_id = {};
  std::string max_id = {};  // empty: from now
  std::string token = {};
  bool operator==(const Stretch&) const = default;
};

struct PollPlace {
  std::string since_id;  // what is older was read, or is named by a gap; empty: nothing yet
  // Oldest first. A turn reads them before what is new, and leaves at most one of its own.
  std::vector<Stretch> gaps;
  bool operator==(const PollPlace&) const = default;

  // After a turn that began at `started_ms` and saw `newest_id`: the place moves up to it, but X's
  // lists lag behind by up to `lag_ms`, so that what is younger than that is looked at once more.
  void MoveUp(const std::string& newest_id, std::int64_t started_ms, std::int64_t lag_ms);
};

// Reads and writes by compare-and-set: of two nodes one goes on, the other gets kConflict.
class PollPlaceStore {
 public:
  PollPlaceStore(chp::Kv& kv, std::string_view account_id, std::string_view list);

  // A damaged value reads as nothing read yet; an id by itself, which older versions wrote, as the
  // place without gaps.
  chp::Result<PollPlace> Read();
  // Writes only what differs from the last read or written: most turns find nothing new.
  chp::Result<void> Write(const PollPlace& place);

 private:
  chp::Kv& kv_;
  const std::string key_;
  std::string stored_;
  std::uint64_t version_ = 0;  // 0: none, as chp::KvPut has it
};

}  // namespace twitter
