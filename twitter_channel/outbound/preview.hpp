// The composer's result as the JSON of chp.compose (channel_extensions.h).
#pragma once

#include <string>

#include "twitter_channel/outbound/composer.hpp"

namespace twitter {

std::string PreviewJson(const Composition& composition);

}  // namespace twitter
