// Terms are text of an admin: nothing in them may act as an operator.
#include "twitter_channel/inbound/search_query.hpp"

#include <algorithm>

#include "twitter_channel/field_reader.hpp"
#include "twitter_channel/search_text.hpp"

namespace twitter {
namespace {

constexpr std::string_view kWithoutReposts = " -filter:retweets";
constexpr std::string_view kWithoutRepostsToday = " -is:retweet";
constexpr std::string_view kOr = " OR ";

bool IsWordCharacter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsWord(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsWordCharacter);
}

// Quotes and control characters have no place in a phrase.
std::string Phrase(std::string_view text) {
  std::string phrase;
  for (const char c : text) {
    const bool harmless = c != '"' && static_cast<unsigned char>(c) >= ' ' && c != '\x7f';
    phrase.push_back(harmless ? c : ' ');
  }
  return '"' + std::string(Trim(phrase)) + '"';
}

std::size_t Characters(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

}  // namespace

std::string OperandFor(std::string_view term) {
  if (PatternOf(term).text.empty()) return {};
  const std::string_view text = Trim(term);
  const bool has_sign = std::string_view("#@$").find(text.front()) != std::string_view::npos;
  if (IsWord(text.substr(has_sign ? 1 : 0)) && text != "OR" && text != "AND") {
    return std::string(text);
  }
  return Phrase(text);
}

std::vector<std::string> QueriesFor(const AccountSettings& settings, std::size_t longest,
                                    Generation generation) {
  const std::string_view without =
      generation == Generation::kCurrent ? kWithoutRepostsToday : kWithoutReposts;
  const std::string_view tail = settings.track_retweets ? std::string_view() : without;
  const std::size_t room = longest - std::string_view("()").size() - tail.size();
  std::vector<std::string> queries;
  std::string terms;
  const auto close = [&] {
    if (!terms.empty()) queries.push_back("(" + terms + ")" + std::string(tail));
    terms.clear();
  };
  for (const SearchRule& rule : settings.search) {
    const std::string operand = rule.group_id.empty() ? std::string() : OperandFor(rule.term);
    if (operand.empty() || Characters(operand) > room) continue;
    if (Characters(terms) + kOr.size() + Characters(operand) > room) close();
    if (!terms.empty()) terms += kOr;
    terms += operand;
  }
  close();
  return queries;
}

std::string QuotesQuery(std::string_view screen_name) {
  const std::string name(screen_name);
  return "url:\"" + name + "/status\" is:quote -is:retweet -from:" + name;
}

}  // namespace twitter
