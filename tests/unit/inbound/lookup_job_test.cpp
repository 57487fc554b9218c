// Parents: what becomes wanted, what is asked of X, and what a failure or a crash at any step does.
#include "twitter_channel/inbound/lookup_job.hpp"

#include <deque>

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "twitter_channel/inbound/parent_job.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter::testing {
namespace {

class LookupTest : public ::testing::Test {
 protected:
  LookupTest() { Configure(true); }

  void Configure(bool active) {
    const std::string json =
        R"({"accounts":[{"id":"7","external_id":"2001","screen_name":"acme","active":)" +
        std::string(active ? "true" : "false") +
        R"(,"settings":{"sync":{"mentions":{"group_id":"1"}}}}]})";
    chp::ConfigInput input;
    input.json = json;
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    config_ = *ParseConfig(input);
  }

  // A post on X, by somebody, that answers another.
  Post& Write(const std::string& id, const std::string& answers = "") {
    Post post;
    post.id = id;
    post.author.id = "12";
    post.author.screen_name = "jo";
    post.text = "text of " + id;
    post.in_reply_to_post_id = answers;
    if (!answers.empty()) post.in_reply_to_user_id = "13";
    x_.posts.timeline.push_back(post);
    return x_.posts.timeline.back();
  }
  chp::Result<void> Want(const std::string& id, int depth = 1) {
    return RunJob(ParentJobFor("7", {id, depth}));
  }
  chp::Result<void> RunJob(const chp::Job& job) {
    if (job.kind == kParentJob) return ParentJob(host_.ports()).Run(*config_, job);
    return LookupJob(host_.ports(), x_.posts).Run(call_, *config_, job);
  }
  std::string LookUp() {
    const auto done = RunJob(LookupJobFor("7"));
    return done ? "" : done.error().reason;
  }
  // As a host does: every job until it is done, those of stored messages included.
  void RunAll(std::vector<chp::Job> jobs) {
    std::set<std::string> seen;
    for (int runs = 0; runs < 1'000 && !jobs.empty(); ++runs) {
      const chp::Job job = jobs.front();
      host_.jobs.scheduled.clear();
      const std::size_t batches = host_.ingest.batches.size();
      const auto done = RunJob(job);
      if (done) jobs.erase(jobs.begin());
      for (const chp::Job& next : host_.jobs.scheduled) jobs.push_back(next);
      for (std::size_t i = batches; i < host_.ingest.batches.size(); ++i) {
        for (const chp::Message& message : host_.ingest.batches[i].messages) {
          for (const chp::Job& next : message.jobs) {
            if (seen.insert(next.id).second) jobs.push_back(next);
          }
        }
      }
    }
    EXPECT_TRUE(jobs.empty());
  }
  bool IsWanted(const std::string& id) const {
    return host_.kv.Peek(WantedPrefix("7") + id).has_value();
  }
  const chp::Message* Stored(const std::string& id) const { return host_.ingest.Stored("7", id); }

