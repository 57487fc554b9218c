// What a new password must be.
#pragma once

#include <cstddef>
#include <string>

#include "host_stub/web/fields.hpp"

namespace stub {

inline constexpr std::size_t kShortestPassword = 10;

inline void CheckPassword(Fields& body, const std::string& password) {
  if (password.size() < kShortestPassword) {
    body.Fail("password", "must have at least 10 characters.");
  }
}

}  // namespace stub
