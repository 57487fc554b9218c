// An agent's text as it can be sent: one style of line ends, nothing in it that X refuses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace twitter {

struct CleanText {
  std::string text;         // without white space around
  std::size_t removed = 0;  // characters left out: control characters and those X refuses
};

// `text` is UTF-8. Invisible characters that mean something stay: joiners, direction marks,
// variation selectors.
CleanText Cleaned(std::string_view text);

// Whether a reader would see anything of it.
bool HasVisibleText(std::string_view text);

}  // namespace twitter
