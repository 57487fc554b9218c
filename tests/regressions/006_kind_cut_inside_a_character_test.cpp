// X's word for an event we do not know was cut after 64 bytes, in the middle of a character, and
// stood in the metrics so.
#include <string>

#include <gtest/gtest.h>

#include "twitter_channel/inbound/event_counters.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter {
namespace {

std::string BodyOfKind(const std::string& kind) {
  return R"({"data":{"filter":{"user_id":"1"},"payload":{},"event_type":")" + kind + R"("}})";
}

TEST(KindCutInsideACharacter, AnEndlessKindIsAnotherOne) {
  const auto body = DecodeEvents(BodyOfKind(std::string(63, 'a') + "\xC3\xA4"));
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(KindOf(body->events.at(0)), "other");
}

TEST(KindCutInsideACharacter, AKindOfSixtyFourBytesIsWhole) {
  const auto body = DecodeEvents(BodyOfKind(std::string(64, 'a')));
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(KindOf(body->events.at(0)), std::string(64, 'a'));
}

}  // namespace
}  // namespace twitter