  FakeHost host_;
  FakeXApi x_{host_.clock};
  FakeCall call_;
  std::shared_ptr<const Config> config_;
};

TEST_F(LookupTest, AParentThatIsNotKnownBecomesWantedAndAsksXNothing) {
  ASSERT_TRUE(Want("99").ok());
  EXPECT_TRUE(IsWanted("99"));
  ASSERT_EQ(host_.jobs.scheduled.size(), 1u);
  EXPECT_EQ(host_.jobs.scheduled[0].id, "lookup/7");
  EXPECT_EQ(host_.jobs.scheduled[0].lane, "parents");
  EXPECT_TRUE(x_.posts.lookups.empty());
}

TEST_F(LookupTest, AParentThatIsStoredOrDeletedIsNotWanted) {
  chp::Message message;
  host_.ingest.messages.emplace(std::pair("7", "98"), message);
  host_.ingest.deleted.insert({"7", "99"});
  ASSERT_TRUE(Want("98").ok());
  ASSERT_TRUE(Want("99").ok());
  EXPECT_TRUE(host_.jobs.scheduled.empty());
  EXPECT_FALSE(IsWanted("98") || IsWanted("99"));
}

TEST_F(LookupTest, AnAncestorNobodyAskedForIsContext) {
  Write("99");
  ASSERT_TRUE(Want("99").ok());
  EXPECT_EQ(LookUp(), "");
  ASSERT_NE(Stored("99"), nullptr);
  EXPECT_EQ(Stored("99")->role, chp::Role::kContext);
  EXPECT_EQ(Stored("99")->text, "text of 99");
  EXPECT_FALSE(IsWanted("99"));
}

TEST_F(LookupTest, AnAncestorThatAddressesUsIsRoutedAsAnyPost) {
  Post& post = Write("99");
  MentionEntity mention;
  mention.user_id = "2001";
  mention.screen_name = "acme";
  mention.span = {0, 5};
  post.entities.mentions.push_back(mention);
  ASSERT_TRUE(Want("99").ok());
  EXPECT_EQ(LookUp(), "");
  ASSERT_NE(Stored("99"), nullptr);
  EXPECT_EQ(Stored("99")->role, chp::Role::kOpen);
  EXPECT_EQ(Stored("99")->group_id, "1");
}

TEST_F(LookupTest, FiveHundredAnswersCostOneRequest) {
  Write("99");
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(Want("99").ok());
  EXPECT_EQ(LookUp(), "");
  EXPECT_EQ(LookUp(), "");
  EXPECT_EQ(x_.posts.lookups.size(), 1u);
}

TEST_F(LookupTest, AHundredAreAskedForAtOnceOldestFirst) {
  for (int id = 1'000; id < 1'150; ++id) ASSERT_TRUE(Want(std::to_string(id)).ok());
  EXPECT_EQ(LookUp(), "lookup.more");
  EXPECT_EQ(LookUp(), "");
  ASSERT_EQ(x_.posts.lookups.size(), 2u);
  EXPECT_EQ(x_.posts.lookups[0].size(), 100u);
  EXPECT_EQ(x_.posts.lookups[0].front(), "1000");
  EXPECT_EQ(x_.posts.lookups[1].size(), 50u);
}

TEST_F(LookupTest, WhatXDoesNotShowIsForgotten) {
  Write("99");
  ASSERT_TRUE(Want("98").ok());
  ASSERT_TRUE(Want("99").ok());
  EXPECT_EQ(LookUp(), "");
  EXPECT_FALSE(IsWanted("98"));
  EXPECT_EQ(Stored("98"), nullptr);
  EXPECT_NE(Stored("99"), nullptr);
}

TEST_F(LookupTest, WhatBecameKnownMeanwhileIsNotAskedFor) {
  ASSERT_TRUE(Want("98").ok());
  ASSERT_TRUE(Want("99").ok());
  host_.ingest.messages.emplace(std::pair("7", "98"), chp::Message());
  host_.ingest.deleted.insert({"7", "99"});
  EXPECT_EQ(LookUp(), "");
  EXPECT_TRUE(x_.posts.lookups.empty());
  EXPECT_FALSE(IsWanted("98") || IsWanted("99"));
}

TEST_F(LookupTest, AThreadIsFollowedToItsTop) {
  Write("10");
  Write("11", "10");
  Write("12", "11");
  RunAll({ParentJobFor("7", {"12", 1})});
  for (const char* id : {"10", "11", "12"}) EXPECT_NE(Stored(id), nullptr) << id;
  EXPECT_EQ(Stored("12")->parent_ids, std::vector<std::string>{"11"});
}

TEST_F(LookupTest, AThreadIsFollowedTwentyLevelsAndNoFurther) {
  for (int id = 100; id < 150; ++id) Write(std::to_string(id), std::to_string(id - 1));
  RunAll({ParentJobFor("7", {"149", 1})});
  EXPECT_EQ(host_.ingest.messages.size(), 20u);
  EXPECT_NE(Stored("130"), nullptr);
  EXPECT_EQ(Stored("129"), nullptr);
}

TEST_F(LookupTest, AThreadThatRunsInACircleEnds) {
  Write("10", "11");
  Write("11", "10");
  RunAll({ParentJobFor("7", {"10", 1})});
  EXPECT_EQ(host_.ingest.messages.size(), 2u);
}

TEST_F(LookupTest, AFullListKeepsWhatIsOnIt) {
  for (int id = 1'000; id < 2'001; ++id) ASSERT_TRUE(Want(std::to_string(id)).ok());
  EXPECT_TRUE(IsWanted("1000"));
  EXPECT_FALSE(IsWanted("2000"));
  EXPECT_TRUE(host_.log.Contains("Too many posts wait"));
}

TEST_F(LookupTest, AnXThatIsDownOrLimitedDelaysAndLosesNothing) {
  Write("99");
  ASSERT_TRUE(Want("99").ok());
  for (const chp::Error& error : {XError(chp::Code::kTransient, "x.unavailable", 503),
                                  chp::Error{.code = chp::Code::kRateLimited,
                                  .reason = "x.rate_limited",
                                  .message = "Too much.",
                                  .retry_after_ms = 90'000}}) {
    x_.posts.read_faults.FailAt(1, error);
    const auto done = RunJob(LookupJobFor("7"));
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), error);
    EXPECT_TRUE(IsWanted("99"));
  }
  EXPECT_EQ(LookUp(), "");
  EXPECT_NE(Stored("99"), nullptr);
}

TEST_F(LookupTest, AnAccountThatIsGoneOrSwitchedOffAsksNothing) {
  ASSERT_TRUE(Want("99").ok());
  Configure(false);
  EXPECT_EQ(LookUp(), "");
  config_ = std::make_shared<Config>();
  EXPECT_EQ(LookUp(), "");
  EXPECT_TRUE(Want("98").ok());
  EXPECT_TRUE(x_.posts.lookups.empty());
  EXPECT_TRUE(IsWanted("99"));
}

TEST_F(LookupTest, AStoredPostThatWasNotShownCompletelyIsToldAgain) {
  host_.ingest.messages.emplace(std::pair("7", "99"), chp::Message());
  Post& post = Write("99");
  post.text = "the whole text";
  Media media;
  media.url = "https://pbs.twimg.com/media/a.jpg";
  post.entities.media.push_back(media);
  ASSERT_TRUE(Want("99", kToComplete).ok());
  EXPECT_EQ(LookUp(), "");
  ASSERT_EQ(host_.ingest.batches.size(), 1u);
  const chp::Batch& batch = host_.ingest.batches[0];
  ASSERT_EQ(batch.updates.size(), 1u);
  EXPECT_EQ(batch.updates[0].kind, chp::UpdateKind::kEdited);
  EXPECT_EQ(batch.updates[0].external_id, "99");
  EXPECT_EQ(batch.updates[0].new_external_id, "");
  EXPECT_TRUE(batch.updates[0].text.starts_with("the whole text"));
  EXPECT_FALSE(IsWanted("99"));
}

TEST_F(LookupTest, ACompletedPostKeepsItsDepthWhateverElseWantsIt) {
  host_.ingest.messages.emplace(std::pair("7", "99"), chp::Message());
  Write("99");
  ASSERT_TRUE(WantedPosts(host_.kv, WantedPrefix("7")).Add({"99", 3}).ok());
  ASSERT_TRUE(Want("99", kToComplete).ok());
  EXPECT_EQ(*WantedPosts(host_.kv, WantedPrefix("7")).DepthOf("99"), kToComplete);
}

TEST_F(LookupTest, AnAnnouncedPostIsRoutedAsIfItHadCome) {
  Post& post = Write("99");
  MentionEntity mention;
  mention.user_id = "2001";
  mention.screen_name = "acme";
  mention.span = {0, 4};
  post.entities.mentions.push_back(mention);
  ASSERT_TRUE(RunJob(AnnouncedJobFor("7", "99")).ok());
  EXPECT_EQ(LookUp(), "");
  ASSERT_NE(Stored("99"), nullptr);
  EXPECT_EQ(Stored("99")->role, chp::Role::kOpen);
}

TEST_F(LookupTest, APayloadThatIsNotOursIsRefused) {
  for (const char* payload : {"", "[]", "{}", R"({"id":"x"})"}) {
    chp::Job job = ParentJobFor("7", {"99", 1});
    job.payload_json = payload;
    const auto done = RunJob(job);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().reason, "job.payload");
  }
}

// The host's stores or X fail at one step, with everything before it done; then it runs again.
TEST_F(LookupTest, AFailureAtAnyStepLosesNothing) {
  for (int id = 100; id < 105; ++id) {
    Write(std::to_string(id), id == 100 ? "" : std::to_string(id - 1));
  }
  for (FaultPlan* plan :
       {&host_.kv.faults, &host_.ingest.faults, &host_.jobs.faults, &x_.posts.read_faults}) {
    int step = 1;
    for (bool reached = true; reached; ++step) {
      host_.ingest.messages.clear();
      const int before = plan->operations();
      plan->FailAt(step, StoreFailure());
      RunAll({ParentJobFor("7", {"104", 1})});
      reached = plan->operations() - before >= step;
      plan->Clear();
      ASSERT_EQ(host_.ingest.messages.size(), 5u) << step;
      ASSERT_TRUE(host_.kv.Scan(WantedPrefix("7"))->empty());
    }
    EXPECT_GT(step, 3);
  }
}

}  // namespace
}  // namespace twitter::testing
