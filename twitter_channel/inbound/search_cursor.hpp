// How far an account's search on X has been read, kept in the host's key-value store so that a turn
// goes on where it was interrupted, on whatever node (plugin_abi.md A19).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

// Posts that a turn did not reach: those of `query` newer than since_id, up to max_id.
struct SearchGap {
  std::string query;
  std::string since_id;
  std::string max_id;
  bool operator==(const SearchGap&) const = default;
};

// A turn under way: all queries are read from now back to the cursor's since_id.
struct SearchTurn {
  std::int64_t started_ms = 0;
  std::string queries;    // fingerprint of the list; another list begins a new turn
  std::size_t query = 0;  // the one being read
  std::string max_id;     // where its next page begins; empty: at the newest
  std::size_t pages = 0;  // read of it
  bool operator==(const SearchTurn&) const = default;
};

struct SearchCursor {
  std::string since_id;  // older posts were read, or are named by a gap; empty: nothing read yet
  std::optional<SearchTurn> turn;
  std::vector<SearchGap> gaps;  // oldest first
  bool operator==(const SearchCursor&) const = default;
};

// Reads and writes by compare-and-set: of two nodes one goes on, the other gets kConflict.
class SearchCursorStore {
 public:
  SearchCursorStore(chp::Kv& kv, std::string_view account_id);

  // A damaged value reads as a new cursor: what it named is read again, and stored once.
  chp::Result<SearchCursor> Read();
  chp::Result<void> Write(const SearchCursor& cursor);

 private:
  chp::Kv& kv_;
  const std::string key_;
  std::uint64_t version_ = 0;  // 0: none, as chp::KvPut has it
};

}  // namespace twitter
