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

CurlPool::CurlPool(const CurlOptions& options) : options_(options) {
  idle_.reserve(options_.pool_size);  // so that Return never allocates
}

chp::Result<CurlLease> CurlPool::Borrow(std::int64_t patience_ms, const chp::CallContext& call) {
  constexpr std::chrono::milliseconds kLook{kCurlPollMs};
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  std::unique_lock lock(mutex_);
  while (!CanLend()) {
    if (call.IsCancelled()) return CancelledBeforeSending();
    if (std::chrono::steady_clock::now() >= give_up) {
      return chp::Error{chp::Code::kTransient, "http.busy",
                        "Too many requests to X are under way; this one is tried again later."};
    }
    returned_.wait_for(lock, kLook);
  }
  if (idle_.empty()) {
    auto slot = std::make_unique<CurlSlot>(options_);
    ++created_;
    return CurlLease(*this, std::move(slot));
  }
  std::unique_ptr<CurlSlot> slot = std::move(idle_.back());
  idle_.pop_back();
  return CurlLease(*this, std::move(slot));
}

void CurlPool::Return(std::unique_ptr<CurlSlot> slot) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(slot));
  }
  returned_.notify_one();
}

}  // namespace twitter
