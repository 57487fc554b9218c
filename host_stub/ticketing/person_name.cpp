// How a person who writes for the first time is called here. Letters of all scripts: ICU.
#include "host_stub/ticketing/person_name.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

// All letters, and all of them capitals or all of them small.
bool IsInOneCase(const icu::UnicodeString& part) {
  bool upper = true;
  bool lower = true;
  for (int32_t at = 0; at < part.length(); at = part.moveIndex32(at, 1)) {
    const UChar32 letter = part.char32At(at);
    upper = upper && u_isUUppercase(letter);
    lower = lower && u_isULowercase(letter);
  }
  return !part.isEmpty() && (upper || lower);
}

std::string Capitalised(std::string_view text) {
  icu::UnicodeString part = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (!IsInOneCase(part)) return std::string(text);
  const int32_t first = part.moveIndex32(0, 1);
  icu::UnicodeString head(part, 0, first);
  icu::UnicodeString tail(part, first);
  std::string result;
  (head.toUpper(icu::Locale::getRoot()) + tail.toLower(icu::Locale::getRoot()))
      .toUTF8String(result);
  return result;
}

// Where the first name ends: after the first word, or the second one behind a title.
std::size_t EndOfFirstName(std::string_view name) {
  const std::size_t space = name.find(' ');
  const std::string word = LowerAscii(name.substr(0, space));
  const bool is_title = word == "dr." || word == "prof.";
  if (!is_title || space == std::string_view::npos) return space;
  return name.find(' ', space + 1);
}

PersonName Split(const std::string& name) {
  if (const std::size_t comma = name.find(','); comma != std::string::npos) {
    const std::string before = Trimmed(name.substr(0, comma));
    const std::string after = Trimmed(name.substr(comma + 1));
    if (!before.empty() && !after.empty()) return {after, before};
  }
  const std::size_t end = EndOfFirstName(name);
  if (end == std::string::npos) return {name, ""};
  return {name.substr(0, end), Trimmed(name.substr(end + 1))};
}

}  // namespace

PersonName SplitName(std::string_view display_name) {
  const PersonName name = Split(Trimmed(display_name));
  return {Capitalised(name.firstname), Capitalised(name.lastname)};
}

}  // namespace stub
