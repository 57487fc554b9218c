// Posts in every shape that v1.1 knows.
#include <string>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/unit/x_api/parse_object.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kMention = R"({
  "created_at":"Mon May 19 14:01:46 +0000 2025","id":1924465506158879000,
  "id_str":"1924465506158878979","text":"@acme my order is late https://t.co/abc",
  "source":"<a href=\"https://x.com\">X Web App</a>","truncated":false,"display_text_range":[6,38],
  "in_reply_to_status_id":1924465000000000000,"in_reply_to_status_id_str":"1924465000000000001",
  "in_reply_to_user_id":2244994945,"in_reply_to_user_id_str":"2244994945",
  "in_reply_to_screen_name":"acme",
  "user":{"id":12,"id_str":"12","name":"Jo","screen_name":"jo"},
  "geo":null,"coordinates":null,"place":null,"contributors":null,"is_quote_status":false,
  "retweet_count":3,
  "entities":{"hashtags":[],"symbols":[{"text":"TWTR","indices":[0,1]}],
   "urls":[{"url":"https://t.co/abc","expanded_url":"https://example.com/","display_url":"example.com",
            "indices":[23,38]}],
   "user_mentions":[{"screen_name":"acme","name":"Acme","id":2244994945,"id_str":"2244994945",
                     "indices":[0,5]}]},
  "favorited":true,"retweeted":false,"possibly_sensitive":true,"filter_level":"low","lang":"en",
  "timestamp_ms":"1747663306123"})";

// A post with `fields` added to what every post has.
std::string PostWith(const std::string& fields) {
  return R"({"id_str":"5","text":"hello","user":{"id_str":"1"}, )" + fields + "}";
}

Post Parsed(const std::string& json) {
  const auto post = ParsePost(ParseObject(json));
  EXPECT_TRUE(post.ok()) << post.error().message;
  return post.ok() ? *post : Post{};
}

TEST(ParsePost, ReadsWhoSaidWhatToWhom) {
  const Post post = Parsed(kMention);
  EXPECT_EQ(post.id, "1924465506158878979");
  EXPECT_EQ(post.text, "@acme my order is late https://t.co/abc");
  EXPECT_EQ(post.author.screen_name, "jo");
  EXPECT_EQ(post.in_reply_to_post_id, "1924465000000000001");
  EXPECT_EQ(post.in_reply_to_user_id, "2244994945");
  EXPECT_EQ(post.display_start, 6u);
}

TEST(ParsePost, ReadsDetails) {
  const Post post = Parsed(kMention);
  EXPECT_EQ(post.source, "<a href=\"https://x.com\">X Web App</a>");
  EXPECT_EQ(post.lang, "en");
  EXPECT_EQ(post.geo_json, "{}");
  EXPECT_EQ(post.place_json, "{}");
  EXPECT_EQ(post.retweet_count, 3);
  EXPECT_TRUE(post.possibly_sensitive);
  EXPECT_TRUE(post.favorited);
  EXPECT_FALSE(post.retweeted);
  EXPECT_FALSE(post.truncated);
}

TEST(ParsePost, ReadsEntities) {
  Entities expected;
  expected.mentions = {{"2244994945", "acme", "Acme", {0, 5}}};
  expected.urls = {{"https://t.co/abc", "https://example.com/", "example.com", {23, 38}}};
  expected.cashtags = {{"TWTR", {0, 1}}};
  EXPECT_EQ(Parsed(kMention).entities, expected);
}

TEST(ParsePost, TheExactTimeWins) { EXPECT_EQ(Parsed(kMention).created_ms, 1'747'663'306'123); }

TEST(ParsePost, TheTimeMayBeInSeconds) {
  EXPECT_EQ(Parsed(PostWith(R"("created_at":"Mon May 19 14:01:46 +0000 2025")")).created_ms,
            1'747'663'306'000);
}

