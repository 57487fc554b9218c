// The one place where exceptions stop (R3): every function the other side can call runs inside
// Barrier().
#pragma once

#include <new>
#include <utility>

#include "plugin_api/channel_types.h"

namespace chp {

// Both write into *err (may be null) without allocating and return the code.
chp_status ReportOutOfMemory(chp_error* err) noexcept;  // CHP_E_TRANSIENT
// CHP_E_INTERNAL; names the type of the exception in flight, never its text, which may quote data.
chp_status ReportBug(chp_error* err) noexcept;

// Runs body() -> chp_status and lets nothing out.
template <class Body>
chp_status Barrier(chp_error* err, Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (const std::bad_alloc&) {
    return ReportOutOfMemory(err);
  } catch (...) {
    return ReportBug(err);
  }
}

}  // namespace chp
