// Lists of posts: how far back, what a crash, a limit or a refusal does, beside events and instead.
#include "twitter_channel/inbound/timeline_poll.hpp"

#include <algorithm>

#include "tests/unit/inbound/poll_fixture.hpp"

namespace twitter::testing {
namespace {

class TimelinePollTest : public PollTest {
 protected:
  std::string Write(std::int64_t age_ms) {
    x().posts.mentioning.push_back(PostOf(age_ms));
    return x().posts.mentioning.back().id;
  }
  chp::Error Run(Feed feed = Feed::kMentions, std::int64_t outage_ms = 0) {
    TimelinePoll poll(host().ports(), x().posts, x().search);
    return ErrorOf(poll.Run(call_, *config_, JobOf(feed, outage_ms)));
  }
  // Until nothing is left to be read at once.
  void RunUntilRead() {
    for (int run = 0; run < 50; ++run) {
      if (Run().reason == "poll.next_turn") return;
    }
    FAIL() << "it never came to an end";
  }
};

TEST_F(TimelinePollTest, AMentionIsDeliveredOnceAndTheNextTurnComesLater) {
  const std::string id = Write(kMinuteMs);
  const chp::Error next = Run();
  EXPECT_EQ(next.reason, "poll.next_turn");
  EXPECT_EQ(next.retry_after_ms, 60'000);
  const chp::Message* message = host().ingest.Stored("7", id);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->source, "mention");
  EXPECT_EQ(message->group_id, "1");
  Run();
  EXPECT_EQ(host().ingest.batches.size(), 1u) << "what is known is not told again";
  EXPECT_EQ(x().posts.queries.front().user_id, "2001");
}

TEST_F(TimelinePollTest, PostsAreDeliveredOldestFirst) {
  x().posts.page_size = 2;
  Run();
  host().clock.Advance(kHourMs);
  for (int i = 1; i <= 7; ++i) Write(i * kMinuteMs);
  Run();
  std::vector<std::string> delivered = Delivered();
  EXPECT_EQ(delivered.size(), 7u);
  EXPECT_TRUE(std::is_sorted(delivered.begin(), delivered.end(), IsLowerId));
}

TEST_F(TimelinePollTest, TheFirstTurnReadsAPageAsFarBackAsConfigured) {
  x().posts.page_size = 2;
  Write(25 * kHourMs);
  for (int i = 1; i <= 5; ++i) Write(i * kHourMs);
  EXPECT_EQ(Run().reason, "poll.next_turn");
  EXPECT_EQ(Stored(), 2u);
  Run();
  EXPECT_EQ(Stored(), 2u) << "and what was left out stays so";
}

TEST_F(TimelinePollTest, APostThatAppearsInTheListLateIsFound) {
  Run();
  host().clock.Advance(10 * kMinuteMs);
  Write(10'000);
  Run();
  Write(30'000);  // older than the one that was seen
  host().clock.Advance(kMinuteMs);
  Run();
  EXPECT_EQ(Stored(), 2u);
}

TEST_F(TimelinePollTest, AQuietAccountCostsNoWrite) {
  Run();
  const int before = host().kv.faults.operations();
  Run();
  EXPECT_EQ(host().kv.faults.operations(), before + 1) << "one read of the place";
}

TEST_F(TimelinePollTest, AfterADayOfOutageEverythingIsReadInTurns) {
  Run();
  host().clock.Advance(24 * kHourMs);
  x().posts.page_size = 3;
  for (int i = 1; i <= 100; ++i) Write(i * 10 * kMinuteMs);
  EXPECT_EQ(Run().reason, "poll.interrupted");
  EXPECT_EQ(Stored(), 24u) << "a turn is bounded";
  RunUntilRead();
  EXPECT_EQ(Stored(), 100u);
  EXPECT_EQ(Delivered().size(), 100u);
}

TEST_F(TimelinePollTest, WhatCameDuringTheReadingIsReadAfterIt) {
  Run();
  host().clock.Advance(24 * kHourMs);
  x().posts.page_size = 1;
  for (int i = 1; i <= 20; ++i) Write(i * 10 * kMinuteMs);
  Run();
  host().clock.Advance(kMinuteMs);
  Write(1'000);
  RunUntilRead();
  EXPECT_EQ(Stored(), 21u);
}

TEST_F(TimelinePollTest, EveryCrashIsSurvivedWithoutLossOrRepetition) {
  for (int step = 1; step < 60; ++step) {
    BeginAnew();
    Run();
    host().clock.Advance(24 * kHourMs);
    x().posts.page_size = 3;
    for (int i = 1; i <= 40; ++i) Write(i * 10 * kMinuteMs);
    host().kv.faults.FailAt(step, StoreFailure());
    host().ingest.faults.FailAt(step, StoreFailure());
    x().posts.read_faults.FailAt(step, XError(chp::Code::kTransient, "http.no_answer"));
    RunUntilRead();
    EXPECT_EQ(Stored(), 40u) << step;
  }
}

TEST_F(TimelinePollTest, TwoNodesDoNotBothMoveThePlace) {
  Run();
  host().clock.Advance(kHourMs);
  Write(kMinuteMs);
  x().posts.on_query = [this] {
    x().posts.on_query = {};
    Run();
  };
  EXPECT_EQ(Run().code, chp::Code::kConflict);
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(TimelinePollTest, ACancelledTurnKeepsWhatItRead) {
  Run();
  host().clock.Advance(kHourMs);
  x().posts.page_size = 1;
  for (int i = 1; i <= 4; ++i) Write(i * kMinuteMs);
  int left = 2;
  const FakeCall cancelled([&] { return left-- <= 0; });
  TimelinePoll poll(host().ports(), x().posts, x().search);
  EXPECT_EQ(ErrorOf(poll.Run(cancelled, *config_, JobOf(Feed::kMentions))).reason,
            "poll.interrupted");
  EXPECT_EQ(Stored(), 2u);
  RunUntilRead();
  EXPECT_EQ(Stored(), 4u);
  EXPECT_EQ(Delivered().size(), 4u) << "nothing was read twice";
}

TEST_F(TimelinePollTest, XsLimitIsWaitedFor) {
  Run();
  host().clock.Advance(kHourMs);
  x().posts.page_size = 1;
  for (int i = 1; i <= 3; ++i) Write(i * kMinuteMs);
  x().posts.limit = {.remaining = 5, .reset_ms = host().clock.NowMs() + 90'000};
  const chp::Error limited = Run();
  EXPECT_EQ(limited.reason, "poll.rate_limit");
  EXPECT_EQ(limited.retry_after_ms, 90'000);
  EXPECT_EQ(Stored(), 1u);
  x().posts.limit = {};
  RunUntilRead();
  EXPECT_EQ(Stored(), 3u);
}

TEST_F(TimelinePollTest, ARefusalDoesNotEndTheJob) {
  Write(kMinuteMs);
  x().posts.read_faults.FailAt(1, XError(chp::Code::kRejected, "x.forbidden", 403));
  EXPECT_EQ(Run().reason, "poll.next_turn");
  EXPECT_TRUE(host().log.Contains("X refuses to list posts"));
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(TimelinePollTest, WhatIsFoundWithinItsTurnIsNotLate) {
  const std::string id = Write(4 * kMinuteMs);
  Run();
  EXPECT_EQ(host().ingest.Stored("7", id)->match_json.find("caught_up"), std::string::npos);
}

TEST_F(TimelinePollTest, WhatIsFoundLateIsMarkedWithItsDelay) {
  Run();
  host().clock.Advance(3 * kHourMs);
  const std::string id = Write(2 * kHourMs);
  Run();
  const auto match = boost::json::parse(host().ingest.Stored("7", id)->match_json);
  EXPECT_EQ(match.at("caught_up"), true);
  EXPECT_EQ(match.at("delay_ms"), 2 * kHourMs);
  EXPECT_EQ(match.at("source"), "mention");
}

TEST_F(TimelinePollTest, BesideEventsTheFirstTurnOnlyMarksWhereReadingBegins) {
  Write(kHourMs);
  Collect({.asks_only = false});
  const chp::Error next = Run();
  EXPECT_EQ(next.retry_after_ms, 15 * kMinuteMs);
  EXPECT_TRUE(x().posts.queries.empty()) << "posts of before are not asked for, nor paid";
  host().clock.Advance(15 * kMinuteMs);
  Write(10 * kMinuteMs);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(TimelinePollTest, WhatXHasSentIsNotToldAgain) {
  Collect({.asks_only = false});
  Run();
  host().clock.Advance(15 * kMinuteMs);
  const std::string id = Write(10 * kMinuteMs);
  chp::Message sent;
  sent.account_id = "7";
  sent.external_id = id;
  sent.role = chp::Role::kOpen;
  chp::Batch batch;
  batch.messages = {sent};
  ASSERT_TRUE(host().ingest.Deliver(batch).ok());
  Run();
  EXPECT_EQ(Delivered(), std::vector<std::string>{id});
}

TEST_F(TimelinePollTest, SwitchedOffItReadsAfterAnOutageOnlyAndOnlyWhatCameSince) {
  Collect({.asks_only = false, .polling = R"({"check_mentions_minutes":0})"});
  EXPECT_TRUE(PollJobs(*config_, account()).size() == 1) << "direct messages have an own interval";
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Write(5 * kHourMs);
  Write(kHourMs);
  EXPECT_EQ(Run(Feed::kMentions, host().clock.NowMs() - 2 * kHourMs).code, chp::Code::kOk);
  EXPECT_EQ(Stored(), 1u);
  host().clock.Advance(10 * kHourMs);
  Write(8 * kHourMs);
  Write(30 * kMinuteMs);
  EXPECT_EQ(Run(Feed::kMentions, host().clock.NowMs() - kHourMs).code, chp::Code::kOk);
  EXPECT_EQ(Stored(), 2u);
}

TEST_F(TimelinePollTest, OwnPostsThatAnswerAreReadToo) {
  Post own = PostOf(kMinuteMs);
  own.author.id = "2001";
  own.in_reply_to_post_id = "99";
  x().posts.timeline.push_back(own);
  EXPECT_EQ(Run(Feed::kOwnPosts).reason, "poll.next_turn");
  ASSERT_NE(host().ingest.Stored("7", own.id), nullptr);
  EXPECT_EQ(host().ingest.Stored("7", own.id)->source, "own");
  EXPECT_EQ(x().posts.queries.front().timeline, Timeline::kOwnPosts);
}

TEST_F(TimelinePollTest, QuotesAreSearchedForWhereTheyAreCollected) {
  EXPECT_FALSE(PlanOf(*config_, account(), Feed::kQuotes).is_read);
  Collect({.quotes = "3"});
  Post quote = PostOf(kMinuteMs);
  quote.entities = {};
  quote.quoted_post_id = "99";
  Post quoted;
  quoted.author.id = "2001";
  quote.quoted = std::make_shared<const Post>(quoted);
  x().search.posts.push_back(quote);
  TimelinePoll poll(host().ports(), x().posts, x().search);
  for (const chp::Job& job : PollJobs(*config_, account())) {
    if (job.id == "poll/7/quotes") (void)poll.Run(call_, *config_, job);
  }
  ASSERT_EQ(x().search.queries.size(), 1u);
  EXPECT_EQ(x().search.queries[0].query, R"(url:"acme/status" is:quote -is:retweet -from:acme)");
  ASSERT_NE(host().ingest.Stored("7", quote.id), nullptr);
  EXPECT_EQ(host().ingest.Stored("7", quote.id)->group_id, "3");
}

TEST_F(TimelinePollTest, NothingIsAskedWithoutNeed) {
  Write(kMinuteMs);
  Collect({.mentions = ""});
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Collect({.active = false});
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Collect({.generation = "legacy"});
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(x().posts.queries.empty());
}

TEST_F(TimelinePollTest, XsEightHundredAreSaid) {
  Run();
  host().clock.Advance(24 * kHourMs);
  for (int i = 1; i <= 800; ++i) Write(i * kMinuteMs);
  Run();
  EXPECT_TRUE(host().log.Contains("latest 800 mentions"));
  EXPECT_EQ(Stored(), 800u);
}

}  // namespace
}  // namespace twitter::testing