TEST(ParsePost, TheTimeMayBeInTheIdAlone) {
  EXPECT_EQ(
      Parsed(R"({"id_str":"2080761390344937796","text":"","user":{"id_str":"1"}})").created_ms,
      1'784'927'148'792);
}

TEST(ParsePost, TextStaysEscaped) {
  EXPECT_EQ(Parsed(R"({"id_str":"5","text":"a &amp; b &lt;","user":{"id_str":"1"}})").text,
            "a &amp; b &lt;");
}

TEST(ParsePost, ALongPostHasItsTextAndEntitiesInside) {
  const Post post =
      Parsed(R"({"id_str":"5","text":"@acme cut\u2026 https://t.co/z","truncated":true,
    "display_text_range":[0,140],"user":{"id_str":"1"},
    "entities":{"urls":[{"url":"https://t.co/z","indices":[11,25]}]},
    "extended_tweet":{"full_text":"@acme the whole text #late","display_text_range":[6,26],
      "entities":{"hashtags":[{"text":"late","indices":[21,26]}],
        "user_mentions":[{"id_str":"7","screen_name":"acme","name":"A","indices":[0,5]}],
        "media":[{"id_str":"1"}]},
      "extended_entities":{"media":[{"id_str":"1","type":"photo"},{"id_str":"2","type":"photo"}]}}})");
  EXPECT_EQ(post.text, "@acme the whole text #late");
  EXPECT_TRUE(post.truncated);
  EXPECT_EQ(post.display_start, 6u);
  EXPECT_TRUE(post.entities.urls.empty());
  ASSERT_EQ(post.entities.hashtags.size(), 1u);
  EXPECT_EQ(post.entities.hashtags[0].text, "late");
  EXPECT_EQ(post.entities.mentions.size(), 1u);
  EXPECT_EQ(post.entities.media.size(), 2u);
}

TEST(ParsePost, RestHasTheLongTextAsFullText) {
  EXPECT_EQ(Parsed(R"({"id_str":"5","full_text":"whole","user":{"id_str":"1"}})").text, "whole");
}

TEST(ParsePost, AllMediaAreTaken) {
  const Post post = Parsed(PostWith(R"("entities":{"media":[{"id_str":"1","type":"photo"}]},
    "extended_entities":{"media":[
     {"id":1,"id_str":"1","type":"photo","url":"https://t.co/m","display_url":"pic.x.com/m",
      "expanded_url":"https://x.com/jo/status/5/photo/1","media_url":"http://pbs/1.jpg",
      "media_url_https":"https://pbs/1.jpg","ext_alt_text":"a parcel"},
     {"id_str":"2","type":"video","media_url":"http://pbs/2.jpg","video_info":{"variants":[
       {"bitrate":832000,"content_type":"video/mp4","url":"https://video/2.mp4"},
       {"content_type":"application/x-mpegURL","url":"https://video/2.m3u8"}]}},
     {"id_str":"3","type":"animated_gif"}]})"));
  const auto& media = post.entities.media;
  ASSERT_EQ(media.size(), 3u);
  EXPECT_EQ(media[0], (Media{"1",
                             MediaType::kPhoto,
                             "https://t.co/m",
                             "https://x.com/jo/status/5/photo/1",
                             "pic.x.com/m",
                             "https://pbs/1.jpg",
                             "a parcel",
                             {}}));
  EXPECT_EQ(media[1].type, MediaType::kVideo);
  EXPECT_EQ(media[1].url, "http://pbs/2.jpg");
  EXPECT_EQ(media[1].variants,
            (std::vector<MediaVariant>{{"https://video/2.mp4", "video/mp4", 832'000},
                                       {"https://video/2.m3u8", "application/x-mpegURL", 0}}));
  EXPECT_EQ(media[2].type, MediaType::kAnimatedGif);
}

TEST(ParsePost, MediaOfPlainEntitiesAreTakenWhenThereIsNothingElse) {
  EXPECT_EQ(Parsed(PostWith(R"("entities":{"media":[{"id_str":"1","type":"photo"}]})"))
                .entities.media.size(),
            1u);
}

TEST(ParsePost, PositionsCountCodePoints) {
  const Post post =
      Parsed(R"({"id_str":"5","text":"\u00e9\u00e9 #\ud83d\ude00x","user":{"id_str":"1"},
      "entities":{"hashtags":[{"text":"x","indices":[3,99]}]}})");
  EXPECT_EQ(post.entities.hashtags.at(0).span, (Span{3, 6}));
}

TEST(ParsePost, PositionsOutsideOfTheTextAreCut) {
  const Post post = Parsed(PostWith(R"("display_text_range":[99,120],"entities":{"hashtags":[
      {"text":"a","indices":[-4,2]},{"text":"b","indices":[4,2]},{"text":"c","indices":[8,9]},
      {"text":"d","indices":[0,9223372036854775807]},{"text":"e"}]})"));
  const auto& tags = post.entities.hashtags;
  ASSERT_EQ(tags.size(), 5u);
  EXPECT_EQ(tags[0].span, (Span{0, 2}));
  EXPECT_EQ(tags[1].span, (Span{4, 4}));
  EXPECT_EQ(tags[2].span, (Span{5, 5}));
  EXPECT_EQ(tags[3].span, (Span{0, 5}));
  EXPECT_EQ(tags[4].span, (Span{0, 0}));
  EXPECT_EQ(post.display_start, 5u);
}

