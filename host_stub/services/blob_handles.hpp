// The open blob writers and readers of one plugin instance, by the integer the plugin holds.
// Whatever the plugin forgets to close is closed with its instance; nothing uncommitted remains.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "host_stub/store/blob_store.hpp"

namespace stub {

// Handles of one kind. Safe from any thread; two calls on one handle run one after the other.
template <class Stream>
class HandleTable {
 public:
  struct Entry {
    std::mutex mutex;
    std::unique_ptr<Stream> stream;
  };

  // Nothing when too many are open.
  std::optional<std::uint64_t> Add(std::unique_ptr<Stream> stream) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= kMostOpen) return std::nullopt;
    auto entry = std::make_shared<Entry>();
    entry->stream = std::move(stream);
    entries_.emplace(++last_handle_, std::move(entry));
    return last_handle_;
  }
  std::shared_ptr<Entry> Find(std::uint64_t handle) {
    const std::lock_guard lock(mutex_);
    const auto it = entries_.find(handle);
    return it == entries_.end() ? nullptr : it->second;
  }
  std::shared_ptr<Entry> Take(std::uint64_t handle) {
    const std::lock_guard lock(mutex_);
    auto node = entries_.extract(handle);
    return node.empty() ? nullptr : std::move(node.mapped());
  }

 private:
  static constexpr std::size_t kMostOpen = 256;

  std::mutex mutex_;
  std::map<std::uint64_t, std::shared_ptr<Entry>> entries_;
  std::uint64_t last_handle_ = 0;
};

struct BlobHandles {
  HandleTable<BlobWriter> writers;
  HandleTable<BlobReader> readers;
};

}  // namespace stub
