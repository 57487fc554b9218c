// Routing what the host has kept is routing what came.
#include "twitter_channel/inbound/stored_message.hpp"

#include <random>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/normalizer.hpp"

namespace twitter::testing {
namespace {

class StoredMessageTest : public ::testing::Test {
 protected:
  StoredMessageTest()
      : config_(
            ConfigOf({.sync = R"({"mentions":{"group_id":"1"},"direct_messages":{"group_id":"2"},
          "replies":{"group_id":"3"},"quotes":{"group_id":"4"},"track_retweets":true,
          "search":[{"term":"late","group_id":"5"},{"term":"#acme","group_id":"6"}],
          "rules":[{"what":"exclude_word","value":"giveaway"},{"what":"block_author","value":"@spam"},
                   {"what":"language","value":"en","source":"search_term"}]})"})),
        account_(*config_->ById(kOurAccountId)) {}

  static void ExpectSame(const Routing& one, const Routing& other) {
    EXPECT_EQ(one.disposition, other.disposition);
    EXPECT_EQ(one.source, other.source);
    EXPECT_EQ(one.detail, other.detail);
    EXPECT_EQ(one.group_id, other.group_id);
    EXPECT_EQ(one.matches, other.matches);
    EXPECT_EQ(one.refusals, other.refusals);
  }

  std::shared_ptr<const Config> config_;
  const Account& account_;
};

Post AnyPost(std::mt19937& random) {
  const auto one_of = [&random](std::initializer_list<const char*> options) {
    return std::string(*(options.begin() + random() % options.size()));
  };
  const auto maybe = [&random] { return random() % 2 == 0; };
  Post post;
  post.id = "100";
  post.text = one_of({"my parcel is late", "hello", "#Acme &amp; co", "a giveaway, late",
                      "5 &lt; 6 late &amp;amp;"});
  post.author.id = one_of({"2871234567", "55"});
  post.author.screen_name = one_of({"jo_harper", "spam"});
  post.lang = one_of({"en", "de", "und", ""});
  if (maybe()) {
    post.entities.mentions.push_back(
        {std::string(kOurUserId), "AcmeHelp", "", {0, maybe() ? 9u : 20u}});
    post.display_start = maybe() ? 10 : 0;
  }
  if (maybe()) {
    post.in_reply_to_post_id = "90";
    post.in_reply_to_user_id = one_of({"1497182655123456789", "55"});
  }
  if (random() % 3 == 0) {
    Post inner;
    inner.id = "80";
    inner.text = "late #acme";  // must not count
    inner.author.id = one_of({"1497182655123456789", "56"});
    post.quoted_post_id = inner.id;
    post.quoted = std::make_shared<const Post>(std::move(inner));
  } else if (random() % 3 == 0) {
    Post inner;
    inner.id = "81";
    inner.author.id = one_of({"1497182655123456789", "56"});
    post.reposted_post_id = inner.id;
    post.reposted = std::make_shared<const Post>(std::move(inner));
  }
  return post;
}

TEST_F(StoredMessageTest, APostIsRoutedAsWhenItCame) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const Post post = AnyPost(random);
    const Routing routing = RoutePost(post, account_);
    if (routing.disposition == Disposition::kDrop) continue;
    const auto again =
        RouteStored(NormalizePost(Post(post), routing, account_, *config_), account_);
    ASSERT_TRUE(again);
    ExpectSame(*again, routing);
    ASSERT_FALSE(HasFailure()) << "round " << round << ": " << post.text;
  }
}

TEST_F(StoredMessageTest, ADirectMessageIsRoutedAsWhenItCame) {
  for (const char* text : {"hello", "a giveaway", "R&amp;D"}) {
    DirectMessage direct;
    direct.id = "9";
    direct.text = text;
    direct.sender.id = kCustomerId;
    direct.recipient.id = kOurUserId;
    const Routing routing = RouteDirectMessage(direct, account_);
    const auto again = RouteStored(
        NormalizeDirectMessage(DirectMessage(direct), routing, account_, *config_), account_);
    ASSERT_TRUE(again);
    ExpectSame(*again, routing);
  }
}

TEST_F(StoredMessageTest, AMessageOfSomebodyElseIsLeftAlone) {
  chp::Message message;
  for (const char* context : {"", "{}", "[]", "nonsense"}) {
    message.context_json = context;
    EXPECT_EQ(RouteStored(message, account_), std::nullopt);
  }
}

}  // namespace
}  // namespace twitter::testing
