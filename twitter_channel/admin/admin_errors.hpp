// Errors an administrator reads while connecting an app or an account. The texts of behaviour.md
// 2.2 and 3 are kept word by word: existing clients show and compare them.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

chp::Error ConfigError(std::string_view reason, std::string message);

// X's own sentence when there is one, else ours.
std::string WordsOf(const chp::Error& error);

// Why the request-token step failed, in the words of behaviour.md 2.2 step 3.
chp::Error RequestTokenError(const chp::Error& error);

}  // namespace twitter
