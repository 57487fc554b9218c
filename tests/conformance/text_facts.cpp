// What our rules say of texts: one JSON string a line in, one JSON object a line out. Ranges count
// UTF-16 units, as twitter-text's do.
#include <algorithm>
#include <iostream>
#include <string>

#include <boost/json.hpp>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/entities.hpp"
#include "twitter_channel/tweet_text/urls.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace {

namespace json = boost::json;
using twitter::ByteRange;
using twitter::Entity;

std::size_t Utf16Position(std::string_view text, std::size_t position) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < position;) {
    units += static_cast<std::size_t>(U16_LENGTH(twitter::NextCodePoint(text, at)));
  }
  return units;
}

json::array RangeJson(std::string_view text, const ByteRange& range) {
  return {Utf16Position(text, range.begin), Utf16Position(text, range.end)};
}

json::array RangesJson(std::string_view text, const std::vector<Entity>& entities) {
  json::array ranges;
  for (const Entity& entity : entities) ranges.push_back(RangeJson(text, entity.range));
  return ranges;
}

bool HoldsInvalidCharacters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (twitter::IsInvalidInPosts(twitter::NextCodePoint(text, at))) return true;
  }
  return false;
}

json::object FactsOf(std::string_view text) {
  const std::size_t length = twitter::WeightedLength(text);
  json::array urls;
  for (const ByteRange& url : twitter::FindUrls(text)) urls.push_back(RangeJson(text, url));
  return {{"length", length},
          {"valid", length > 0 && length <= twitter::kPostLimit && !HoldsInvalidCharacters(text)},
          {"urls", std::move(urls)},
          {"mentions", RangesJson(text, twitter::FindMentions(text))},
          {"hashtags", RangesJson(text, twitter::FindHashtags(text))},
          {"cashtags", RangesJson(text, twitter::FindCashtags(text))},
          {"entities", RangesJson(text, twitter::FindEntities(text))}};
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const json::string text = json::parse(line).as_string();
    std::cout << json::serialize(FactsOf({text.data(), text.size()})) << '\n';
  }
  return 0;
}
