// Text and errors across the boundary.
#include "plugin_api/cpp/text.hpp"

#include <gtest/gtest.h>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/struct_io.hpp"

namespace contract {
namespace {

TEST(CopyBounded, CutsAtTheBorderOfACharacter) {
  char to[5];
  chp::CopyBounded("ab\xE2\x82\xAC", to);
  EXPECT_STREQ(to, "ab");
}

TEST(CopyBounded, KeepsWhatJustFits) {
  char to[6];
  chp::CopyBounded("ab\xE2\x82\xAC", to);
  EXPECT_STREQ(to, "ab\xE2\x82\xAC");
}

TEST(CopyBounded, AcceptsNothingAtAll) {
  char to[2] = {'x', 'y'};
  chp::CopyBounded({}, to);
  EXPECT_STREQ(to, "");
  chp::CopyBounded("abc", nullptr, 0);
}

TEST(StringSink, CollectsWhatIsWritten) {
  std::string text;
  chp::StringSink sink(text);
  const chp_sink table = sink.Table();
  EXPECT_EQ(chp_sink_write(&table, "ab", 2), 0);
  EXPECT_EQ(chp_sink_write(&table, nullptr, 0), 0);
  EXPECT_EQ(chp_sink_write(&table, "c", 1), 0);
  EXPECT_EQ(text, "abc");
}

TEST(StringSink, RefusesMoreThanItsLimitAndKeepsWhatItHas) {
  std::string text;
  chp::StringSink sink(text, 3);
  const chp_sink table = sink.Table();
  EXPECT_EQ(chp_sink_write(&table, "ab", 2), 0);
  EXPECT_NE(chp_sink_write(&table, "cd", 2), 0);
  EXPECT_NE(chp_sink_write(&table, "cd", SIZE_MAX), 0);
  EXPECT_EQ(text, "ab");
}

TEST(StringSink, RefusesBytesThatAreNotThere) {
  std::string text;
  chp::StringSink sink(text);
  const chp_sink table = sink.Table();
  EXPECT_NE(chp_sink_write(&table, nullptr, 4), 0);
}

TEST(Utf8, AcceptsTheBordersOfEveryLength) {
  EXPECT_TRUE(chp::IsUtf8(""));
  EXPECT_TRUE(chp::IsUtf8("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEF\xBF\xBF"));
  EXPECT_TRUE(chp::IsUtf8("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"));
}

TEST(Utf8, RefusesEverythingBeyondThem) {
  for (const char* text :
       {"\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE2\x82", "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82\x41"}) {
    EXPECT_FALSE(chp::IsUtf8(text)) << testing::PrintToString(text);
  }
}

TEST(Utf8, ABrokenByteIsFoundWhereverItStands) {
  for (std::size_t length = 1; length <= 20; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      std::string text(length, 'a');
      text[place] = '\x80';
      EXPECT_FALSE(chp::IsUtf8(text)) << length << ' ' << place;
    }
  }
}

TEST(Errors, SurviveTheBoundary) {
  const chp::Error error{.code = chp::Code::kRateLimited,
                         .reason = "x.limit",
                         .message = "Wait a minute.",
                         .http_status = 429,
                         .retry_after_ms = 60'000,
                         .scope = chp::Scope::kLane};
  auto raw = chp::Zeroed<chp_error>();
  const chp_status status = chp::Fill(error, &raw);
  EXPECT_EQ(status, CHP_E_RATE_LIMITED);
  EXPECT_EQ(chp::ReadError(status, raw), error);
}

TEST(Errors, NeverLookLikeASuccess) {
  auto raw = chp::Zeroed<chp_error>();
  EXPECT_EQ(chp::Fill(chp::Error{.code = chp::Code::kOk, .reason = {}, .message = {}}, &raw),
            CHP_E_INTERNAL);
}

TEST(Errors, FromTheOtherSideAreReadWithinTheirFields) {
  chp_error raw;
  std::memset(&raw, 'x', sizeof raw);
  const chp::Error error = chp::ReadError(-99, raw);
  EXPECT_EQ(error.code, chp::Code::kInternal);
  EXPECT_EQ(error.reason, std::string(48, 'x'));
  EXPECT_EQ(error.message, std::string(440, 'x'));
  EXPECT_EQ(error.scope, chp::Scope::kDefault);
}

TEST(Errors, NeverAskToRetryInThePast) {
  auto raw = chp::Zeroed<chp_error>();
  raw.retry_after_ms = -5;
  EXPECT_EQ(chp::ReadError(CHP_AGAIN, raw).retry_after_ms, 0);
}

TEST(Codes, ThatNobodyKnowsAreInternal) {
  for (const chp_status status : {2, 100, -13, INT32_MIN, INT32_MAX}) {
    EXPECT_EQ(chp::CodeFrom(status), chp::Code::kInternal) << status;
  }
  EXPECT_EQ(chp::CodeFrom(CHP_AGAIN), chp::Code::kAgain);
}

}  // namespace
}  // namespace contract