TEST(ParsePost, AMentionOfNobodyHasNoId) {
  const Post post = Parsed(
      PostWith(R"("entities":{"user_mentions":[{"id":-1,"id_str":"-1","screen_name":"gone"}]})"));
  ASSERT_EQ(post.entities.mentions.size(), 1u);
  EXPECT_EQ(post.entities.mentions[0].user_id, "");
  EXPECT_EQ(post.entities.mentions[0].screen_name, "gone");
}

TEST(ParsePost, ARepostBringsThePost) {
  const Post post = Parsed(
      PostWith(R"("retweeted_status":{"id_str":"4","text":"original","user":{"id_str":"2"}})"));
  EXPECT_EQ(post.reposted_post_id, "4");
  ASSERT_NE(post.reposted, nullptr);
  EXPECT_EQ(post.reposted->text, "original");
  EXPECT_EQ(post.reposted->author.id, "2");
}

TEST(ParsePost, AQuoteBringsThePost) {
  const Post post = Parsed(PostWith(R"("is_quote_status":true,"quoted_status_id":3,
      "quoted_status_id_str":"4","quoted_status":{"id_str":"4","text":"q","user":{"id_str":"2"}})"));
  EXPECT_EQ(post.quoted_post_id, "4");
  ASSERT_NE(post.quoted, nullptr);
  EXPECT_EQ(post.quoted->text, "q");
}

TEST(ParsePost, AQuoteMayComeAsIdAlone) {
  const Post post = Parsed(PostWith(R"("quoted_status_id_str":"4","quoted_status":null)"));
  EXPECT_EQ(post.quoted_post_id, "4");
  EXPECT_EQ(post.quoted, nullptr);
}

TEST(ParsePost, NestingEndsAfterTwoLevels) {
  std::string inner = R"({"id_str":"9","text":"deep","user":{"id_str":"1"}})";
  for (int i = 8; i > 5; --i) {
    inner = R"({"id_str":")" + std::to_string(i) +
            R"(","text":"t","user":{"id_str":"1"},"quoted_status":)" + inner + "}";
  }
  const Post post = Parsed(inner);
  ASSERT_NE(post.quoted, nullptr);
  ASSERT_NE(post.quoted->quoted, nullptr);
  EXPECT_EQ(post.quoted->quoted->quoted, nullptr);
  EXPECT_EQ(post.quoted->quoted->quoted_post_id, "9");
}

