// What X makes a link of, and what only looks so.
#include "twitter_channel/tweet_text/entities.hpp"

#include <string>

#include <gtest/gtest.h>

namespace twitter {
namespace {

// "mention @jo|hashtag #tag": what was found, in order.
std::string Found(std::string_view text) {
  std::string found;
  for (const Entity& entity : FindEntities(text)) {
    constexpr std::string_view kNames[] = {"url", "mention", "list", "hashtag", "cashtag"};
    if (!found.empty()) found += "|";
    found.append(kNames[static_cast<int>(entity.kind)]).append(" ");
    found.append(entity.range.In(text));
  }
  return found;
}

struct EntityCase {
  std::string name;
  std::string text;
  std::string found;
};

class EntitiesOf : public ::testing::TestWithParam<EntityCase> {};

TEST_P(EntitiesOf, AreWhatXLinks) { EXPECT_EQ(Found(GetParam().text), GetParam().found); }

INSTANTIATE_TEST_SUITE_P(
    Texts, EntitiesOf,
    ::testing::Values(
        EntityCase{"Mention", "hi @jo_1!", "mention @jo_1"},
        EntityCase{"FullWidthAtSign", "hi \uFF20jo", "mention \uFF20jo"},
        EntityCase{"EMailAddress", "mail jo@desk", ""},
        EntityCase{"MentionBeforeAnAccent", "@jo\u00e9", ""},
        EntityCase{"MentionBeforeAProtocol", "@http://", ""},
        EntityCase{"MentionInJapanese", "\u3053\u3093@jo\u3055\u3093", "mention @jo"},
        EntityCase{"LongHandle", "@" + std::string(21, 'a'), "mention @" + std::string(20, 'a')},
        EntityCase{"OldRepost", "RT@jo: yes", "mention @jo"},
        EntityCase{"TwoMentionsInOne", "@jo@ann", ""},
        EntityCase{"List", "@jo/shops", "list @jo/shops"},
        EntityCase{"ListOfDigits", "@jo/1", "mention @jo"},
        EntityCase{"Hashtag", "see #late2 now", "hashtag #late2"},
        EntityCase{"HashtagOfDigits", "#12", ""}, EntityCase{"HashtagInsideAWord", "a#late", ""},
        EntityCase{"HashtagOfJapanese", "\uFF03\u65E5\u672C", "hashtag \uFF03\u65E5\u672C"},
        EntityCase{"HashtagWithMarks", "#\u0939\u093F\u0928\u094D\u0926\u0940",
                   "hashtag #\u0939\u093F\u0928\u094D\u0926\u0940"},
        EntityCase{"KeycapIsNoHashtag", "#\uFE0F\u20E3a", ""},
        EntityCase{"TwoHashtagsInOne", "#a#b", ""},
        EntityCase{"Cashtag", "buy $ACME.B now", "cashtag $ACME.B"},
        EntityCase{"PriceIsNoCashtag", "$5", ""}, EntityCase{"LongCashtag", "$ACMEACM", ""},
        EntityCase{"HashInsideALink", "http://acme.com/#late", "url http://acme.com/#late"},
        EntityCase{"AllInOrder", "$A @jo #b http://acme.com",
                   "cashtag $A|mention @jo|hashtag #b|url http://acme.com"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace twitter
