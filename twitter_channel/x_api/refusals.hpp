// The table: each way X refuses has one row, and codes, problem types, phrases and statuses lead to
// rows (x_api.md 5.1 to 5.4).
#pragma once

#include <cstdint>
#include <string_view>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

struct Refusal {
  std::string_view reason;
  chp::Code verdict;
  chp::Scope scope;             // kDefault: what the verdict implies
  std::int64_t retry_after_ms;  // when X's headers name no time; 0: the host decides
  std::string_view sentence;    // what is wrong and what to do
};

// Null when the code, type or phrase is not known.
const Refusal* RefusalOfCode(int code);
const Refusal* RefusalOfProblem(std::string_view type);
const Refusal* RefusalOfText(std::string_view text);
// The documented default for everything else; knows every status.
const Refusal& RefusalOfStatus(int status);
// The row of a token of reasons.hpp; a token without a row is a bug and throws.
const Refusal& RefusalOf(std::string_view reason);

}  // namespace twitter
