// Polling of search terms: what is read, how far back, what a crash, a limit or a flood does to it.
#include "twitter_channel/inbound/search_poll.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_search.hpp"

namespace twitter::testing {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

class SearchPollTest : public ::testing::Test {
 protected:
  SearchPollTest() { Search(R"([{"term":"#acme","group_id":1},{"term":"parcel","group_id":2}])"); }

  void Search(const std::string& terms, const std::string& polling = "{}", bool active = true) {
    const std::string sync = R"({"search":)" + terms + R"(,"polling":)" + polling + "}";
    const std::string json =
        R"({"accounts":[{"id":"7","external_id":"2001","screen_name":"acme","active":)" +
        std::string(active ? "true" : "false") + R"(,"settings":{"sync":)" + sync + "}}]}";
    chp::ConfigInput input;
    input.json = json;
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    const auto parsed = ParseConfig(input);
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    config_ = *parsed;
  }

  // A post written `age_ms` before now, found by every query.
  Post& Write(std::int64_t age_ms, std::string text = "my parcel is late") {
    Post post;
    post.created_ms = host_.clock.NowMs() - age_ms;
    post.id = LowestIdAt(post.created_ms);
    post.id.back() = static_cast<char>('1' + posts_written_++ % 9);
    post.author.id = "12";
    post.author.screen_name = "jo";
    post.text = std::move(text);
    search_.posts.push_back(post);
    return search_.posts.back();
  }
  chp::Error Run() {
    SearchPoll poll(host_.ports(), search_);
    const auto done = poll.Run(call_, *config_, "7");
    return done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
  }
  std::size_t Stored() const { return host_.ingest.messages.size(); }

  FakeHost host_;
  FakeCall call_;
  FakeSearch search_;
  std::shared_ptr<const Config> config_;
  int posts_written_ = 0;
};

TEST_F(SearchPollTest, APostThatIsFoundIsDelivered) {
  const Post& post = Write(kMinute);
  EXPECT_EQ(Run().code, chp::Code::kAgain);
  const chp::Message* message = host_.ingest.Stored("7", post.id);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->role, chp::Role::kOpen);
  EXPECT_EQ(message->source, "search_term");
  EXPECT_EQ(message->group_id, "2");
}

TEST_F(SearchPollTest, TheNextTurnComesAfterTheInterval) {
  const chp::Error error = Run();
  EXPECT_EQ(error.reason, "poll.next_turn");
  EXPECT_EQ(error.retry_after_ms, 120'000);
}

TEST_F(SearchPollTest, TheFirstTurnLooksBackAsFarAsConfigured) {
  Write(23 * kHour);
  Write(25 * kHour);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(SearchPollTest, TheFirstTurnReadsOnePageOfAQuery) {
  search_.page_size = 2;
  for (int i = 1; i <= 5; ++i) Write(i * kMinute);
  Run();
  EXPECT_EQ(Stored(), 2u);
  Run();  // and what was left out stays so
  EXPECT_EQ(Stored(), 2u);
}

TEST_F(SearchPollTest, LaterTurnsReadWhatIsNew) {
  Run();
  host_.clock.Advance(10 * kMinute);
  Write(5 * kMinute);
  Run();
  EXPECT_EQ(Stored(), 1u);
  EXPECT_FALSE(search_.queries.back().since_id.empty());
}

TEST_F(SearchPollTest, APostThatAppearsInTheIndexLateIsFound) {
  Run();
  host_.clock.Advance(10 * kMinute);
  Run();
  Write(30'000);  // written before this turn, but it did not show yet
  host_.clock.Advance(2 * kMinute);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(SearchPollTest, APostThatIsInATicketIsNotDeliveredAgain) {
  Write(kMinute);
  Run();
  const std::size_t before = host_.ingest.batches.size();
  Run();
  EXPECT_EQ(host_.ingest.batches.size(), before);
}

TEST_F(SearchPollTest, PagesAreReadUntilTheLastTurn) {
  Run();
  host_.clock.Advance(kHour);
  search_.page_size = 2;
  for (int i = 1; i <= 8; ++i) Write(i * kMinute);
  Run();
  EXPECT_EQ(Stored(), 8u);
}

TEST_F(SearchPollTest, WhatATurnDoesNotReachIsReadByLaterOnes) {
  Run();
  host_.clock.Advance(kHour);
  search_.page_size = 1;
  for (int i = 1; i <= 9; ++i) Write(i * kMinute);
  Run();
  EXPECT_LT(Stored(), 9u);
  for (int turn = 0; turn < 5; ++turn) Run();
  EXPECT_EQ(Stored(), 9u);
}

TEST_F(SearchPollTest, GapsThatXNoLongerReachesAreReported) {
  Run();
  host_.clock.Advance(kHour);
  search_.page_size = 1;
  for (int i = 1; i <= 9; ++i) Write(i * kMinute);
  Run();
  host_.clock.Advance(8 * 24 * kHour);
  search_.posts.clear();
  Run();
  EXPECT_TRUE(host_.log.Contains("the oldest were left out"));
}

TEST_F(SearchPollTest, ATurnThatIsKilledAnywhereGoesOnAndLosesNothing) {
  for (int step = 1; step < 40; ++step) {
    FakeHost host;
    FakeSearch search;
    SearchPoll poll(host.ports(), search);
    ASSERT_EQ(poll.Run(call_, *config_, "7").error().code, chp::Code::kAgain);
    host.clock.Advance(kHour);
    search.page_size = 1;
    for (int i = 1; i <= 3; ++i) {
      Post post;
      post.created_ms = host.clock.NowMs() - i * kMinute;
      post.id = LowestIdAt(post.created_ms);
      post.author.id = "12";
      post.text = "#acme";
      search.posts.push_back(post);
    }
    host.kv.faults.FailAt(step % 10 + 1, StoreFailure());
    host.ingest.faults.FailAt(step / 3 + 1, StoreFailure());
    search.faults.FailAt(step / 2 + 1, StoreFailure());
    for (int run = 0; run < 6; ++run) (void)poll.Run(call_, *config_, "7");
    EXPECT_EQ(host.ingest.messages.size(), 3u) << step;
  }
}

TEST_F(SearchPollTest, WhenXsLimitIsNearTheTurnWaitsForItsReset) {
  Run();
  host_.clock.Advance(kHour);
  search_.page_size = 1;
  for (int i = 1; i <= 3; ++i) Write(i * kMinute);
  search_.limit = {.remaining = 1, .reset_ms = host_.clock.NowMs() + 5 * kMinute};
  const chp::Error error = Run();
  EXPECT_EQ(error.reason, "poll.rate_limit");
  EXPECT_EQ(error.retry_after_ms, 5 * kMinute);
  EXPECT_EQ(Stored(), 1u);
  search_.limit = {};
  Run();
  EXPECT_EQ(Stored(), 3u);
}

TEST_F(SearchPollTest, ARefusalOfXIsPassedOnAndTheTurnGoesOnLater) {
  Write(kMinute);
  search_.faults.FailAt(1, {.code = chp::Code::kRateLimited,
                            .reason = "x.rate_limited",
                            .message = "Wait.",
                            .retry_after_ms = 1000});
  EXPECT_EQ(Run().code, chp::Code::kRateLimited);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(SearchPollTest, ACancelledTurnGoesOnAtOnce) {
  Write(kMinute);
  SearchPoll poll(host_.ports(), search_);
  const FakeCall cancelled([] { return true; });
  EXPECT_EQ(poll.Run(cancelled, *config_, "7").error().reason, "poll.interrupted");
  EXPECT_TRUE(search_.queries.empty());
}

TEST_F(SearchPollTest, OtherTermsDoNotBringBackOldPosts) {
  Run();
  host_.clock.Advance(kHour);
  Run();
  Write(30 * kMinute, "gadget");
  Search(R"([{"term":"gadget","group_id":3}])");
  Run();
  EXPECT_EQ(Stored(), 0u);
}

TEST_F(SearchPollTest, APostThatNoRuleTakesIsKeptAsContext) {
  const Post& post = Write(kMinute, "nothing of interest");
  Run();
  EXPECT_EQ(host_.ingest.Stored("7", post.id)->role, chp::Role::kContext);
}

TEST_F(SearchPollTest, ABusyThreadGoesIntoOneTicket) {
  Search(R"([{"term":"parcel","group_id":2}])", R"({"flood_posts":2})");
  for (int i = 1; i <= 4; ++i) Write(i * kMinute).in_reply_to_post_id = "99";
  Run();
  int grouped = 0;
  for (const auto& [key, message] : host_.ingest.messages) grouped += message.parent_ids.size() > 1;
  EXPECT_EQ(grouped, 2);
  EXPECT_EQ(Stored(), 4u);
}

TEST_F(SearchPollTest, AnAccountThatIsPausedOrHasNoTermsIsNotPolled) {
  Search(R"([{"term":"parcel","group_id":2}])", "{}", false);
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Search("[]");
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(search_.queries.empty());
}

TEST_F(SearchPollTest, AnAccountThatIsGoneIsNotPolled) {
  SearchPoll poll(host_.ports(), search_);
  EXPECT_TRUE(poll.Run(call_, *config_, "8").ok());
}

class OwnNameTest : public SearchPollTest {
 protected:
  // An account that collects mentions and has no terms.
  void Mentions(const std::string& app) {
    chp::ConfigInput input;
    const std::string json =
        R"({"app":)" + app +
        R"(,"accounts":[{"id":"7","external_id":"2001","screen_name":"acme","settings":)"
        R"({"sync":{"mentions":{"group_id":1}}}}]})";
    input.json = json;
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    config_ = *ParseConfig(input);
  }
};

TEST_F(OwnNameTest, IsLookedForWhereXSendsNoEvents) {
  Mentions("{}");
  Run();
  EXPECT_EQ(search_.queries.back().query, "(@acme) -filter:retweets");
}

TEST_F(OwnNameTest, IsNotLookedForWhereXSendsOrListsThem) {
  Mentions(R"({"env":"prod"})");
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Mentions(R"({"generation":"current","asks_only":true})");
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Mentions(R"({"generation":"current"})");
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(search_.queries.empty());
}

}  // namespace
}  // namespace twitter::testing
