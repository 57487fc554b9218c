// Which files X takes, told before anything is uploaded.
#include "twitter_channel/outbound/media_rules.hpp"

#include <gtest/gtest.h>

#include "tests/unit/outbound/media_fixture.hpp"

namespace twitter {
namespace {

using testing::Clip;
using testing::Gif;
using testing::Picture;

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

std::string ReasonOf(const std::vector<chp::Attachment>& files, bool is_direct_message = false,
                     Generation generation = Generation::kCurrent) {
  const auto refusal = MediaRefusal({files, is_direct_message, generation});
  return refusal ? refusal->reason : "";
}

chp::Attachment OfSize(chp::Attachment file, std::uint64_t size) {
  file.size_bytes = size;
  return file;
}

TEST(MediaRules, APostTakesFourPhotosOrOneFilm) {
  EXPECT_EQ(ReasonOf({}), "");
  EXPECT_EQ(ReasonOf({Picture("a"), Picture("b"), Picture("c"), Picture("d")}), "");
  EXPECT_EQ(ReasonOf({Picture("a"), Picture("b"), Picture("c"), Picture("d"), Picture("e")}),
            "compose.media_together");
  EXPECT_EQ(ReasonOf({Gif("a")}), "");
  EXPECT_EQ(ReasonOf({Clip("a")}), "");
  EXPECT_EQ(ReasonOf({Clip("a"), Picture("b")}), "compose.media_together");
  EXPECT_EQ(ReasonOf({Gif("a"), Gif("b")}), "compose.media_together");
}

TEST(MediaRules, AMessageTakesOneFile) {
  EXPECT_EQ(ReasonOf({Picture("a")}, true), "");
  EXPECT_EQ(ReasonOf({Picture("a"), Picture("b")}, true), "compose.media_together");
}

TEST(MediaRules, SizesArePerKind) {
  EXPECT_EQ(ReasonOf({OfSize(Picture("a"), 5 * kMiB)}), "");
  EXPECT_EQ(ReasonOf({OfSize(Picture("a"), 5 * kMiB + 1)}), "compose.media_too_large");
  EXPECT_EQ(ReasonOf({OfSize(Gif("a"), 15 * kMiB)}), "");
  EXPECT_EQ(ReasonOf({OfSize(Gif("a"), 15 * kMiB + 1)}), "compose.media_too_large");
  EXPECT_EQ(ReasonOf({OfSize(Clip("a"), 512 * kMiB)}), "");
  EXPECT_EQ(ReasonOf({OfSize(Clip("a"), 512 * kMiB + 1)}), "compose.media_too_large");
  EXPECT_EQ(ReasonOf({OfSize(Picture("a"), 0)}), "compose.media_empty");
}

TEST(MediaRules, OtherTypesAreRefusedByName) {
  chp::Attachment file = Picture("invoice.pdf");
  file.media_type = "application/pdf";
  const auto refusal = MediaRefusal({{file}, false, Generation::kCurrent});
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->reason, "compose.media_type");
  EXPECT_NE(refusal->message.find("invoice.pdf"), std::string::npos);
}

TEST(MediaRules, ADescriptionHasAThousandCharacters) {
  chp::Attachment file = Picture("a");
  file.alt_text.clear();
  for (int i = 0; i < 1000; ++i) file.alt_text += "é";
  EXPECT_EQ(ReasonOf({file}), "");
  file.alt_text += "é";
  EXPECT_EQ(ReasonOf({file}), "compose.alt_text_too_long");
}

TEST(MediaRules, VersionOneTakesNone) {
  EXPECT_EQ(ReasonOf({Picture("a")}, false, Generation::kLegacy),
            "compose.attachments_unsupported");
  EXPECT_EQ(ReasonOf({}, false, Generation::kLegacy), "");
}

TEST(MediaRules, CategoriesSayWhereItIsShown) {
  EXPECT_EQ(MediaCategory(MediaKind::kPhoto, false), "tweet_image");
  EXPECT_EQ(MediaCategory(MediaKind::kGif, false), "tweet_gif");
  EXPECT_EQ(MediaCategory(MediaKind::kVideo, true), "dm_video");
}

}  // namespace
}  // namespace twitter
