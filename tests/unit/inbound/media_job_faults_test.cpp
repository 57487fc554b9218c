// The media job: what a failure, a limit or a crash at any step does.
#include "tests/unit/inbound/media_job_fixture.hpp"

namespace twitter::testing {
namespace {

TEST_F(MediaJobTest, AFailureThatMayPassIsTriedAgainAndHoldsUpNoOther) {
  Add("a.jpg", kJpeg);
  Add("b.jpg", kJpeg);
  At("a.jpg").error = chp::Error{chp::Code::kTransient, "http.no_answer", "It broke off."};
  EXPECT_EQ(Run().reason, "http.no_answer");
  EXPECT_EQ(Attached().size(), 1u);
  EXPECT_EQ(host_.blobs.stored.size(), 1u);  // half a file is none
  EXPECT_TRUE(HasProgress());                // of this message
  At("a.jpg").error.reset();
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().size(), 2u);
  EXPECT_EQ(x_.requests.size(), 3u);  // and what is stored is not fetched again
  EXPECT_TRUE(Notes().empty());
}

TEST_F(MediaJobTest, AfterSeveralTriesItIsGivenUpWithANote) {
  Add("a.jpg", kJpeg);
  At("a.jpg").error = chp::Error{chp::Code::kTransient, "http.timeout", "It did not come in time."};
  EXPECT_EQ(RunUntilDone(), 8);
  EXPECT_TRUE(HasNote("a.jpg: It did not come in time."));
  EXPECT_FALSE(HasProgress());
}

TEST_F(MediaJobTest, ALimitOfXIsWaitedForAndIsNoTry) {
  Add("a.jpg", kJpeg);
  Add("b.jpg", kJpeg);
  At("a.jpg").error = chp::Error{.code = chp::Code::kRateLimited,
                                 .reason = "x.rate_limited",
                                 .message = "Too much.",
                                 .retry_after_ms = 90'000};
  At("b.jpg").error = chp::Error{chp::Code::kTransient, "http.timeout", "Late."};
  const chp::Error error = Run();
  EXPECT_EQ(error.code, chp::Code::kRateLimited);
  EXPECT_EQ(error.retry_after_ms, 90'000);
  At("b.jpg").error.reset();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Run().code, chp::Code::kRateLimited);
  At("a.jpg").error.reset();
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().size(), 2u);
}

TEST_F(MediaJobTest, NothingIsTriedForMoreThanADay) {
  Add("a.jpg", kJpeg);
  At("a.jpg").error = chp::Error{chp::Code::kRateLimited, "x.rate_limited", "Too much."};
  Run();
  host_.clock.Advance(std::int64_t{25} * 3'600'000);
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(HasNote("a.jpg: Too much."));
}

TEST_F(MediaJobTest, ACallThatIsShortOfTimeIsGoneOnWith) {
  for (const char* name : {"1.jpg", "2.jpg", "3.jpg"}) Add(name, kJpeg);
  call_.deadline_ms = host_.clock.MonoMs() + 60'000;
  x_.on_fetch = [this] { host_.clock.Advance(55'000); };
  EXPECT_EQ(Run().reason, "media.more");
  EXPECT_EQ(Run().code, chp::Code::kAgain);
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().size(), 3u);
  EXPECT_EQ(x_.requests.size(), 3u);
  EXPECT_EQ(x_.requests.at(0).timeout_ms, 58'000);
}

TEST_F(MediaJobTest, AFileThatNeverComesInTimeStarvesNoneAndIsGivenUp) {
  Add("slow.jpg", kJpeg);
  Add("a.jpg", kJpeg);
  At("slow.jpg").error = chp::Error{chp::Code::kCancelled, "http.cancelled", "Given up."};
  const auto is_slow = [this] { return x_.requests.back().url.ends_with("slow.jpg"); };
  x_.on_fetch = [&] {
    if (is_slow()) host_.clock.Advance(60'000);
  };
  int runs = 0;
  do {
    call_.deadline_ms = host_.clock.MonoMs() + 60'000;
  } while (Run().code != chp::Code::kOk && ++runs < 50);
  EXPECT_LT(runs, 20);
  EXPECT_EQ(Attached().size(), 1u);
  EXPECT_TRUE(HasNote("slow.jpg: It did not come within the time there is."));
}

TEST_F(MediaJobTest, AHostThatWantsItsThreadBackGetsIt) {
  Add("a.jpg", kJpeg);
  Add("b.jpg", kJpeg);
  At("a.jpg").error = chp::Error{chp::Code::kCancelled, "http.cancelled", "Given up."};
  EXPECT_EQ(Run().code, chp::Code::kCancelled);
  EXPECT_EQ(x_.requests.size(), 1u);
}

TEST_F(MediaJobTest, AMessageThatWasDeletedMeanwhileGetsNothing) {
  Add("a.jpg", kJpeg);
  host_.ingest.deleted.insert({"7", "12"});
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(x_.requests.empty());
  EXPECT_TRUE(host_.ingest.batches.empty());
}

TEST_F(MediaJobTest, AMessageThatIsForgottenOrAnAccountThatIsGoneEndsIt) {
  Add("a.jpg", kJpeg);
  host_.ingest.messages.clear();
  EXPECT_EQ(Run().code, chp::Code::kOk);
  config_ = std::make_shared<Config>();
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(x_.requests.empty());
}

TEST_F(MediaJobTest, AHostThatKeepsNoFilesGetsOneNote) {
  Add("a.jpg", kJpeg);
  Add("b.jpg", kJpeg);
  host_.keeps_files = false;
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(HasNote("a.jpg: This helpdesk keeps no files."));
  EXPECT_TRUE(HasNote("b.jpg: This helpdesk keeps no files."));
  EXPECT_TRUE(x_.requests.empty());
}

TEST_F(MediaJobTest, FilesBeyondTheMostOfAMessageAreSaid) {
  Add("a.jpg", kJpeg);
  order_.list.left_out = 3;
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().size(), 1u);
  EXPECT_TRUE(HasNote("3 more: only the first 10 are fetched."));
}

// The host's stores fail at one step, or the process is gone from it on; then it runs again.
TEST_F(MediaJobTest, AFailureOrACrashAtAnyStepLosesAndDoublesNothing) {
  Add("a.jpg", kJpeg);
  Add("gone.jpg", kJpeg);
  Add("v.mp4", kMp4, MediaType::kVideo);
  x_.files.erase("https://x.test/gone.jpg");
  for (FaultPlan* plan :
       {&host_.kv.faults, &host_.ingest.faults, &host_.blobs.faults, &x_.faults}) {
    for (const bool crash : {false, true}) {
      int step = 1;
      for (bool reached = true; reached; ++step) {
        host_.ingest.batches.clear();
        const int before = plan->operations();
        crash ? plan->FailFrom(step, StoreFailure()) : plan->FailAt(step, StoreFailure());
        const auto first = Run();
        reached = plan->operations() - before >= step;
        plan->Clear();
        if (first.code != chp::Code::kOk) {
          ASSERT_GT(RunUntilDone(), 0);
        }
        ASSERT_EQ(Attached().size(), 2u) << step;
        ASSERT_TRUE(HasNote("gone.jpg")) << step;
        ASSERT_EQ(Notes().begin()->find("a.jpg:"), std::string::npos);
        ASSERT_FALSE(HasProgress());
      }
      EXPECT_GT(step, 3);
    }
  }
}

TEST_F(MediaJobTest, AFileThatIsStoredIsNotFetchedAgainAfterACrash) {
  Add("a.jpg", kJpeg);
  host_.ingest.faults.FailFrom(2, StoreFailure());  // Find, then the delivery
  EXPECT_EQ(Run().reason, "host.store");
  host_.ingest.faults.Clear();
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(x_.requests.size(), 1u);
  EXPECT_EQ(Attached().size(), 1u);
}

TEST_F(MediaJobTest, APayloadThatIsNotOursIsRefused) {
  chp::Job job;
  job.account_id = "7";
  job.payload_json = "{}";
  const auto done = MediaJob(host_.ports(), x_).Run(call_, *config_, job);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, "job.payload");
}

}  // namespace
}  // namespace twitter::testing
