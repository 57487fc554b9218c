// What the host does after a verdict: the table of channel_types.h, and how long it waits. Pure.
#pragma once

#include <cstdint>

#include "host_stub/model.hpp"
#include "plugin_api/cpp/error.hpp"

namespace stub {

struct JobFacts {
  JobType type = JobType::kPlugin;
  std::int32_t attempts = 0;  // that counted, before this one
  std::int64_t first_run_ms = 0;
  bool has_account = true;
};

struct Reaction {
  enum class Kind {
    kRetry,       // the same call again at at_ms
    kPauseScope,  // nothing of the scope runs until at_ms; then the same call
    kStopScope,   // nothing of the scope runs until a person acts; the queue is kept
    kFail,        // for good
  };
  Kind kind = Kind::kFail;
  std::int64_t at_ms = 0;
  bool counts = false;  // as an attempt
  chp::Scope scope = chp::Scope::kMessage;
  bool alarm = false;  // an operator must look: the plugin or the host has a bug
  bool operator==(const Reaction&) const = default;
};

// After a failure or AGAIN. `random` is from 0 to below 1.
Reaction ReactTo(const chp::Error& error, const JobFacts& facts, std::int64_t now_ms,
                 double random);

// The scope an error means when it names none.
chp::Scope ScopeOf(const chp::Error& error);

}  // namespace stub
