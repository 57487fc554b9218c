// The open blob writers and readers of one plugin instance, by the integer the plugin holds.
// Whatever the plugin forgets to close is closed with its instance; nothing uncommitted remains.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "host_stub/store/blob_store.hpp"

namespace stub {

// Handles of one kind. Safe from any thread. A stream is lent to one call at a time, so that no
// lock is held while it reads or writes; a second call on the same handle meanwhile finds nothing.
template <class Stream>
class HandleTable {
 public:
  // Nothing when too many are open.
  std::optional<std::uint64_t> Add(std::unique_ptr<Stream> stream) {
    const std::lock_guard lock(mutex_);
    if (streams_.size() >= kMostOpen) return std::nullopt;
    streams_.emplace(++last_handle_, std::move(stream));
    return last_handle_;
  }
  // Null when there is no such handle or another call has its stream.
  std::unique_ptr<Stream> Borrow(std::uint64_t handle) {
    const std::lock_guard lock(mutex_);
    const auto it = streams_.find(handle);
    return it == streams_.end() ? nullptr : std::move(it->second);
  }
  // Of a handle that was taken meanwhile the stream is closed.
  void GiveBack(std::uint64_t handle, std::unique_ptr<Stream> stream) {
    const std::lock_guard lock(mutex_);
    if (const auto it = streams_.find(handle); it != streams_.end()) it->second.swap(stream);
  }
  // The end of the handle. Null as for Borrow, but false only when there was no such handle.
  std::pair<bool, std::unique_ptr<Stream>> Take(std::uint64_t handle) {
    const std::lock_guard lock(mutex_);
    auto node = streams_.extract(handle);
    if (node.empty()) return {false, nullptr};
    return {true, std::move(node.mapped())};
  }

 private:
  static constexpr std::size_t kMostOpen = 256;

  std::mutex mutex_;                                          // guards what follows
  std::map<std::uint64_t, std::unique_ptr<Stream>> streams_;  // null: lent
  std::uint64_t last_handle_ = 0;
};

struct BlobHandles {
  HandleTable<BlobWriter> writers;
  HandleTable<BlobReader> readers;
};

}  // namespace stub
