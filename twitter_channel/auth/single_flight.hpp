// What several callers want at once is done by the first of them; the others wait for its result.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"

namespace twitter {

// Threads: any number at once. Nothing is locked while work runs.
class SingleFlight {
 public:
  using Outcome = chp::Result<std::string>;

  SingleFlight() = default;
  SingleFlight(const SingleFlight&) = delete;
  SingleFlight& operator=(const SingleFlight&) = delete;

  // The outcome of `work`, or that of whoever is at it for the same key already. Who waits gives up
  // when its call is cancelled, within 200 ms; the one who works is not disturbed by that.
  Outcome Do(const std::string& key, const chp::CallContext& call,
             const std::function<Outcome()>& work);

 private:
  using Flight = std::shared_ptr<std::optional<Outcome>>;

  Outcome Wait(const Flight& flight, const chp::CallContext& call);
  void Land(const std::string& key, const Flight& flight, Outcome outcome);

  std::mutex mutex_;  // guards flights_ and what they hold
  std::condition_variable landed_;
  std::map<std::string, Flight, std::less<>> flights_;
};

}  // namespace twitter
