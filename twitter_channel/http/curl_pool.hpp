// A bounded number of transfer slots, lent to one request at a time. The slot returned last is lent
// first: its connections are the warmest.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/http/curl_options.hpp"
#include "twitter_channel/http/curl_slot.hpp"

namespace twitter {

class CurlPool;

// A borrowed slot; gives it back when it goes out of scope.
class CurlLease {
 public:
  CurlLease(CurlPool& pool, std::unique_ptr<CurlSlot> slot);
  CurlLease(CurlLease&&) = default;
  CurlLease& operator=(CurlLease&&) = delete;
  ~CurlLease();

  CurlSlot& slot() { return *slot_; }

 private:
  CurlPool& pool_;
  std::unique_ptr<CurlSlot> slot_;  // null once moved from
};

class CurlPool {
 public:
  explicit CurlPool(CurlOptions options);

  // Waits for a slot. kCancelled "http.cancelled", or kTransient "http.busy" after `patience_ms`.
  chp::Result<CurlLease> Borrow(std::int64_t patience_ms, const chp::CallContext& call);

 private:
  friend class CurlLease;
  void Return(std::unique_ptr<CurlSlot> slot);
  bool CanLend() const { return !idle_.empty() || created_ < options_.pool_size; }

  const CurlOptions options_;
  std::mutex mutex_;  // guards what follows; never held while a slot is made or transfers
  std::condition_variable returned_;
  std::vector<std::unique_ptr<CurlSlot>> idle_;
  std::size_t created_ = 0;
};

}  // namespace twitter
