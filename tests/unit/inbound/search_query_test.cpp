// Search terms in X's query language.
#include "twitter_channel/inbound/search_query.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

AccountSettings Searching(const std::vector<std::string>& terms) {
  AccountSettings settings;
  for (const std::string& term : terms) settings.search.push_back({term, "1"});
  return settings;
}

TEST(SearchQuery, WordsTagsHandlesAndSymbolsStandAsTheyAre) {
  for (const char* term : {"parcel", "#acme", "@acme", "$ACM", "寿司", "#straße"}) {
    EXPECT_EQ(OperandFor(term), term);
  }
}

TEST(SearchQuery, SeveralWordsArePhrases) {
  EXPECT_EQ(OperandFor(" acme support "), "\"acme support\"");
  EXPECT_EQ(OperandFor("\"acme support\""), "\"acme support\"");
}

TEST(SearchQuery, NothingInATermActsAsAnOperator) {
  EXPECT_EQ(OperandFor("OR"), "\"OR\"");
  EXPECT_EQ(OperandFor("-acme"), "\"-acme\"");
  EXPECT_EQ(OperandFor("from:acme"), "\"from:acme\"");
  EXPECT_EQ(OperandFor("a) OR (b"), "\"a) OR (b\"");
  EXPECT_EQ(OperandFor("say \"hi\" to\nacme"), "\"say  hi  to acme\"");
}

TEST(SearchQuery, BlankTermsAndBareSignsAreNotLookedFor) {
  for (const char* term : {"", " ", "#", "\"@\""}) EXPECT_EQ(OperandFor(term), "");
}

TEST(SearchQuery, TermsShareAQuery) {
  EXPECT_EQ(QueriesFor(Searching({"#acme", "acme support"})),
            std::vector<std::string>{"(#acme OR \"acme support\") -filter:retweets"});
}

TEST(SearchQuery, RepostsAreLookedForWhenTheyAreCollected) {
  AccountSettings settings = Searching({"#acme"});
  settings.track_retweets = true;
  EXPECT_EQ(QueriesFor(settings), std::vector<std::string>{"(#acme)"});
}

TEST(SearchQuery, NoQueryIsLongerThanXTakes) {
  std::vector<std::string> terms;
  for (int i = 0; i < 1000; ++i) terms.push_back("term" + std::to_string(i));
  const auto queries = QueriesFor(Searching(terms));
  std::string all;
  for (const std::string& query : queries) {
    EXPECT_LE(query.size(), kLongestSearchQuery);
    all += query;
  }
  for (const std::string& term : terms) {
    EXPECT_TRUE(all.find(term + " ") != std::string::npos ||
                all.find(term + ")") != std::string::npos)
        << term;
  }
  EXPECT_LE(queries.size(), 30u);
}

TEST(SearchQuery, CharactersAreCountedNotBytes) {
  const std::string word(490, 'x');
  std::string wide;
  for (int i = 0; i < 160; ++i) wide += "寿";
  EXPECT_EQ(QueriesFor(Searching({wide, wide})).size(), 1u);
  EXPECT_EQ(QueriesFor(Searching({word})).size(), 0u);  // fits into no query
}

TEST(SearchQuery, ARowWithoutGroupIsNotLookedFor) {
  AccountSettings settings;
  settings.search = {{"parcel", ""}};
  EXPECT_TRUE(QueriesFor(settings).empty());
}

TEST(SearchQuery, TodaysApiHasItsOwnWordForReposts) {
  EXPECT_EQ(QueriesFor(Searching({"#acme"}), kLongestCurrentQuery, Generation::kCurrent),
            std::vector<std::string>{"(#acme) -is:retweet"});
}

}  // namespace
}  // namespace twitter
