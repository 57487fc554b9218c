// How long a reply may be, and what becomes of one that is longer.
#pragma once

#include <string>

#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/reply_options.hpp"

namespace twitter {

struct LengthRules {
  std::string ending;  // stands on a line of its own under the text; may be empty
  LongText long_text = LongText::kRefuse;
  bool may_post_long = false;  // the account, on X
};

// Fills in parts, lengths, length and limit, and puts the ending under the text. A composition that
// is refused already keeps its refusal and is only measured.
void FitLength(Composition& composition, const LengthRules& rules);

}  // namespace twitter
