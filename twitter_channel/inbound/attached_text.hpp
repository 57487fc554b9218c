// What a post or message carries beside its own text, as text: the quoted post, a poll, the preview
// of a link, a place. Each begins with an empty line; empty when there is nothing. NUL bytes are
// left out.
#pragma once

#include <string>

#include "twitter_channel/domain.hpp"

namespace twitter {

std::string AttachedText(const Post& post);
std::string AttachedText(const DirectMessage& message);

}  // namespace twitter
