// What a caller is told when an exception reached the boundary.
#include "plugin_api/cpp/barrier.hpp"

#include <array>
#include <cstdio>
#include <cxxabi.h>
#include <typeinfo>

#include "plugin_api/cpp/error.hpp"

namespace chp {

chp_status ReportOutOfMemory(chp_error* err) noexcept {
  return FillFixed(Code::kTransient, "abi.out_of_memory",
                   "There was not enough memory for this call; it is tried again.", err);
}

chp_status ReportBug(chp_error* err) noexcept {
  const std::type_info* type = abi::__cxa_current_exception_type();
  std::array<char, 200> message{};
  std::snprintf(message.data(), message.size(),
                "A bug stopped this call (%.80s). Report it to the maker of the channel.",
                type == nullptr ? "unknown" : type->name());
  return FillFixed(Code::kInternal, "abi.exception", message.data(), err);
}

}  // namespace chp
