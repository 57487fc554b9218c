// What people read instead of content that X withholds.
#pragma once

#include <string>

#include "twitter_channel/domain.hpp"

namespace twitter {

// One sentence; empty when nothing is withheld.
std::string WithheldText(const Withholding& withheld);

}  // namespace twitter
