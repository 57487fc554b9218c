// X's text -> what people read: links say where they lead, "&amp;" is "&" (behaviour.md 5.6, 10).
#pragma once

#include <string>
#include <string_view>

#include "twitter_channel/domain.hpp"

namespace twitter {

// Every link of `entities` in `text` is replaced by what it leads to, and &amp; &lt; &gt; &quot;
// &#39; are decoded in the rest, once: what was replaced is not read again. NUL bytes are left out.
// Links stay as X wrote them where their targets would make the text longer than 128 KiB.
std::string ReadableText(std::string_view text, const Entities& entities);
// The same for a whole post; a repost that X cut off is completed from the original.
std::string ReadableText(const Post& post);

// The title of a ticket: at most 80 code points and "...", on one line. `text` is valid UTF-8.
std::string TitleFrom(std::string_view text);

}  // namespace twitter
