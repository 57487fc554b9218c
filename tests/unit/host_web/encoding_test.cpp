// Percent coding, forms, cookies, ids and times as text.
#include "host_stub/web/encoding.hpp"

#include <gtest/gtest.h>

#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

TEST(Encoding, DecodesPercentSequences) {
  EXPECT_EQ(PercentDecode("a%20b%C3%A9+"), "a b\xC3\xA9+");
}

TEST(Encoding, RefusesBrokenPercentSequences) {
  for (const char* broken : {"%", "%2", "a%zz", "%+1", "%-1"}) {
    EXPECT_EQ(PercentDecode(broken), std::nullopt) << broken;
  }
}

TEST(Encoding, RefusesBytesThatAreNotUtf8) { EXPECT_EQ(PercentDecode("%ff"), std::nullopt); }

TEST(Encoding, ReadsFormsWithPlusAsSpace) {
  const auto pairs = ParseForm("a=1+2&&b=%26&c");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(*pairs, (FormPairs{{"a", "1 2"}, {"b", "&"}, {"c", ""}}));
}

TEST(Encoding, EncodesEverythingButUnreservedBytes) {
  EXPECT_EQ(PercentEncode("a~b*\xC3\xA9/"), "a~b%2A%C3%A9%2F");
}

TEST(Encoding, FindsACookieByItsWholeName) {
  EXPECT_EQ(CookieValue("xid=1; id=2; idx=3", "id"), "2");
  EXPECT_EQ(CookieValue("idx=3", "id"), "");
}

TEST(Encoding, ReadsOnlyPositiveWholeIds) {
  EXPECT_EQ(ParseId("17"), 17);
  for (const char* bad : {"", "0", "-1", "1x", "x", "1.0", "99999999999999999999"}) {
    EXPECT_EQ(ParseId(bad), 0) << bad;
  }
}

TEST(TimeText, WritesMilliseconds) {
  EXPECT_EQ(IsoTime(1'700'000'000'007), "2023-11-14T22:13:20.007Z");
}

TEST(TimeText, WritesTimesBeforeTheEpoch) { EXPECT_EQ(IsoTime(-1), "1969-12-31T23:59:59.999Z"); }

}  // namespace
}  // namespace stub
