// Text as code points: X counts and indexes posts that way (x_api.md 2.6).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xsim {

// Nothing when the bytes are not valid UTF-8.
std::optional<std::u32string> DecodeUtf8(std::string_view bytes);
std::string EncodeUtf8(std::u32string_view text);
bool IsValidUtf8(std::string_view bytes);
// ASCII only, as handles and search words need it.
std::string LowerCase(std::string_view text);

}  // namespace xsim
