// Which files of a message are fetched, from where, and what they are called.
#include "twitter_channel/inbound/media_files.hpp"

#include <gtest/gtest.h>

#include "twitter_channel/inbound/file_type.hpp"
#include "twitter_channel/inbound/media_order.hpp"

namespace twitter::testing {
namespace {

Media Photo(const std::string& url) {
  Media media;
  media.url = url;
  media.alt_text = "A cat";
  return media;
}

Media Video(std::vector<MediaVariant> variants, MediaType type = MediaType::kVideo) {
  Media media = Photo("https://pbs.twimg.com/ext_tw_video_thumb/1/pu/img/poster.jpg");
  media.type = type;
  media.variants = std::move(variants);
  return media;
}

Post PostWith(std::vector<Media> media) {
  Post post;
  post.id = "12";
  post.entities.media = std::move(media);
  return post;
}

MediaFile Only(const Media& media) {
  const MediaFileList list = FilesOf(PostWith({media}));
  EXPECT_EQ(list.files.size(), 1u);
  return list.files.empty() ? MediaFile() : list.files.front();
}

std::string NameOf(const std::string& url) { return Only(Photo(url)).name; }

TEST(MediaFiles, APhotoIsFetchedInItsOriginalSizeOrElseAsGiven) {
  const MediaFile file = Only(Photo("https://pbs.twimg.com/media/AbC-d_1.jpg"));
  EXPECT_EQ(file.url, "https://pbs.twimg.com/media/AbC-d_1?format=jpg&name=orig");
  EXPECT_EQ(file.others, std::vector<std::string>{"https://pbs.twimg.com/media/AbC-d_1.jpg"});
  EXPECT_EQ(file.name, "AbC-d_1.jpg");
  EXPECT_EQ(file.media_type, "image/jpeg");
  EXPECT_EQ(file.alt_text, "A cat");
  EXPECT_EQ(file.page, "https://twitter.com/_/status/12");
  EXPECT_FALSE(file.is_signed);
}

TEST(MediaFiles, AnyOtherAddressIsTakenAsItIs) {
  for (const char* url :
       {"https://pbs.twimg.com/media/a.jpg?name=small", "https://pbs.twimg.com/media/a.jpg:large",
        "https://pbs.twimg.com/dm_gif_preview/a.jpg", "https://pbs.twimg.com/media/a",
        "https://ton.twitter.com/media/a.jpg", "http://127.0.0.1:1/media/a.jpg"}) {
    const MediaFile file = Only(Photo(url));
    EXPECT_EQ(file.url, url);
    EXPECT_TRUE(file.others.empty());
  }
}

TEST(MediaFiles, AllPhotosAreTakenEachOnce) {
  const MediaFileList list = FilesOf(PostWith(
      {Photo("https://pbs.twimg.com/media/a.jpg"), Photo("https://pbs.twimg.com/media/b.png"),
       Photo("https://pbs.twimg.com/media/a.jpg"), Photo("")}));
  ASSERT_EQ(list.files.size(), 2u);
  EXPECT_EQ(list.files[1].media_type, "image/png");
}

TEST(MediaFiles, TheVariantOfTheHighestBitrateIsTakenAndNeverAPlaylistOrThePreview) {
  const MediaFile file =
      Only(Video({{"https://video.twimg.com/1/pl/x.m3u8", "application/x-mpegURL", 9'000'000},
                  {"https://video.twimg.com/1/320/low.mp4?tag=1", "video/mp4", 256'000},
                  {"https://video.twimg.com/1/720/high.mp4?tag=1", "video/mp4", 2'176'000},
                  {"https://video.twimg.com/1/480/mid.mp4?tag=1", "video/mp4", 832'000}}));
  EXPECT_EQ(file.kind, MediaType::kVideo);
  EXPECT_EQ(file.url, "https://video.twimg.com/1/720/high.mp4?tag=1");
  EXPECT_EQ(file.others, (std::vector<std::string>{"https://video.twimg.com/1/480/mid.mp4?tag=1",
                                                   "https://video.twimg.com/1/320/low.mp4?tag=1"}));
  EXPECT_EQ(file.name, "high.mp4");
  EXPECT_EQ(file.media_type, "video/mp4");
}

TEST(MediaFiles, AnAnimatedGifIsItsFilm) {
  const MediaFile file = Only(Video({{"https://video.twimg.com/tweet_video/g.mp4", "video/mp4", 0}},
                                    MediaType::kAnimatedGif));
  EXPECT_EQ(file.kind, MediaType::kAnimatedGif);
  EXPECT_EQ(file.name, "g.mp4");
}

TEST(MediaFiles, OfAVideoWithoutAFilmThePreviewIsTaken) {
  const MediaFile file =
      Only(Video({{"https://video.twimg.com/1/pl/x.m3u8", "application/x-mpegURL", 1}}));
  EXPECT_EQ(file.name, "poster.jpg");
  EXPECT_EQ(file.kind, MediaType::kPhoto);
}

TEST(MediaFiles, NamesAreHarmless) {
  EXPECT_EQ(NameOf("https://h/a/b.jpg:large?x=/../y#z"), "b.jpg");
  EXPECT_EQ(NameOf("https://h/..%2f..%2fpasswd"), "_2f.._2fpasswd");
  EXPECT_EQ(NameOf("https://h/.htaccess"), "htaccess");
  EXPECT_EQ(NameOf("https://h/a\r\nb\x01\\c<>.png"), "a__b__c__.png");
  EXPECT_EQ(NameOf("https://h/"), "file");
  EXPECT_EQ(NameOf("https://h"), "file");
  EXPECT_EQ(NameOf("https://h/..."), "file");
  const std::string name = NameOf("https://h/" + std::string(5'000, 'x') + ".jpeg");
  EXPECT_LE(name.size(), 100u);
  EXPECT_TRUE(name.ends_with(".jpeg"));
}

TEST(MediaFiles, NamesAreUniqueWithinAMessage) {
  const MediaFileList list = FilesOf(PostWith(
      {Photo("https://h/1/a.jpg"), Photo("https://h/2/a.jpg"), Photo("https://h/3/a.jpg")}));
  ASSERT_EQ(list.files.size(), 3u);
  EXPECT_EQ(list.files[0].name, "a.jpg");
  EXPECT_EQ(list.files[1].name, "a-2.jpg");
  EXPECT_EQ(list.files[2].name, "a-3.jpg");
}

TEST(MediaFiles, MoreThanAMessageMayHaveAreCounted) {
  std::vector<Media> media;
  for (int i = 0; i < 13; ++i) media.push_back(Photo("https://h/" + std::to_string(i) + ".jpg"));
  const MediaFileList list = FilesOf(PostWith(media));
  EXPECT_EQ(list.files.size(), kMostFiles);
  EXPECT_EQ(list.left_out, 3u);
}

TEST(MediaFiles, ARepostShowsWhatItRepeatsAndAQuoteOnlyItsOwn) {
  Post repost = PostWith({Photo("https://h/cut.jpg")});
  repost.reposted =
      std::make_shared<Post>(PostWith({Photo("https://h/a.jpg"), Photo("https://h/b.jpg")}));
  EXPECT_EQ(FilesOf(repost).files.size(), 2u);
  Post quote = PostWith({});
  quote.quoted = std::make_shared<Post>(PostWith({Photo("https://h/a.jpg")}));
  EXPECT_TRUE(FilesOf(quote).files.empty());
}

TEST(MediaFiles, FilesOfADirectMessageMayNeedTheAccountsSignature) {
  DirectMessage message;
  message.conversation_id = "1-2";
  message.entities.media = {Photo("https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg")};
  const MediaFile file = FilesOf(message).files.at(0);
  EXPECT_TRUE(file.is_signed);
  EXPECT_EQ(file.page, "https://twitter.com/messages/1-2");
}

TEST(MediaFiles, OnlyAPageOfXIsShownToAgents) {
  Media media = Photo("https://h/a.jpg");
  media.expanded_url = "https://evil.test/";
  EXPECT_EQ(Only(media).page, "https://twitter.com/_/status/12");
  media.expanded_url = "https://x.com/jo/status/12/photo/1";
  EXPECT_EQ(Only(media).page, media.expanded_url);
}

TEST(MediaOrder, IsReadAsItWasWritten) {
  MediaOrder order{.message_id = "12",
                   .list = FilesOf(PostWith({Photo("https://pbs.twimg.com/media/a.jpg"),
                                             Video({{"https://h/v.mp4", "video/mp4", 1}})}))};
  order.list.left_out = 2;
  order.list.files[0].alt_text = "a \"cat\"\n";
  const auto read = ReadMediaOrder(WriteMediaOrder(order));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->message_id, "12");
  EXPECT_EQ(read->list.files, order.list.files);
  EXPECT_EQ(read->list.left_out, 2u);
}

TEST(MediaOrder, AnythingElseIsRefused) {
  for (const char* payload :
       {"", "[]", "{}", R"({"message_id":"1"})", R"({"message_id":"1","files":[1]})",
        R"({"message_id":"1","files":[{"url":"https://h/a"}]})"}) {
    const auto read = ReadMediaOrder(payload);
    ASSERT_FALSE(read.ok()) << payload;
    EXPECT_EQ(read.error().reason, "job.payload");
  }
}

TEST(FileType, IsToldFromTheFirstBytes) {
  EXPECT_EQ(FileTypeOf("\xFF\xD8\xFF\xE0"), "image/jpeg");
  EXPECT_EQ(FileTypeOf("\x89PNG\r\n\x1A\n...."), "image/png");
  EXPECT_EQ(FileTypeOf("GIF89a"), "image/gif");
  EXPECT_EQ(FileTypeOf("RIFF1234WEBPVP8 "), "image/webp");
  EXPECT_EQ(FileTypeOf("1234ftypisom1234"), "video/mp4");
}

TEST(FileType, IsNothingForWhatABrowserWouldRun) {
  for (const char* start : {"", "<html>", "<!DOCTYPE html>", "<svg xmlns=", "<?xml version=",
                            "\xEF\xBB\xBF<svg", "%PDF-1.7", "#EXTM3U", "xxxxxxxxWEBP", "GIF88a",
                            "1234ftypavif1234", "1234ftypheic1234", "\xFF\xD8"}) {
    EXPECT_EQ(FileTypeOf(start), "") << start;
  }
}

}  // namespace
}  // namespace twitter::testing
