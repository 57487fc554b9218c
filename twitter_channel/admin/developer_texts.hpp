// Action app.texts: what X's developer pages ask for, ready to be copied, with this helpdesk's own
// addresses and a use case made of what is switched on.
#pragma once

#include <string>

#include "twitter_channel/config.hpp"

namespace twitter {

// {"texts": [{"field": X's word for it, "text"}]}.
std::string DeveloperTexts(const Config& config);

}  // namespace twitter
