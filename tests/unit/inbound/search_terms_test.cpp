// What search terms are compared with.
#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter::testing {
namespace {

Routing RouteWith(const std::vector<SearchRule>& rules, const Post& post) {
  Account account;
  account.external_id = kOurUserId;
  account.screen_name = "AcmeHelp";
  account.settings.search = rules;
  account.settings.terms = BuildTermIndex(rules);
  return RoutePost(post, account);
}

Post Saying(std::string text) {
  Post post;
  post.id = "1";
  post.author.id = kCustomerId;
  post.text = std::move(text);
  return post;
}

TEST(SearchTerms, TheFirstRowOfTheListWins) {
  const Routing routing = RouteWith({{"late", "3"}, {"parcel", "4"}}, Saying("parcel is late"));
  EXPECT_EQ(routing.source, Source::kSearchTerm);
  EXPECT_EQ(routing.detail, "late");
  EXPECT_EQ(routing.group_id, "3");
}

TEST(SearchTerms, AllMatchesAreRecordedAsTheAdminWroteThem) {
  EXPECT_EQ(RouteWith({{"Late", "3"}, {"Parcel", "4"}}, Saying("parcel is late")).matches,
            (std::vector<Match>{{Source::kSearchTerm, "Late"}, {Source::kSearchTerm, "Parcel"}}));
}

TEST(SearchTerms, AreComparedWithTheDecodedText) {
  EXPECT_EQ(RouteWith({{"R&D", "3"}}, Saying("our R&amp;D team")).group_id, "3");
}

TEST(SearchTerms, AreComparedWithWhereLinksLead) {
  Post post = Saying("see https://t.co/a1");
  post.entities.urls.push_back({"https://t.co/a1", "https://acme.example/shop", "", {4, 19}});
  EXPECT_EQ(RouteWith({{"acme.example", "3"}}, post).group_id, "3");
}

TEST(SearchTerms, AFullWidthHashtagIsFoundByItsEntity) {
  Post post = Saying(
      "\xEF\xBC\x83"
      "acme");
  post.entities.hashtags.push_back({"acme", {0, 5}});
  EXPECT_EQ(RouteWith({{"#Acme", "3"}}, post).group_id, "3");
}

TEST(SearchTerms, AHandleIsFoundByItsMention) {
  Post post = Saying("hello");
  post.entities.mentions.push_back({"5", "AcmeShop", "", {0, 0}});
  EXPECT_EQ(RouteWith({{"@acmeshop", "3"}}, post).group_id, "3");
}

TEST(SearchTerms, ACashtagIsFound) {
  Post post = Saying("buy");
  post.entities.cashtags.push_back({"ACME", {0, 0}});
  EXPECT_EQ(RouteWith({{"$acme", "3"}}, post).group_id, "3");
}

TEST(SearchTerms, ATermDoesNotSpanTextAndEntities) {
  Post post = Saying("a");
  post.entities.hashtags.push_back({"b", {0, 0}});
  EXPECT_EQ(RouteWith({{"a#b", "3"}}, post).source, Source::kNone);
}

TEST(SearchTerms, ALongTweetIsSearchedToItsEnd) {
  EXPECT_EQ(RouteWith({{"somebody else's shoes", "3"}},
                      RecordedPost("tweet_create-user_mention_extended"))
                .group_id,
            "3");
}

}  // namespace
}  // namespace twitter::testing
