// A long answer as a thread, and what is looked for in it: nothing is lost, every part fits.
#include <algorithm>
#include <string>

#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "twitter_channel/outbound/private_data.hpp"
#include "twitter_channel/outbound/thread.hpp"
#include "twitter_channel/tweet_text/entities.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace {

using fuzz::Require;

constexpr std::string_view kInitials = "/AS";

bool IsBorder(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

void CheckRange(twitter::ByteRange range, std::size_t not_before, std::string_view text) {
  Require(range.begin >= not_before && range.end > range.begin && range.end <= text.size(),
          "what is found stands in order inside the text");
  Require(IsBorder(text, range.begin) && IsBorder(text, range.end), "no character is cut");
}

void CheckFound(std::string_view text) {
  std::size_t position = 0;
  for (const twitter::Entity& entity : twitter::FindEntities(text)) {
    CheckRange(entity.range, position, text);
    position = entity.range.end;
  }
  position = 0;
  for (const auto& found : twitter::FindPrivateData(text, {"AB-######", "A?####"})) {
    CheckRange(found.range, position, text);
    position = found.range.begin;
  }
}

// All but white space, which may go where a text is cut, and characters beyond ASCII.
std::string Visible(std::string_view text) {
  std::string visible;
  std::copy_if(text.begin(), text.end(), std::back_inserter(visible),
               [](char byte) { return byte > ' ' && byte < 0x7F; });
  return visible;
}

// The part without the initials and the number that follow it.
std::string_view WordsOf(std::string_view part, std::size_t number, std::size_t parts) {
  const std::string count = "\n" + std::to_string(number) + "/" + std::to_string(parts);
  const std::size_t at = part.rfind(count);
  Require(at != std::string_view::npos, "a part has its number");
  return part.substr(0, at);
}

void CheckThread(const std::vector<std::string>& parts, std::string_view text) {
  Require(parts.size() <= twitter::kMostParts, "so many parts are read");
  std::string words;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    Require(chp::IsUtf8(parts[index]), "a part is UTF-8");
    Require(twitter::WeightedLength(parts[index]) <= twitter::kPostLimit, "a part fits");
    words += WordsOf(parts[index], index + 1, parts.size());
  }
  Require(Visible(words) == Visible(text), "nothing is lost");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  if (!chp::IsUtf8(text)) return 0;  // no host hands it over
  CheckFound(text);
  const auto parts = twitter::ThreadOf(text, kInitials, twitter::kPostLimit);
  if (parts) {
    CheckThread(*parts, twitter::ToNfc(text));
  } else {
    Require(parts.error().reason == "compose.unsplittable" ||
                parts.error().reason == "compose.thread_too_long",
            "a refusal has its reason");
  }
  return 0;
}
