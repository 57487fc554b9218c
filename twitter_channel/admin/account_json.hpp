// A linked account as the host keeps it. Its profile comes back with every configuration
// (config.hpp): what X did not say is left out.
#pragma once

#include <string>

#include "twitter_channel/domain.hpp"

namespace twitter {

std::string AccountJson(const User& user);

}  // namespace twitter
