// The media job: what is attached, what is noted, and what a failure or a crash at any step does.
#include "twitter_channel/inbound/media_job.hpp"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_media.hpp"
#include "twitter_channel/inbound/media_order.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter::testing {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;
const std::string kJpeg = "\xFF\xD8\xFF\xE0 a picture of a cat";
const std::string kPng = "\x89PNG\r\n\x1A\n another picture";
const std::string kMp4 = std::string("1234ftypisom a film");

class TimedCall : public FakeCall {
 public:
  using FakeCall::FakeCall;
  std::int64_t DeadlineMs() const override { return deadline_ms; }
  std::int64_t deadline_ms = 0;
};

class MediaJobTest : public ::testing::Test {
 protected:
  MediaJobTest() {
    config_ = std::make_shared<Config>();
    chp::ConfigInput input;
    input.json = R"({"accounts":[{"id":"7","external_id":"2001","screen_name":"acme"}]})";
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    config_ = *ParseConfig(input);
    chp::Message message;
    message.account_id = "7";
    message.external_id = "12";
    host_.ingest.messages.emplace(std::pair("7", "12"), message);
  }

  // A file of the message that X gives.
  MediaFile& Add(const std::string& name, const std::string& bytes,
                 MediaType kind = MediaType::kPhoto) {
    MediaFile file;
    file.kind = kind;
    file.name = name;
    file.url = "https://x.test/" + name;
    file.page = "https://x.com/jo/status/12";
    file.alt_text = "alt of " + name;
    x_.files[file.url].bytes = bytes;
    order_.list.files.push_back(file);
    return order_.list.files.back();
  }
  FakeFile& At(const std::string& name) { return x_.files["https://x.test/" + name]; }

  chp::Error Run() {
    chp::Job job;
    job.account_id = "7";
    job.payload_json = WriteMediaOrder(order_);
    MediaJob media(host_.ports(), x_);
    const auto done = media.Run(call_, *config_, job);
    return done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
  }
  // As a host does: again until it is done.
  int RunUntilDone(int most = 100) {
    for (int runs = 1; runs <= most; ++runs) {
      if (Run().code == chp::Code::kOk) return runs;
    }
    return 0;
  }

  // What the host would show: each file once, by name.
  std::map<std::string, chp::Attachment> Attached() const {
    std::map<std::string, chp::Attachment> attached;
    for (const chp::Batch& batch : host_.ingest.batches) {
      for (const chp::Update& update : batch.updates) {
        EXPECT_EQ(update.kind, chp::UpdateKind::kAttached);
        EXPECT_EQ(update.external_id, "12");
        for (const chp::Attachment& file : update.attachments)
          attached.emplace(file.filename, file);
      }
    }
    return attached;
  }
  std::set<std::string> Notes() const {
    std::set<std::string> notes;
    for (const chp::Batch& batch : host_.ingest.batches) {
      for (const chp::Update& update : batch.updates) {
        if (!update.text.empty()) notes.insert(update.text);
      }
    }
    return notes;
  }
  bool HasNote(std::string_view part) const {
    const auto notes = Notes();
    return notes.size() == 1 && notes.begin()->find(part) != std::string::npos;
  }
  bool HasProgress() const { return host_.kv.Peek(MediaProgressKey("7", "12")).has_value(); }

  FakeHost host_;
  FakeMediaFiles x_;
  TimedCall call_;
  MediaOrder order_{.message_id = "12", .list = {}};
  std::shared_ptr<const Config> config_;
};

TEST_F(MediaJobTest, EveryFileIsStoredAndAttachedWithTypeNameAndAltText) {
  Add("a.jpg", kJpeg);
  Add("v.mp4", kMp4, MediaType::kVideo);
  EXPECT_EQ(Run().code, chp::Code::kOk);
  const auto attached = Attached();
  ASSERT_EQ(attached.size(), 2u);
  const chp::Attachment& photo = attached.at("a.jpg");
  EXPECT_EQ(photo.media_type, "image/jpeg");
  EXPECT_EQ(photo.alt_text, "alt of a.jpg");
  EXPECT_EQ(photo.size_bytes, kJpeg.size());
  EXPECT_EQ(host_.blobs.stored.at(photo.blob_id).start, kJpeg);
  EXPECT_EQ(attached.at("v.mp4").media_type, "video/mp4");
  EXPECT_TRUE(Notes().empty());
  EXPECT_FALSE(HasProgress());
}

