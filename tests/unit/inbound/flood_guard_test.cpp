// A busy thread goes into one ticket, and nothing is dropped.
#include "twitter_channel/inbound/flood_guard.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"

namespace twitter::testing {
namespace {

class FloodGuardTest : public ::testing::Test {
 protected:
  FloodGuardTest() {
    account_.id = "7";
    account_.settings.polling.flood_posts = 2;
  }
  static chp::Message Found(std::string id, std::string in_reply_to = "root") {
    chp::Message message;
    message.role = chp::Role::kOpen;
    message.source = "search_term";
    message.external_id = std::move(id);
    message.in_reply_to = in_reply_to;
    message.parent_ids = {std::move(in_reply_to)};
    return message;
  }
  std::size_t Group(std::vector<chp::Message>& messages) {
    FloodGuard guard(host_.ports().kv, host_.ports().clock);
    const auto grouped = guard.Group(account_, messages);
    EXPECT_TRUE(grouped.ok());
    return grouped ? *grouped : 0;
  }
  std::size_t Group(chp::Message message) {
    std::vector<chp::Message> messages{std::move(message)};
    return Group(messages);
  }

  FakeHost host_;
  Account account_;
};

TEST_F(FloodGuardTest, PostsBeyondTheLimitFollowTheFirst) {
  std::vector<chp::Message> messages{Found("1"), Found("2"), Found("3"), Found("4")};
  EXPECT_EQ(Group(messages), 2u);
  EXPECT_EQ(messages.size(), 4u);
  EXPECT_EQ(messages[1].parent_ids, std::vector<std::string>{"root"});
  EXPECT_EQ(messages[2].parent_ids, (std::vector<std::string>{"root", "1"}));
  EXPECT_EQ(messages[3].parent_ids, (std::vector<std::string>{"root", "1"}));
}

TEST_F(FloodGuardTest, CountsOverSeveralPages) {
  EXPECT_EQ(Group(Found("1")) + Group(Found("2")), 0u);
  EXPECT_EQ(Group(Found("3")), 1u);
}

TEST_F(FloodGuardTest, EachThreadIsCountedByItself) {
  std::vector<chp::Message> messages{Found("1", "a"), Found("2", "b"), Found("3", "a"),
                                     Found("4", "b")};
  EXPECT_EQ(Group(messages), 0u);
}

TEST_F(FloodGuardTest, WhatAddressesUsIsLeftAlone) {
  std::vector<chp::Message> messages(5, Found("1"));
  for (chp::Message& message : messages) message.source = "mention";
  EXPECT_EQ(Group(messages), 0u);
}

TEST_F(FloodGuardTest, PostsOfNoThreadAreLeftAlone) {
  std::vector<chp::Message> messages(5, Found("1", ""));
  EXPECT_EQ(Group(messages), 0u);
}

TEST_F(FloodGuardTest, AfterAQuarterOfAnHourItBeginsAnew) {
  EXPECT_EQ(Group(Found("1")) + Group(Found("2")), 0u);
  host_.clock.Advance(900'001);
  EXPECT_EQ(Group(Found("3")), 0u);
}

TEST_F(FloodGuardTest, CanBeSwitchedOff) {
  account_.settings.polling.flood_posts = 0;
  std::vector<chp::Message> messages(50, Found("1"));
  EXPECT_EQ(Group(messages), 0u);
}

TEST_F(FloodGuardTest, ADamagedCountBeginsAnew) {
  for (const char* value : {"", "[]", R"({"until_ms":99999999999999,"threads":[]})",
                            R"({"until_ms":99999999999999,"threads":{"root":{"posts":"x"}}})"}) {
    ASSERT_TRUE(host_.ports().kv.Put({.key = "account/7/flood", .value = value}));
    EXPECT_EQ(Group(Found("1")), 0u) << value;
  }
}

TEST_F(FloodGuardTest, WhenTheStoreFailsNothingIsLost) {
  std::vector<chp::Message> messages{Found("1")};
  FloodGuard guard(host_.ports().kv, host_.ports().clock);
  host_.kv.faults.FailAt(1, StoreFailure());
  EXPECT_FALSE(guard.Group(account_, messages).ok());
  EXPECT_EQ(messages.size(), 1u);
}

}  // namespace
}  // namespace twitter::testing
