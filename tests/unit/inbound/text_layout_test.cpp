// What people read of a text of X, and titles.
#include "twitter_channel/inbound/text_layout.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace twitter {
namespace {

UrlEntity Link(std::string url, std::string expanded, std::string display = "") {
  UrlEntity entity;
  entity.url = std::move(url);
  entity.expanded_url = std::move(expanded);
  entity.display_url = std::move(display);
  return entity;
}

Entities Links(std::vector<UrlEntity> urls) {
  Entities entities;
  entities.urls = std::move(urls);
  return entities;
}

TEST(ReadableText, DecodesWhatXEscapes) {
  EXPECT_EQ(ReadableText("a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#39;", {}),
            "a & b <c> \"d\" 'e'");
}

TEST(ReadableText, DecodesOnce) { EXPECT_EQ(ReadableText("&amp;lt;", {}), "&lt;"); }

TEST(ReadableText, LeavesOtherAmpersandsAlone) {
  EXPECT_EQ(ReadableText("R&D &nbsp; &", {}), "R&D &nbsp; &");
}

TEST(ReadableText, ExpandsEveryOccurrenceOfALink) {
  EXPECT_EQ(ReadableText("https://t.co/a1 and https://t.co/a1",
                         Links({Link("https://t.co/a1", "https://example.com/x")})),
            "https://example.com/x and https://example.com/x");
}

TEST(ReadableText, FallsBackToWhatXDisplays) {
  EXPECT_EQ(ReadableText("https://t.co/a1", Links({Link("https://t.co/a1", "", "example.com")})),
            "example.com");
}

TEST(ReadableText, KeepsALinkThatLeadsNowhereKnown) {
  EXPECT_EQ(ReadableText("https://t.co/a1 https://t.co/b2", Links({Link("https://t.co/a1", "")})),
            "https://t.co/a1 https://t.co/b2");
}

TEST(ReadableText, KeepsALongerLinkThatBeginsTheSame) {
  EXPECT_EQ(ReadableText("https://t.co/abc", Links({Link("https://t.co/ab", "https://x.example")})),
            "https://t.co/abc");
}

TEST(ReadableText, ExpandsALinkBeforePunctuation) {
  EXPECT_EQ(
      ReadableText("(https://t.co/ab).", Links({Link("https://t.co/ab", "https://e.example")})),
      "(https://e.example).");
}

TEST(ReadableText, NeverReadsWhatItReplacedAgain) {
  EXPECT_EQ(
      ReadableText("https://t.co/a1", Links({Link("https://t.co/a1", "https://t.co/b2?x=1&amp;y"),
                                             Link("https://t.co/b2", "https://evil.example")})),
      "https://t.co/b2?x=1&amp;y");
}

TEST(ReadableText, ExpandsALinkThatIsNotXsShortForm) {
  EXPECT_EQ(ReadableText("see http://bit.ly/x now",
                         Links({Link("http://bit.ly/x", "https://long.example")})),
            "see https://long.example now");
}

TEST(ReadableText, ExpandsMediaLinksToTheirPage) {
  Entities entities;
  Media media;
  media.short_url = "https://t.co/p1";
  media.expanded_url = "https://twitter.com/jo/status/1/photo/1";
  entities.media.push_back(media);
  EXPECT_EQ(ReadableText("look https://t.co/p1", entities),
            "look https://twitter.com/jo/status/1/photo/1");
}

TEST(ReadableText, LeavesOutNulBytes) {
  EXPECT_EQ(ReadableText(std::string_view("a\0b", 3), {}), "ab");
}

TEST(ReadableText, NulInALinksTargetIsLeftOut) {
  Entities entities;
  entities.urls.push_back({.url = "https://t.co/a",
                           .expanded_url = std::string("https://ex\0ample.com", 20),
                           .display_url = {},
                           .span = {}});
  EXPECT_EQ(ReadableText("https://t.co/a", entities), "https://example.com");
}

TEST(ReadableText, NulInTheNameOfWhoIsRepostedIsLeftOut) {
  Post original;
  original.author.screen_name = std::string("ho\0use", 6);
  original.text = "all of it";
  Post repost;
  repost.text = "RT @\xE2\x80\xA6";
  repost.reposted = std::make_shared<const Post>(original);
  EXPECT_EQ(ReadableText(repost), "RT @house: all of it");
}

TEST(ReadableText, CompletesARepostThatXCutOff) {
  Post original;
  original.author.screen_name = "acme";
  original.text = "A long &amp; complete text";
  Post repost;
  repost.text = "RT @acme: A long &amp; c\xE2\x80\xA6";
  repost.reposted = std::make_shared<const Post>(original);
  EXPECT_EQ(ReadableText(repost), "RT @acme: A long & complete text");
}

TEST(TitleFrom, KeepsEightyCodePoints) {
  const std::string text(80, 'a');
  EXPECT_EQ(TitleFrom(text), text);
}

// P15
TEST(TitleFrom, CutsAfterEightyCodePoints) {
  EXPECT_EQ(TitleFrom(std::string(81, 'a')), std::string(80, 'a') + "...");
}

TEST(TitleFrom, CountsCodePointsNotBytes) {
  std::string text;
  for (int i = 0; i < 81; ++i) text += "\xF0\x9F\x8C\xBB";
  EXPECT_EQ(TitleFrom(text), text.substr(0, 320) + "...");
}

TEST(TitleFrom, EveryWhiteSpaceBecomesOneSpace) {
  EXPECT_EQ(TitleFrom("a\n\nb\tc\r\nd"), "a  b c  d");
}

TEST(TitleFrom, MarksOfWritingDirectionAreLeftOut) {
  EXPECT_EQ(TitleFrom("a\u202Eb\u2066c\u200F"), "abc");
}

TEST(TitleFrom, CombiningMarksAreCounted) {
  std::string text = "a";
  for (int i = 0; i < 10'000; ++i) text += "\u0301";
  EXPECT_EQ(TitleFrom(text).size(), 1 + 79 * 2 + 3u);
}

TEST(TitleFrom, NothingStaysNothing) { EXPECT_EQ(TitleFrom(""), ""); }

}  // namespace
}  // namespace twitter
