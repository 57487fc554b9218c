// Files on their way to X: every step, resumed wherever it broke off.
#include "twitter_channel/outbound/media_pipeline.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_x_api.hpp"
#include "tests/unit/outbound/media_fixture.hpp"
#include "tests/unit/outbound/reply_fixture.hpp"
#include "twitter_channel/outbound/piece_reader.hpp"

namespace twitter {
namespace {

using testing::Clip;
using testing::Kept;
using testing::LostAnswer;
using testing::LostRequest;
using testing::Picture;
using Asked = std::vector<std::string>;

class MediaPipelineTest : public ::testing::Test {
 protected:
  chp::Result<std::vector<std::string>> Ready(const std::vector<chp::Attachment>& files) {
    const Credentials credentials = CredentialsOf(*config_, config_->accounts.front());
    return MediaPipeline(host_.ports(), &x_.uploads,
                         {.call = call_,
                          .credentials = credentials,
                          .account_id = "7",
                          .idempotency_key = "article-1",
                          .is_direct_message = false})
        .Ready(files);
  }
  std::string ReasonOf(const std::vector<chp::Attachment>& files) {
    const auto ready = Ready(files);
    return ready ? "" : ready.error().reason;
  }
  const testing::FakeUpload& Only() const { return x_.uploads.uploads.begin()->second; }

