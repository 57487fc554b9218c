#include "tests/x_simulator/base/url.hpp"

#include <algorithm>

#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {

std::optional<Url> ParseUrl(std::string_view text) {
  const bool clean = std::all_of(text.begin(), text.end(),
                                 [](char letter) { return letter > ' ' && letter != 0x7F; });
  const std::size_t separator = text.find("://");
  if (!clean || separator == text.npos) return std::nullopt;
  Url url;
  url.scheme = LowerCase(text.substr(0, separator));
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  text = text.substr(separator + 3);
  text = text.substr(0, text.find('#'));
  const std::size_t end = text.find_first_of("/?");
  url.authority = LowerCase(text.substr(0, end));
  if (url.authority.empty() || url.authority.find('@') != url.authority.npos) return std::nullopt;
  text = end == text.npos ? std::string_view() : text.substr(end);
  const std::size_t question = text.find('?');
  url.path = std::string(text.substr(0, question));
  if (url.path.empty()) url.path = "/";
  if (question != text.npos) url.query = std::string(text.substr(question + 1));
  return url;
}

}  // namespace xsim
