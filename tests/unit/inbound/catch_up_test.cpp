// What is planned after an outage for lists that X's events stand beside.
#include "tests/unit/inbound/poll_fixture.hpp"
#include "twitter_channel/inbound/poll_start.hpp"
#include "twitter_channel/inbound/timeline_poll.hpp"

namespace twitter::testing {
namespace {

class CatchUpTest : public PollTest {
 protected:
  CatchUpTest() { Collect({.asks_only = false}); }
  void Write(std::int64_t age_ms) { x().posts.mentioning.push_back(PostOf(age_ms)); }
  // A turn of the job that a change of the configuration schedules.
  void Run() {
    TimelinePoll poll(host().ports(), x().posts, x().search);
    EXPECT_EQ(ErrorOf(poll.Run(call_, *config_, JobOf(Feed::kMentions))).reason, "poll.next_turn");
  }
};

// A change of the configuration schedules the plain job in place of the one that was to catch up.
TEST_F(CatchUpTest, CatchingUpBeforeTheFirstTurnOutlivesTheReplacementOfItsJob) {
  Write(2 * kHourMs);
  const std::int64_t outage_ms = host().clock.NowMs() - 3 * kHourMs;
  ASSERT_TRUE(PlanCatchUp(host().ports(), *config_, account(), outage_ms).ok());
  EXPECT_EQ(host().jobs.scheduled.size(), 3u) << "mentions, own posts, messages";
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(CatchUpTest, CatchingUpDoesNotMoveAListThatIsReadAlready) {
  Run();
  host().clock.Advance(kHourMs);
  Write(2 * kHourMs);
  const std::int64_t outage_ms = host().clock.NowMs() - 3 * kHourMs;
  ASSERT_TRUE(PlanCatchUp(host().ports(), *config_, account(), outage_ms).ok());
  Run();
  EXPECT_EQ(Stored(), 0u) << "it stands from where the list was read on";
}

TEST_F(CatchUpTest, ACatchUpThatCouldNotBeMarkedIsNotPlanned) {
  host().kv.faults.FailAt(2, StoreFailure());
  EXPECT_FALSE(PlanCatchUp(host().ports(), *config_, account(), host().clock.NowMs()).ok());
  EXPECT_TRUE(host().jobs.scheduled.empty());
}

}  // namespace
}  // namespace twitter::testing
