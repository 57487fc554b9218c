// The page a person sees who pressed Cancel at X.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/channel.hpp"

namespace twitter {

std::string EscapeHtml(std::string_view text);
// 200, no script; `back_url` leads to the channel's settings.
chp::InboundResponse RefusalPage(std::string_view back_url);

}  // namespace twitter
