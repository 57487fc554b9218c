// Why a message is taken, and by which group.
#include "twitter_channel/inbound/router.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

Account Usual() { return AccountOf(kUsualSync); }

Post From(std::string_view author_id, std::string text) {
  Post post;
  post.id = "1601234567890123000";
  post.author.id = author_id;
  post.text = std::move(text);
  return post;
}

MentionEntity Naming(std::string_view user_id, Span span) {
  return {std::string(user_id), "somebody", "", span};
}

Post Answering(std::string_view post_id, std::string_view user_id) {
  Post post = From(kCustomerId, "an answer");
  post.in_reply_to_post_id = post_id;
  post.in_reply_to_user_id = user_id;
  return post;
}

Post Quoting(std::string_view author_id) {
  Post quoted = From(author_id, "what is quoted");
  Post post = From(kCustomerId, "look at this");
  post.quoted_post_id = quoted.id;
  post.quoted = std::make_shared<const Post>(quoted);
  return post;
}

Post Reposting(std::string_view author_id, std::string text) {
  Post original = From(author_id, text);
  Post post = From(kCustomerId, "RT @x: " + text);
  post.reposted_post_id = original.id;
  post.reposted = std::make_shared<const Post>(original);
  return post;
}

TEST(Router, AMentionOpens) {
  Post post = From(kCustomerId, "hello @AcmeHelp");
  post.entities.mentions.push_back(Naming(kOurUserId, {6, 15}));
  const Routing routing = RoutePost(post, Usual());
  EXPECT_EQ(routing.disposition, Disposition::kOpen);
  EXPECT_EQ(routing.source, Source::kMention);
  EXPECT_EQ(routing.group_id, "1");
}

TEST(Router, AMentionOfSomebodyElseIsContext) {
  Post post = From(kCustomerId, "hello @SamOkafor");
  post.entities.mentions.push_back(Naming(kSamId, {6, 16}));
  const Routing routing = RoutePost(post, Usual());
  EXPECT_EQ(routing.disposition, Disposition::kContext);
  EXPECT_EQ(routing.source, Source::kNone);
}

TEST(Router, AMentionWithoutAGroupIsContextAndRecorded) {
  Post post = From(kCustomerId, "hello @AcmeHelp");
  post.entities.mentions.push_back(Naming(kOurUserId, {6, 15}));
  const Routing routing = RoutePost(post, AccountOf("{}"));
  EXPECT_EQ(routing.disposition, Disposition::kContext);
  EXPECT_EQ(routing.matches, (std::vector<Match>{{Source::kMention, "AcmeHelp"}}));
}

TEST(Router, AReplyToUsIsAReply) {
  const Routing routing = RoutePost(Answering("99", kOurUserId), Usual());
  EXPECT_EQ(routing.source, Source::kReply);
  EXPECT_EQ(routing.group_id, "1");
}

TEST(Router, TheRepliesGroupWinsOverMentions) {
  const Account account = AccountOf(R"({"mentions":{"group_id":"1"},"replies":{"group_id":"3"}})");
  Post post = Answering("99", kOurUserId);
  post.entities.mentions.push_back(Naming(kOurUserId, {20, 29}));
  EXPECT_EQ(RoutePost(post, account).group_id, "3");
}

TEST(Router, AReplyRecordsAMentionOutsideItsPrefixToo) {
  Post post = Answering("99", kOurUserId);
  post.display_start = 10;
  post.entities.mentions = {Naming(kOurUserId, {0, 9}), Naming(kOurUserId, {20, 29})};
  EXPECT_EQ(RoutePost(post, Usual()).matches,
            (std::vector<Match>{{Source::kReply, "AcmeHelp"}, {Source::kMention, "AcmeHelp"}}));
}

TEST(Router, ThePrefixOfAReplyToUsIsNoMentionOfItsOwn) {
  Post post = Answering("99", kOurUserId);
  post.display_start = 10;
  post.entities.mentions = {Naming(kOurUserId, {0, 9})};
  EXPECT_EQ(RoutePost(post, Usual()).matches, (std::vector<Match>{{Source::kReply, "AcmeHelp"}}));
}

