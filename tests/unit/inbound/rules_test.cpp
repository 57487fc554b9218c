// What an admin's rules let in and keep out, and why.
#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/attributes.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter::testing {
namespace {

class RulesTest : public ::testing::Test {
 protected:
  RulesTest() {
    account_.external_id = kOurUserId;
    account_.screen_name = "AcmeHelp";
    account_.settings.mentions_group = "1";
    account_.settings.direct_messages_group = "2";
    post_.id = "10";
    post_.author.id = kCustomerId;
    post_.author.screen_name = "Jo_Doe";
    post_.lang = "en";
    Naming("@AcmeHelp my parcel is late");
  }

  void Naming(std::string text) {
    post_.text = std::move(text);
    post_.entities.mentions = {{std::string(kOurUserId), "AcmeHelp", "Acme", {0, 9}}};
  }
  void Rules(std::vector<Rule> rules) {
    account_.settings.rules = std::make_shared<const RuleBook>(std::move(rules));
  }
  bool Taken() const { return RoutePost(post_, account_).disposition == Disposition::kOpen; }
  std::vector<RuledOut> Refusals() const { return RoutePost(post_, account_).refusals; }

  Account account_;
  Post post_;
};

TEST_F(RulesTest, WithoutRulesEveryMatchIsTaken) { EXPECT_TRUE(Taken()); }

TEST_F(RulesTest, AnExcludedWordKeepsAPostOutAndSaysSo) {
  Rules({{RuleKind::kExcludeWord, "Parcel", {}}});
  EXPECT_FALSE(Taken());
  EXPECT_EQ(Refusals(), (std::vector<RuledOut>{{Source::kMention, "exclude_word", "Parcel"}}));
}

TEST_F(RulesTest, AnExcludedWordIsAWholeWord) {
  Rules({{RuleKind::kExcludeWord, "par", {}}, {RuleKind::kExcludeWord, "is la", {}}});
  EXPECT_TRUE(Taken());
}

TEST_F(RulesTest, AnExcludedHashtagIsFoundAmongTheEntities) {
  Rules({{RuleKind::kExcludeWord, "#giveaway", {}}});
  EXPECT_TRUE(Taken());
  post_.entities.hashtags = {{"GiveAway", {0, 0}}};
  EXPECT_FALSE(Taken());
}

TEST_F(RulesTest, WithIncludedWordsOnePostNeedsOneOfThem) {
  Rules({{RuleKind::kIncludeWord, "refund", {}}, {RuleKind::kIncludeWord, "parcel", {}}});
  EXPECT_TRUE(Taken());
  Naming("@AcmeHelp hello");
  EXPECT_FALSE(Taken());
  EXPECT_EQ(Refusals(), (std::vector<RuledOut>{{Source::kMention, "include_word", ""}}));
}

TEST_F(RulesTest, TheWordThatLetAPostInIsKeptAsTheReason) {
  Rules({{RuleKind::kIncludeWord, "parcel", {}}});
  EXPECT_EQ(RoutePost(post_, account_).matches,
            (std::vector<Match>{{Source::kMention, "AcmeHelp", "include_word", "parcel"}}));
}

TEST_F(RulesTest, AnExcludedWordIsStrongerThanAnIncludedOne) {
  Rules({{RuleKind::kIncludeWord, "parcel", {}}, {RuleKind::kExcludeWord, "late", {}}});
  EXPECT_FALSE(Taken());
}

TEST_F(RulesTest, ARuleOfOneSourceLeavesTheOthersAlone) {
  account_.settings.search = {{"parcel", "3"}};
  account_.settings.terms = BuildTermIndex(account_.settings.search);
  Rules({{RuleKind::kExcludeWord, "late", Source::kMention}});
  const Routing routing = RoutePost(post_, account_);
  EXPECT_EQ(routing.source, Source::kSearchTerm);
  EXPECT_EQ(routing.group_id, "3");
  EXPECT_EQ(routing.refusals.size(), 1u);
}

TEST_F(RulesTest, TheSameWordMayStandInRulesOfTwoSources) {
  account_.settings.search = {{"parcel", "3"}};
  account_.settings.terms = BuildTermIndex(account_.settings.search);
  Rules({{RuleKind::kExcludeWord, "late", Source::kSearchTerm},
         {RuleKind::kExcludeWord, "LATE", Source::kMention}});
  EXPECT_FALSE(Taken());
  EXPECT_EQ(Refusals().size(), 2u);
}

TEST_F(RulesTest, ABlockedAuthorIsKnownByHandleWhateverItsCase) {
  Rules({{RuleKind::kBlockAuthor, "@jo_doe", {}}});
  EXPECT_FALSE(Taken());
}

TEST_F(RulesTest, ABlockedAuthorIsKnownByIdWhenTheHandleChanges) {
  Rules({{RuleKind::kBlockAuthor, std::string(kCustomerId), {}}});
  post_.author.screen_name = "somebody_else";
  EXPECT_FALSE(Taken());
}

TEST_F(RulesTest, ABlockedAuthorDoesNotJoinAConversation) {
  post_.in_reply_to_post_id = "9";
  post_.entities.mentions.clear();
  EXPECT_EQ(RoutePost(post_, account_).disposition, Disposition::kJoin);
  Rules({{RuleKind::kBlockAuthor, "@jo_doe", {}}});
  EXPECT_EQ(RoutePost(post_, account_).disposition, Disposition::kContext);
}

TEST_F(RulesTest, AnExcludedWordDoesNotTearAConversation) {
  post_.in_reply_to_post_id = "9";
  Rules({{RuleKind::kExcludeWord, "late", {}}});
  EXPECT_EQ(RoutePost(post_, account_).disposition, Disposition::kJoin);
}

TEST_F(RulesTest, OwnStaffIsLeftOut) {
  Rules({{RuleKind::kStaff, "@Jo_Doe", {}}});
  EXPECT_EQ(RoutePost(post_, account_).disposition, Disposition::kContext);
  EXPECT_EQ(Refusals().front().rule, "staff");
}

TEST_F(RulesTest, WithAllowedAuthorsOthersStayOutside) {
  Rules({{RuleKind::kAllowAuthor, "@partner", {}}});
  EXPECT_FALSE(Taken());
  post_.author.screen_name = "Partner";
  EXPECT_TRUE(Taken());
}

TEST_F(RulesTest, WithLanguagesOtherLanguagesStayOutside) {
  Rules({{RuleKind::kLanguage, "de", {}}, {RuleKind::kLanguage, "pt-BR", {}}});
  EXPECT_FALSE(Taken());
  post_.lang = "pt";
  EXPECT_TRUE(Taken());
}

TEST_F(RulesTest, ALanguageThatXCouldNotGuessPasses) {
  Rules({{RuleKind::kLanguage, "de", {}}});
  for (const char* unknown : {"", "und", "zxx", "qme", "qht"}) {
    post_.lang = unknown;
    EXPECT_TRUE(Taken()) << unknown;
  }
}

TEST_F(RulesTest, RulesHoldForDirectMessagesToo) {
  DirectMessage message;
  message.sender.id = kCustomerId;
  message.recipient.id = kOurUserId;
  message.text = "buy &amp; win";
  EXPECT_EQ(RouteDirectMessage(message, account_).disposition, Disposition::kOpen);
  Rules({{RuleKind::kExcludeWord, "buy & win", Source::kDirectMessage}});
  EXPECT_EQ(RouteDirectMessage(message, account_).disposition, Disposition::kContext);
}

TEST_F(RulesTest, OwnMessagesAreNotJudged) {
  Rules({{RuleKind::kExcludeWord, "parcel", {}}, {RuleKind::kAllowAuthor, "@partner", {}}});
  post_.author.id = kOurUserId;
  EXPECT_EQ(RoutePost(post_, account_).source, Source::kOwn);
  EXPECT_TRUE(Refusals().empty());
}

TEST_F(RulesTest, TheArticleKeepsWhatWasRefusedAndWhy) {
  Rules({{RuleKind::kExcludeWord, "late", {}}});
  EXPECT_EQ(MatchJson(RoutePost(post_, account_)),
            R"({"source":null,"detail":null,"matches":[{"source":"mention","detail":"AcmeHelp"}],)"
            R"("refused":[{"source":"mention","rule":"exclude_word","value":"late"}]})");
}

TEST_F(RulesTest, RepliesCanBeIgnoredWhileMentionsAreCollected) {
  post_.in_reply_to_user_id = kOurUserId;
  post_.in_reply_to_post_id = "9";
  post_.display_start = 10;
  EXPECT_TRUE(Taken());
  account_.settings.ignore_replies = true;
  EXPECT_FALSE(Taken());
}

TEST_F(RulesTest, AQuoteThatIsIgnoredIsStillAMention) {
  post_.quoted_post_id = "9";
  Post ours;
  ours.id = "9";
  ours.author.id = kOurUserId;
  post_.quoted = std::make_shared<const Post>(std::move(ours));
  account_.settings.quotes_group = "4";
  EXPECT_EQ(RoutePost(post_, account_).source, Source::kMention);
  post_.entities.mentions.clear();
  EXPECT_EQ(RoutePost(post_, account_).group_id, "4");
  account_.settings.ignore_quotes = true;
  EXPECT_FALSE(Taken());
}

TEST_F(RulesTest, RepostsMayHaveAGroupOfTheirOwn) {
  account_.settings.track_retweets = true;
  post_.reposted_post_id = "9";
  EXPECT_EQ(RoutePost(post_, account_).group_id, "1");
  account_.settings.reposts_group = "5";
  EXPECT_EQ(RoutePost(post_, account_).group_id, "5");
}

}  // namespace
}  // namespace twitter::testing
