// Everything the simulated X knows, behind one mutex.
//
// Threads: any. Whoever holds a Locked view does no I/O and calls nobody who does.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "tests/x_simulator/base/time_text.hpp"
#include "tests/x_simulator/world/apps.hpp"
#include "tests/x_simulator/world/faults.hpp"
#include "tests/x_simulator/world/grants.hpp"
#include "tests/x_simulator/world/invoice.hpp"
#include "tests/x_simulator/world/media_faults.hpp"
#include "tests/x_simulator/world/posts.hpp"
#include "tests/x_simulator/world/traffic.hpp"
#include "tests/x_simulator/world/uploads.hpp"
#include "tests/x_simulator/world/users.hpp"
#include "tests/x_simulator/world/webhooks.hpp"

namespace xsim {

// The part that survives a restart (state_file.hpp).
struct SavedState {
  std::uint64_t last_id = 0;
  Users users;
  Apps apps;
  Grants grants;
  Posts posts;
  Webhooks webhooks;

  bool operator==(const SavedState&) const = default;
};

struct State : SavedState {
  Faults faults;
  MediaFaults media_faults;
  Uploads uploads;
  std::string media_base;  // what media URLs begin with; empty: the simulator's own address
  RequestLog requests;
  Nonces nonces;
  RateLimits rate_limits;
  Invoice invoice;
  std::int64_t now_ms = 0;  // the time at which the view was locked

  // A snowflake: milliseconds since 2010-11-04 and a counter; strictly increasing (x_api.md 9).
  std::string NextId();
};

class World {
 public:
  explicit World(Clock clock);

  class Locked {
   public:
    explicit Locked(World& world) : lock_(world.mutex_), state_(world.state_) {
      state_.now_ms = world.clock_();
    }
    State* operator->() const { return &state_; }
    State& operator*() const { return state_; }

   private:
    std::lock_guard<std::mutex> lock_;
    State& state_;
  };

  Locked Lock() { return Locked(*this); }
  const Clock& clock() const { return clock_; }

 private:
  const Clock clock_;
  std::mutex mutex_;
  State state_;
};

}  // namespace xsim