TEST(Router, ThePrefixOfAReplyToSomebodyElseIsAMention) {
  Post post = Answering("99", kSamId);
  post.display_start = 21;
  post.entities.mentions = {Naming(kSamId, {0, 10}), Naming(kOurUserId, {11, 20})};
  const Routing routing = RoutePost(post, Usual());
  EXPECT_EQ(routing.disposition, Disposition::kOpen);
  EXPECT_EQ(routing.source, Source::kMention);
}

TEST(Router, AReplyInAThreadThatDoesNotNameUsJoins) {
  const Routing routing = RoutePost(Answering("99", kSamId), Usual());
  EXPECT_EQ(routing.disposition, Disposition::kJoin);
  EXPECT_EQ(routing.group_id, "");
}

TEST(Router, AReplyToUsWithoutAnyGroupJoins) {
  EXPECT_EQ(RoutePost(Answering("99", kOurUserId), AccountOf("{}")).disposition,
            Disposition::kJoin);
}

TEST(Router, AQuoteOfUsGoesToTheQuotesGroup) {
  const Account account = AccountOf(R"({"mentions":{"group_id":"1"},"quotes":{"group_id":"4"}})");
  const Routing routing = RoutePost(Quoting(kOurUserId), account);
  EXPECT_EQ(routing.source, Source::kQuote);
  EXPECT_EQ(routing.group_id, "4");
}

TEST(Router, AQuoteThatDoesNotNameUsNeedsAQuotesGroup) {
  const Routing routing = RoutePost(Quoting(kOurUserId), Usual());
  EXPECT_EQ(routing.disposition, Disposition::kContext);
  EXPECT_EQ(routing.matches, (std::vector<Match>{{Source::kQuote, "AcmeHelp"}}));
}

TEST(Router, AQuoteThatNamesUsIsAMention) {
  Post post = Quoting(kOurUserId);
  post.entities.mentions.push_back(Naming(kOurUserId, {0, 9}));
  const Routing routing = RoutePost(post, Usual());
  EXPECT_EQ(routing.source, Source::kMention);
  EXPECT_EQ(routing.group_id, "1");
}

TEST(Router, AQuoteOfSomebodyElseIsNoQuoteOfUs) {
  const Account account = AccountOf(R"({"quotes":{"group_id":"4"}})");
  EXPECT_EQ(RoutePost(Quoting(kSamId), account).source, Source::kNone);
}

TEST(Router, AQuoteThatXDidNotSendAlongIsKnownByItsLink) {
  Post post = From(kCustomerId, "look https://t.co/q");
  post.quoted_post_id = "77";
  post.entities.urls.push_back(
      {"https://t.co/q", "https://twitter.com/acmehelp/status/77", "", {5, 19}});
  EXPECT_EQ(RoutePost(post, AccountOf(R"({"quotes":{"group_id":"4"}})")).source, Source::kQuote);
}

// P41
TEST(Router, ARepostIsDroppedUnlessTracked) {
  EXPECT_EQ(RoutePost(Reposting(kOurUserId, "news"), Usual()).disposition, Disposition::kDrop);
}

// P40
TEST(Router, ATrackedRepostOfUsGoesToTheMentionsGroup) {
  const Account account = AccountOf(R"({"mentions":{"group_id":"1"},"track_retweets":true})");
  const Routing routing = RoutePost(Reposting(kOurUserId, "news"), account);
  EXPECT_EQ(routing.disposition, Disposition::kOpen);
  EXPECT_EQ(routing.source, Source::kRepost);
  EXPECT_EQ(routing.group_id, "1");
}

TEST(Router, ATrackedRepostGoesWhereASearchTermSendsIt) {
  const Account account =
      AccountOf(R"({"search":[{"term":"news","group_id":"5"}],"track_retweets":true})");
  const Routing routing = RoutePost(Reposting(kSamId, "the news"), account);
  EXPECT_EQ(routing.source, Source::kRepost);
  EXPECT_EQ(routing.group_id, "5");
}

