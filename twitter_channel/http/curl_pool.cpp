// Lending slots; waiting for one sees cancellation as soon as a transfer does.
#include "twitter_channel/http/curl_pool.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "twitter_channel/http/curl_outcome.hpp"

namespace twitter {

CurlLease::CurlLease(CurlPool& pool, std::unique_ptr<CurlSlot> slot)
    : pool_(pool), slot_(std::move(slot)) {}

CurlLease::~CurlLease() {
  if (slot_ != nullptr) pool_.Return(std::move(slot_));
}

CurlPool::CurlPool(CurlOptions options) : options_(std::move(options)) {
  idle_.reserve(options_.pool_size);  // so that Return never allocates
}

chp::Result<CurlLease> CurlPool::Borrow(std::int64_t patience_ms, const chp::CallContext& call) {
  constexpr std::chrono::milliseconds kLook{kCurlPollMs};
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  std::unique_ptr<CurlSlot> fresh;  // made without the lock, and given up if it came too late
  std::unique_lock lock(mutex_);
  for (;;) {
    if (!idle_.empty()) {
      std::unique_ptr<CurlSlot> slot = std::move(idle_.back());
      idle_.pop_back();
      return CurlLease(*this, std::move(slot));
    }
    if (created_ < options_.pool_size && fresh != nullptr) {
      ++created_;
      return CurlLease(*this, std::move(fresh));
    }
    if (created_ < options_.pool_size) {
      lock.unlock();
      fresh = std::make_unique<CurlSlot>(options_);
      lock.lock();
      continue;
    }
    lock.unlock();  // the host is asked
    if (call.IsCancelled()) return CancelledBeforeSending();
    if (std::chrono::steady_clock::now() >= give_up) {
      return chp::Error{chp::Code::kTransient, "http.busy",
                        "Too many requests to X are under way; this one is tried again later."};
    }
    lock.lock();
    returned_.wait_for(lock, kLook, [this] { return CanLend(); });
  }
}

void CurlPool::Return(std::unique_ptr<CurlSlot> slot) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(slot));
  }
  returned_.notify_one();
}

}  // namespace twitter
