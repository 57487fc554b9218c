// Half a character: X's texts may hold escapes like "\\ud83d" without their other half, which is no
// Unicode and which Boost.JSON refuses. The message shall not be lost for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace twitter {

// The JSON text with every lone surrogate escape replaced by "\\ufffd"; nothing when it has none.
std::optional<std::string> WithoutLoneSurrogates(std::string_view json);

}  // namespace twitter