TEST(Router, ATrackedRepostNobodyWantsIsContext) {
  const Account account = AccountOf(R"({"mentions":{"group_id":"1"},"track_retweets":true})");
  EXPECT_EQ(RoutePost(Reposting(kSamId, "the news"), account).disposition, Disposition::kContext);
}

// P42 as plugin_abi.md A12 replaced it: an own broadcast is context.
TEST(Router, OurOwnPostIsContextEvenIfItNamesUs) {
  Post post = From(kOurUserId, "@AcmeHelp is open");
  post.entities.mentions.push_back(Naming(kOurUserId, {0, 9}));
  const Routing routing = RoutePost(post, Usual());
  EXPECT_EQ(routing.disposition, Disposition::kContext);
  EXPECT_EQ(routing.source, Source::kOwn);
  EXPECT_EQ(routing.group_id, "");
}

TEST(Router, OurOwnAnswerJoins) {
  Post post = Answering("99", kCustomerId);
  post.author.id = kOurUserId;
  EXPECT_EQ(RoutePost(post, Usual()).disposition, Disposition::kJoin);
}

TEST(Router, OurOwnRepostIsDroppedUnlessTracked) {
  Post post = Reposting(kSamId, "news");
  post.author.id = kOurUserId;
  EXPECT_EQ(RoutePost(post, Usual()).disposition, Disposition::kDrop);
}

TEST(Router, AnotherAccountOfOursIsTreatedLikeAnyAuthor) {
  Post post = From(kSamId, "hello @AcmeHelp");
  post.entities.mentions.push_back(Naming(kOurUserId, {6, 15}));
  EXPECT_EQ(RoutePost(post, Usual()).source, Source::kMention);
}

DirectMessage Direct(std::string_view sender_id, std::string_view recipient_id) {
  DirectMessage message;
  message.id = "1";
  message.sender.id = sender_id;
  message.recipient.id = recipient_id;
  return message;
}

TEST(Router, ADirectMessageToUsOpens) {
  const Routing routing = RouteDirectMessage(Direct(kCustomerId, kOurUserId), Usual());
  EXPECT_EQ(routing.disposition, Disposition::kOpen);
  EXPECT_EQ(routing.source, Source::kDirectMessage);
  EXPECT_EQ(routing.group_id, "2");
}

TEST(Router, OurOwnDirectMessageOpensAsOwn) {
  const Routing routing = RouteDirectMessage(Direct(kOurUserId, kCustomerId), Usual());
  EXPECT_EQ(routing.disposition, Disposition::kOpen);
  EXPECT_EQ(routing.source, Source::kOwn);
}

TEST(Router, ADirectMessageWithoutAGroupIsContext) {
  EXPECT_EQ(RouteDirectMessage(Direct(kCustomerId, kOurUserId), AccountOf("{}")).disposition,
            Disposition::kContext);
}

TEST(Router, ADirectMessageToOurselvesIsContext) {
  EXPECT_EQ(RouteDirectMessage(Direct(kOurUserId, kOurUserId), Usual()).disposition,
            Disposition::kContext);
}

TEST(Router, NamesEverySource) {
  EXPECT_EQ(SourceName(Source::kOwn), "own");
  EXPECT_EQ(SourceName(Source::kDirectMessage), "direct_message");
  EXPECT_EQ(SourceName(Source::kRepost), "repost");
  EXPECT_EQ(SourceName(Source::kReply), "reply");
  EXPECT_EQ(SourceName(Source::kMention), "mention");
  EXPECT_EQ(SourceName(Source::kQuote), "quote");
  EXPECT_EQ(SourceName(Source::kSearchTerm), "search_term");
  EXPECT_EQ(SourceName(Source::kNone), "");
}

}  // namespace
}  // namespace twitter::testing
