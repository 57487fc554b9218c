// One list of flights; whoever finds one for its key boards it.
#include "twitter_channel/auth/single_flight.hpp"

#include <chrono>
#include <utility>

namespace twitter {

SingleFlight::Outcome SingleFlight::Do(const std::string& key, const chp::CallContext& call,
                                       const std::function<Outcome()>& work) {
  Flight flight;
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    Flight& known = flights_[key];
    is_first = known == nullptr;
    if (is_first) known = std::make_shared<std::optional<Outcome>>();
    flight = known;
  }
  if (!is_first) return Wait(flight, call);

  struct Landing {  // also when the work throws: nobody may wait for ever
    ~Landing() {
      if (!outcome) {
        outcome = chp::Error{chp::Code::kTransient, "oauth2.renewal_failed",
                             "The account's tokens could not be renewed; this is tried again."};
      }
      self.Land(key, flight, *std::move(outcome));
    }
    SingleFlight& self;
    const std::string& key;
    const Flight& flight;
    std::optional<Outcome> outcome = std::nullopt;
  } landing{*this, key, flight};
  landing.outcome = work();
  return *landing.outcome;
}

SingleFlight::Outcome SingleFlight::Wait(const Flight& flight, const chp::CallContext& call) {
  constexpr std::chrono::milliseconds kLook{100};
  std::unique_lock lock(mutex_);
  while (!flight->has_value()) {
    lock.unlock();  // the host is asked
    if (call.IsCancelled()) {
      return chp::Error{chp::Code::kCancelled, "oauth2.cancelled",
                        "Waiting for the account's new tokens was interrupted."};
    }
    lock.lock();
    landed_.wait_for(lock, kLook, [&] { return flight->has_value(); });
  }
  return **flight;
}

void SingleFlight::Land(const std::string& key, const Flight& flight, Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    *flight = std::move(outcome);
    flights_.erase(key);
  }
  landed_.notify_all();
}

}  // namespace twitter
