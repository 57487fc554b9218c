// Replies longer than a post: refused with what would work, or a thread, or a long post.
#include "twitter_channel/outbound/thread.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/outbound/reply_fixture.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

using testing::MessageReply;
using testing::PostReply;

constexpr std::string_view kAsThread = R"({"long_text": "thread"})";
constexpr std::string_view kAsLongPost = R"({"long_text": "long"})";

// Sentences of 50 characters and a space.
std::string Sentences(int count) {
  std::string text;
  for (int index = 0; index < count; ++index) text += "T" + std::string(48, 'a') + ". ";
  return text;
}

Composition ComposeAs(std::string_view options, const std::string& text, bool is_premium = false) {
  const auto config = testing::TestConfig();
  Account account = config->accounts.front();
  if (is_premium) account.subscription_type = "Premium";
  chp::Reply reply = PostReply(text);
  reply.options_json = options;
  reply.agent_json = R"({"first_name": "Anna", "last_name": "Schmidt"})";
  return Compose(reply, *config, account);
}

std::string RefusalOf(const Composition& composition) {
  return composition.refusal ? composition.refusal->reason : "";
}

std::vector<std::string> OffersOf(const Composition& composition) {
  std::vector<std::string> reasons;
  for (const Alternative& offer : composition.alternatives) reasons.push_back(offer.reason);
  return reasons;
}

TEST(LongReply, IsOnePostWhenItFits) {
  const Composition composition = ComposeAs(kAsThread, "Hi");
  EXPECT_EQ(composition.parts, std::vector<std::string>{"Hi"});
}

TEST(LongReply, BecomesANumberedThread) {
  const Composition composition = ComposeAs(kAsThread, Sentences(8));
  ASSERT_EQ(composition.parts.size(), 2u);
  EXPECT_EQ(RefusalOf(composition), "");
  EXPECT_TRUE(composition.parts[0].ends_with(".\n1/2")) << composition.parts[0];
  EXPECT_TRUE(composition.parts[1].ends_with(".\n2/2")) << composition.parts[1];
}

TEST(LongReply, CountsItsNumbers) {
  const Composition composition = ComposeAs(kAsThread, std::string(2000, 'a'));
  ASSERT_EQ(composition.parts.size(), 8u);
  EXPECT_EQ(composition.length, 280u);
  EXPECT_EQ(composition.lengths[0], 280u);
  EXPECT_EQ(composition.limit, 280u);
}

TEST(LongReply, CountsNumbersOfTwoDigits) {
  const Composition composition = ComposeAs(kAsThread, std::string(3000, 'a'));
  ASSERT_EQ(composition.parts.size(), 11u);
  EXPECT_TRUE(composition.parts.front().ends_with("\n1/11"));
  EXPECT_LE(composition.length, 280u);
}

TEST(LongReply, HasInitialsAtTheEndOfTheThread) {
  const Composition composition =
      ComposeAs(R"({"long_text": "thread", "initials": true})", Sentences(8));
  ASSERT_EQ(composition.parts.size(), 2u);
  EXPECT_TRUE(composition.parts[0].ends_with("\n1/2"));
  EXPECT_TRUE(composition.parts[1].ends_with("\n2/2 /AS"));
}

TEST(LongReply, OffersAThreadWhenItIsRefused) {
  const Composition composition = ComposeAs("{}", Sentences(8));
  EXPECT_EQ(RefusalOf(composition), "compose.too_long");
  EXPECT_EQ(OffersOf(composition), std::vector<std::string>{"compose.as_thread"});
}

TEST(LongReply, OffersALongPostToPremiumAccounts) {
  const Composition composition = ComposeAs("{}", Sentences(8), true);
  EXPECT_EQ(OffersOf(composition),
            (std::vector<std::string>{"compose.as_thread", "compose.as_long_post"}));
}

TEST(LongReply, IsOneLongPostWhereTheAccountMay) {
  const Composition composition = ComposeAs(kAsLongPost, std::string(25'000, 'a'), true);
  EXPECT_EQ(RefusalOf(composition), "");
  EXPECT_EQ(composition.parts.size(), 1u);
  EXPECT_EQ(composition.limit, 25'000u);
}

TEST(LongReply, IsNoLongPostOfAnotherAccount) {
  const Composition composition = ComposeAs(kAsLongPost, Sentences(8));
  EXPECT_EQ(RefusalOf(composition), "compose.no_long_posts");
  EXPECT_EQ(OffersOf(composition), std::vector<std::string>{"compose.as_thread"});
}

TEST(LongReply, IsRefusedBeyondALongPost) {
  const Composition composition = ComposeAs(kAsLongPost, std::string(25'001, 'a'), true);
  EXPECT_EQ(RefusalOf(composition), "compose.too_long");
}

TEST(LongReply, IsRefusedBeyondTheLongestThread) {
  const Composition composition = ComposeAs(kAsThread, std::string(100'000, 'a'));
  EXPECT_EQ(RefusalOf(composition), "compose.thread_too_long");
  EXPECT_TRUE(composition.alternatives.empty());
}

TEST(LongReply, IsRefusedWhenATagIsLongerThanAPost) {
  const Composition composition = ComposeAs(kAsThread, "see #" + std::string(300, 'a'));
  EXPECT_EQ(RefusalOf(composition), "compose.unsplittable");
}

TEST(LongReply, RefusesAnUnknownChoice) {
  EXPECT_EQ(RefusalOf(ComposeAs(R"({"long_text": "fax"})", "Hi")), "compose.bad_options");
}

TEST(LongReply, DirectMessagesAreNeverSplit) {
  chp::Reply reply = MessageReply();
  const std::string text(10'001, 'a');
  reply.text = text;
  reply.options_json = kAsThread;
  const auto config = testing::TestConfig();
  const Composition composition = Compose(reply, *config, config->accounts.front());
  EXPECT_EQ(RefusalOf(composition), "compose.too_long");
  EXPECT_TRUE(composition.alternatives.empty());
}

TEST(LongReply, AThreadOfRightToLeftTextKeepsItsNumbers) {
  // An override that is not closed would turn the number round, did it not end with its line.
  const Composition composition = ComposeAs(kAsThread, "\u202E" + Sentences(8));
  ASSERT_EQ(composition.parts.size(), 2u);
  EXPECT_TRUE(composition.parts[0].ends_with("\n1/2"));
}

// X composes before it looks for links: "ca" and an accent are no ending of a domain (found by the
// fuzzer).
TEST(ThreadOf, ALinkThatIsNoneOnceComposedIsCountedInFull) {
  std::string text;
  for (int word = 0; word < 8; ++word) text += std::string(60, 'b') + ".ca\u0301 ";
  const auto parts = ThreadOf(text, "/AS", kPostLimit);
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->size(), 2u);
  for (const std::string& part : *parts) EXPECT_LE(WeightedLength(part), kPostLimit) << part;
}

TEST(ThreadOf, OfNothingIsNoPost) {
  const auto parts = ThreadOf("", "/AS", 280);
  ASSERT_TRUE(parts.ok());
  EXPECT_TRUE(parts->empty());
}

}  // namespace
}  // namespace twitter