TEST(ParsePost, PlacesAreKeptAsTheyAre) {
  const Post post =
      Parsed(PostWith(R"("geo":{"type":"Point","coordinates":[52.5,13.4]},"place":{"id":"b"})"));
  EXPECT_EQ(boost::json::parse(post.geo_json),
            boost::json::parse(R"({"type":"Point","coordinates":[52.5,13.4]})"));
  EXPECT_EQ(post.place_json, R"({"id":"b"})");
}

struct BadPost {
  const char* fields;
  const char* path;
};
class MalformedPost : public ::testing::TestWithParam<BadPost> {};
TEST_P(MalformedPost, IsAnErrorThatNamesTheField) {
  const auto post = ParsePost(ParseObject(PostWith(GetParam().fields)));
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kInvalid);
  EXPECT_EQ(post.error().reason, "x.object_malformed");
  EXPECT_NE(post.error().message.find("`" + std::string(GetParam().path) + "`"), std::string::npos)
      << post.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    ParsePost, MalformedPost,
    ::testing::Values(
        BadPost{R"("id_str":"x")", "id_str"}, BadPost{R"("id_str":null)", "id_str"},
        BadPost{R"("text":17)", "text"}, BadPost{R"("full_text":[])", "full_text"},
        BadPost{R"("user":17)", "user"}, BadPost{R"("user":null)", "user"},
        BadPost{R"("user":{})", "user.id"}, BadPost{R"("created_at":"today")", "created_at"},
        BadPost{R"("created_at":17)", "created_at"},
        BadPost{R"("timestamp_ms":"x")", "timestamp_ms"},
        BadPost{R"("timestamp_ms":-1)", "timestamp_ms"},
        BadPost{R"("in_reply_to_status_id":1.5)", "in_reply_to_status_id"},
        BadPost{R"("in_reply_to_status_id_str":"a")", "in_reply_to_status_id_str"},
        BadPost{R"("entities":"none")", "entities"},
        BadPost{R"("entities":{"urls":{}})", "entities.urls"},
        BadPost{R"("entities":{"urls":[{},{"expanded_url":1}]})", "entities.urls[1].expanded_url"},
        BadPost{R"("entities":{"hashtags":[{"indices":[0]}]})", "entities.hashtags[0].indices"},
        BadPost{R"("entities":{"hashtags":[{"indices":["0","1"]}]})",
                "entities.hashtags[0].indices"},
        BadPost{R"("entities":{"user_mentions":[{"id_str":7}],"urls":1})", "entities.urls"},
        BadPost{R"("extended_entities":{"media":[{"video_info":{"variants":[{"bitrate":"x"}]}}]})",
                "extended_entities.media[0].video_info.variants[0].bitrate"},
        BadPost{R"("extended_tweet":[])", "extended_tweet"},
        BadPost{R"("extended_tweet":{"full_text":"t","entities":1})", "extended_tweet.entities"},
        BadPost{R"("retweeted_status":{"id_str":"4","text":"t","user":{"id_str":"x"}})",
                "retweeted_status.user.id_str"},
        BadPost{R"("quoted_status":[])", "quoted_status"}, BadPost{R"("geo":"here")", "geo"},
        BadPost{R"("retweet_count":"3")", "retweet_count"},
        BadPost{R"("display_text_range":["a"])", "display_text_range"},
        BadPost{R"("favorited":0)", "favorited"}));

TEST(ParsePost, WithoutTextIsAnError) {
  EXPECT_FALSE(ParsePost(ParseObject(R"({"id_str":"5","user":{"id_str":"1"}})")).ok());
}

TEST(ParsePost, AnErrorNeverQuotesTheText) {
  const auto post = ParsePost(
      ParseObject(R"({"id_str":"private words","text":"private words","user":{"id_str":"1"}})"));
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().message.find("private"), std::string::npos);
}

}  // namespace
}  // namespace twitter::testing