TEST_F(MediaJobTest, NoFileIsHeldInMemory) {
  Add("v.mp4", kMp4, MediaType::kVideo);
  At("v.mp4").zeros = 64 * kMegabyte;
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().at("v.mp4").size_bytes, kMp4.size() + 64 * kMegabyte);
  EXPECT_LE(host_.blobs.largest_piece, FakeMediaFiles::kPiece);
}

TEST_F(MediaJobTest, ATypeThatTheServerLiesAboutIsCorrected) {
  Add("a.jpg", kPng);
  At("a.jpg").media_type = "text/html";
  Run();
  EXPECT_EQ(Attached().at("a.jpg").media_type, "image/png");
}

TEST_F(MediaJobTest, WhatABrowserWouldRunIsNeverStored) {
  const std::vector<std::string> bodies = {"<html><script>alert(1)</script></html>",
                                           "<svg xmlns='http://www.w3.org/2000/svg'/>", "<b>",
                                           std::string(1 << 17, '<')};
  for (const std::string& body : bodies) {
    order_.list.files.clear();
    host_.ingest.batches.clear();
    Add("a.jpg", body);
    EXPECT_EQ(Run().code, chp::Code::kOk);
    EXPECT_TRUE(HasNote("a.jpg: It is neither a picture nor a video."));
    EXPECT_TRUE(Attached().empty());
  }
  EXPECT_TRUE(host_.blobs.stored.empty());
}

TEST_F(MediaJobTest, AnEmptyFileIsNotAttached) {
  Add("a.jpg", "");
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_TRUE(HasNote("a.jpg: It is empty."));
  EXPECT_TRUE(host_.blobs.stored.empty());
}

TEST_F(MediaJobTest, WhatXDoesNotGiveIsSaidWithThePlaceToLookAtIt) {
  Add("a.jpg", kJpeg);
  Add("gone.jpg", kJpeg);
  x_.files.erase("https://x.test/gone.jpg");
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().size(), 1u);
  EXPECT_TRUE(HasNote("gone.jpg: X does not give it. Look at it: https://x.com/jo/status/12"));
}

TEST_F(MediaJobTest, LimitsAreThoseOfTheKind) {
  Add("a.jpg", kJpeg);
  Add("g.mp4", kMp4, MediaType::kAnimatedGif);
  Add("v.mp4", kMp4, MediaType::kVideo);
  Run();
  EXPECT_EQ(x_.requests.at(0).limit, 20 * kMegabyte);
  EXPECT_EQ(x_.requests.at(1).limit, 50 * kMegabyte);
  EXPECT_EQ(x_.requests.at(2).limit, 600 * kMegabyte);
}

TEST_F(MediaJobTest, AMessageIsBoundedAsAWhole) {
  for (const char* name : {"1.mp4", "2.mp4"}) {
    Add(name, kMp4, MediaType::kVideo);
    At(name).zeros = 550 * kMegabyte;
  }
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().size(), 1u);
  EXPECT_TRUE(HasNote("2.mp4"));
}

TEST_F(MediaJobTest, ALesserOneIsTakenWhenTheBestIsRefused) {
  Add("a.jpg", kJpeg).others = {"https://x.test/no.jpg", "https://x.test/a-small.jpg"};
  x_.files.erase("https://x.test/a.jpg");
  x_.files["https://x.test/a-small.jpg"].bytes = kPng;
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Attached().at("a.jpg").size_bytes, kPng.size());
  EXPECT_TRUE(Notes().empty());
}

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
