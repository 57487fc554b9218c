// Counting events by kind.
#include "twitter_channel/inbound/event_counters.hpp"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

TEST(EventCounters, CountEachKind) {
  EventCounters counters;
  counters.Add("post");
  counters.Add("follow_events");
  counters.Add("post");
  EXPECT_EQ(counters.Snapshot(),
            (std::map<std::string, std::uint64_t>{{"follow_events", 1}, {"post", 2}}));
}

TEST(EventCounters, NeverHoldMoreThan65Kinds) {
  EventCounters counters;
  for (int i = 0; i < 1000; ++i) counters.Add("kind " + std::to_string(i));
  EXPECT_EQ(counters.Snapshot().size(), 65U);
  EXPECT_EQ(counters.Snapshot().at("other"), 936U);
}

TEST(EventCounters, CountFromManyThreads) {
  EventCounters counters;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&counters] {
      for (int i = 0; i < 1000; ++i) counters.Add("post");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counters.Snapshot().at("post"), 4000U);
}

TEST(KindOf, NamesWhatMakesMessages) {
  EXPECT_EQ(KindOf(RecordedEvent("tweet_create-user_mention")), "post");
  EXPECT_EQ(KindOf(RecordedEvent("direct_message-incoming")), "direct_message");
  EXPECT_EQ(KindOf(RecordedEvent("tweet_delete")), "post_deleted");
  EXPECT_EQ(KindOf(RecordedEvent("user_revoke")), "access_revoked");
}

}  // namespace
}  // namespace twitter::testing
