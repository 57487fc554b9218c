// The media job: what is attached, and what is noted.
#include "tests/unit/inbound/media_job_fixture.hpp"

namespace twitter::testing {
namespace {

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

}  // namespace
}  // namespace twitter::testing
