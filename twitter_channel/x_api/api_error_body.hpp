// What an error body says, whichever of X's shapes it has (x_api.md 5.1).
#pragma once

#include <string>
#include <string_view>

namespace twitter {

struct ErrorBody {
  int code = 0;  // v1.1 code of the first error; 0: none
  // Last segment of "type", e.g. "usage-capped"; empty for about:blank. The token of an OAuth 2.0
  // error otherwise, e.g. "invalid_grant".
  std::string problem_type;
  std::string text;  // X's own first sentence; unbounded and unchecked
};

// Never throws for what a body holds: not JSON, too deep, larger than 64 KiB or of other types
// gives empty fields.
ErrorBody ReadErrorBody(std::string_view body);

}  // namespace twitter