  testing::FakeHost host_;
  testing::FakeXApi x_{host_.clock};
  testing::FakeCall call_;
  std::shared_ptr<const Config> config_ = testing::TestConfig();
};

TEST_F(MediaPipelineTest, APictureIsUploadedAndDescribed) {
  const auto ready = Ready({Kept(host_, Picture("a.jpg"))});
  ASSERT_TRUE(ready);
  EXPECT_EQ(ready->size(), 1u);
  EXPECT_EQ(x_.uploads.asked, (Asked{"begin", "append 0", "finish", "describe"}));
  EXPECT_EQ(Only().media.media_type, "image/jpeg");
  EXPECT_EQ(Only().media.category, "tweet_image");
  EXPECT_TRUE(Only().start.starts_with(testing::kJpegStart));
  EXPECT_EQ(Only().alt_text, "What a.jpg shows");
}

TEST_F(MediaPipelineTest, FilesKeepTheirOrder) {
  const auto ready = Ready({Kept(host_, Picture("a")), Kept(host_, Picture("b"))});
  ASSERT_TRUE(ready);
  ASSERT_EQ(ready->size(), 2u);
  EXPECT_EQ(x_.uploads.uploads.at(ready->at(0)).alt_text, "What a shows");
  EXPECT_EQ(x_.uploads.uploads.at(ready->at(1)).alt_text, "What b shows");
}

TEST_F(MediaPipelineTest, AVideoGoesInPiecesAndIsWaitedForWithoutSleeping) {
  x_.uploads.goes_on = 2;
  const auto file = Kept(host_, Clip("clip.mp4"));
  const auto waits = Ready({file});
  ASSERT_FALSE(waits);
  EXPECT_EQ(waits.error().reason, "x.media_processing");
  EXPECT_EQ(waits.error().code, chp::Code::kAgain);
  EXPECT_EQ(waits.error().retry_after_ms, 2'000);
  EXPECT_EQ(x_.uploads.asked, (Asked{"begin", "append 0", "append 1", "append 2", "finish"}));
  EXPECT_EQ(ReasonOf({file}), "x.media_processing");
  EXPECT_TRUE(Ready({file}));
  EXPECT_EQ(x_.uploads.uploads.size(), 1u);
  EXPECT_EQ(Only().pieces.at(2), 2'500'000 - 2 * kPieceBytes);
}

TEST_F(MediaPipelineTest, WhatIsReadyIsNotUploadedAgain) {
  const auto file = Kept(host_, Picture("a"));
  const auto first = Ready({file});
  x_.uploads.asked.clear();
  const auto second = Ready({file});
  ASSERT_TRUE(first);
  ASSERT_TRUE(second);
  EXPECT_EQ(*first, *second);
  EXPECT_TRUE(x_.uploads.asked.empty());
}

TEST_F(MediaPipelineTest, WhatXWillHaveForgottenIsUploadedAgain) {
  const auto file = Kept(host_, Picture("a"));
  const auto first = Ready({file});
  host_.clock.Advance(std::int64_t{24} * 3'600'000 - 60'000);
  const auto second = Ready({file});
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second);
}

TEST_F(MediaPipelineTest, AnUploadThatBrokeOffGoesOnWithTheNextPiece) {
  const auto file = Kept(host_, Clip("clip.mp4"));
  x_.uploads.plans.Add({});
  x_.uploads.plans.Add({});
  x_.uploads.plans.Add(LostRequest());
  ASSERT_FALSE(Ready({file}));
  x_.uploads.asked.clear();
  ASSERT_TRUE(Ready({file}));
  EXPECT_EQ(x_.uploads.asked.front(), "append 1");
  EXPECT_EQ(x_.uploads.uploads.size(), 1u);
}

TEST_F(MediaPipelineTest, AfterALostAnswerToTheEndXIsAskedFirst) {
  const auto file = Kept(host_, Picture("a"));
  for (int step = 0; step < 2; ++step) x_.uploads.plans.Add({});
  x_.uploads.plans.Add(LostAnswer());
  ASSERT_FALSE(Ready({file}));
  x_.uploads.asked.clear();
  ASSERT_TRUE(Ready({file}));
  EXPECT_EQ(x_.uploads.asked, (Asked{"status", "describe"}));
}

// X finishes nothing twice: it refused a copy of the request, made on its way.
TEST_F(MediaPipelineTest, AnEndThatXRefusesBecauseItWasReachedIsReached) {
  for (int step = 0; step < 2; ++step) x_.uploads.plans.Add({});
  x_.uploads.plans.Add(
      testing::AcceptedBut(testing::XError(chp::Code::kRejected, "x.bad_request", 400)));
  ASSERT_TRUE(Ready({Kept(host_, Picture("a"))}));
  EXPECT_EQ(x_.uploads.asked, (Asked{"begin", "append 0", "finish", "status", "describe"}));
}

TEST_F(MediaPipelineTest, AnEndThatNeverArrivedIsSaidAgain) {
  const auto file = Kept(host_, Picture("a"));
  for (int step = 0; step < 2; ++step) x_.uploads.plans.Add({});
  x_.uploads.plans.Add(LostRequest());
  ASSERT_FALSE(Ready({file}));
  x_.uploads.asked.clear();
  ASSERT_TRUE(Ready({file}));
  EXPECT_EQ(x_.uploads.asked, (Asked{"status", "finish", "describe"}));
}

TEST_F(MediaPipelineTest, AnUploadThatXKnowsNoMoreBeginsAfresh) {
  const auto file = Kept(host_, Clip("clip.mp4"));
  x_.uploads.plans.Add({});
  x_.uploads.plans.Add(LostRequest());
  ASSERT_FALSE(Ready({file}));
  x_.uploads.uploads.clear();
  const auto refused = Ready({file});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, chp::Code::kTransient);
  EXPECT_TRUE(Ready({file}));
}

TEST_F(MediaPipelineTest, AFileThatXCannotUseIsSaidWithItsNameAndXsReason) {
  x_.uploads.fails = true;
  const auto failed = Ready({Kept(host_, Clip("clip.mp4"))});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().reason, "x.media_failed");
  EXPECT_EQ(failed.error().code, chp::Code::kRejected);
  EXPECT_NE(failed.error().message.find("clip.mp4"), std::string::npos);
  EXPECT_NE(failed.error().message.find("Unsupported video."), std::string::npos);
}

TEST_F(MediaPipelineTest, ALongUploadLetsOthersHaveTheirTurn) {
  chp::Attachment file = Clip("long.mp4");
  file.size_bytes = 20 * kPieceBytes;
  Kept(host_, file);
  x_.uploads.on_append = [this] { host_.clock.Advance(5'000); };
  const auto paused = Ready({file});
  ASSERT_FALSE(paused);
  EXPECT_EQ(paused.error().reason, "x.media_uploading");
  EXPECT_EQ(paused.error().code, chp::Code::kAgain);
  EXPECT_EQ(Only().pieces.size(), 4u);
  while (!Ready({file})) {
  }
  EXPECT_EQ(Only().pieces.size(), 20u);
}

TEST_F(MediaPipelineTest, HalfAGigabyteTakesTheMemoryOfOnePiece) {
  chp::Attachment file = Clip("huge.mp4");
  file.size_bytes = std::uint64_t{500} << 20;
  Kept(host_, file);
  ASSERT_TRUE(Ready({file}));
  EXPECT_EQ(Only().pieces.size(), 500u);
  EXPECT_EQ(x_.uploads.largest_piece, kPieceBytes);
}

TEST_F(MediaPipelineTest, AFileThatVanishedIsSaidByName) {
  const auto gone = Ready({Picture("a.jpg")});
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().reason, "reply.file_gone");
  EXPECT_EQ(gone.error().code, chp::Code::kRejected);
  EXPECT_NE(gone.error().message.find("a.jpg"), std::string::npos);
  EXPECT_TRUE(x_.uploads.asked.empty());
}

TEST_F(MediaPipelineTest, AFileOfAnotherSizeIsNotFinished) {
  for (const std::int64_t change : {-1, 1}) {
    chp::Attachment file = Kept(host_, Picture("a"));
    file.size_bytes =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(file.size_bytes) + change);
    EXPECT_EQ(ReasonOf({file}), "reply.file_changed") << change;
  }
}

TEST_F(MediaPipelineTest, WhatAFileIsItsBytesSay) {
  chp::Attachment file = Kept(host_, Picture("a.jpg"));
  host_.blobs.Keep("a.jpg", "<html>not a picture at all", file.size_bytes);
  EXPECT_EQ(ReasonOf({file}), "reply.file_type");
  host_.blobs.Keep("a.jpg", "\x89PNG\r\n\x1A\n and a picture", file.size_bytes);
  ASSERT_TRUE(Ready({file}));
  EXPECT_EQ(Only().media.media_type, "image/png");
}

TEST_F(MediaPipelineTest, ADamagedRecordOnlyMeansAnotherUpload) {
  const auto file = Kept(host_, Picture("a"));
  ASSERT_TRUE(Ready({file}));
  for (auto& [key, entry] : host_.kv.entries) entry.value = "{\"state\":99}";
  EXPECT_TRUE(Ready({file}));
  EXPECT_EQ(x_.uploads.uploads.size(), 2u);
}

TEST_F(MediaPipelineTest, AHostWithoutFilesIsSaid) {
  host_.keeps_files = false;
  EXPECT_EQ(ReasonOf({Picture("a")}), "reply.no_files");
}

}  // namespace
}  // namespace twitter
