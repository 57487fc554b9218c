// The text rules of X: length, links, comparable form. Any bytes are text here.
#include <string>

#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "twitter_channel/tweet_text/comparable_text.hpp"
#include "twitter_channel/tweet_text/urls.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace {

using fuzz::Require;

void CheckLinks(std::string_view text) {
  std::size_t position = 0;
  for (const twitter::ByteRange& link : twitter::FindUrls(text)) {
    Require(link.begin >= position && link.end > link.begin && link.end <= text.size(),
            "links follow each other inside the text");
    position = link.end;
  }
}

void CheckLength(std::string_view text) {
  const std::string normalized = twitter::ToNfc(text);
  const std::size_t links = twitter::FindUrls(normalized).size();
  const std::size_t length = twitter::WeightedLength(text);
  Require(length <= 2 * twitter::CodePointCount(normalized) + twitter::kShortUrlLength * links,
          "a character weighs two at most");
  Require(text.empty() == (length == 0), "some text has some length");
  Require(twitter::WeightedLength(normalized) == length, "NFC weighs what the text weighs");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  CheckLinks(text);
  CheckLength(text);
  const std::string comparable = twitter::ComparableText(text);
  Require(chp::IsUtf8(comparable), "a comparable text is UTF-8");
  Require(twitter::ComparableText(comparable) == comparable, "a comparable text is comparable");
  const twitter::LeadingHandles leading = twitter::SplitLeadingHandles(text);
  Require(text.ends_with(leading.rest), "what follows the handles is the end of the text");
  return 0;
}
