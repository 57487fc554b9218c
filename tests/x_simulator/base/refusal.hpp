// Why X refuses something, as a value: one of its v1.1 codes (x_api.md 5.4).
#pragma once

#include <string>
#include <variant>

namespace xsim {

struct Refusal {
  int code = 0;
  std::string message;  // empty: the table's text for that code (api/error_table.hpp)

  bool operator==(const Refusal&) const = default;
};

template <typename Value>
using OrRefusal = std::variant<Value, Refusal>;

}  // namespace xsim
