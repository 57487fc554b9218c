// What reached the helpdesk late is marked, so that its time surprises nobody: a message that was
// found after an outage, sent again by X, or that X did not send at all.
#pragma once

#include <cstdint>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

// X delivers within seconds, and repeats what failed for about five minutes (x_api.md 2.4).
inline constexpr std::int64_t kLateMs = 300'000;

// Adds {"caught_up": true, "delay_ms": 7200000} to the reasons (match_json) of every message that
// was written more than `late_after_ms` before now. How many.
std::size_t MarkCaughtUp(chp::Batch& batch, std::int64_t now_ms,
                         std::int64_t late_after_ms = kLateMs);

}  // namespace twitter
