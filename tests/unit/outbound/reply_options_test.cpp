// The agent's choices and initials.
#include "twitter_channel/outbound/reply_options.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(ReplyOptions, NothingChosen) { EXPECT_EQ(ParseReplyOptions("").value(), ReplyOptions()); }

TEST(ReplyOptions, NamesTheOptionOfTheWrongType) {
  const auto options = ParseReplyOptions(R"({"exclude_mentions": [7]})");
  ASSERT_FALSE(options.ok());
  EXPECT_EQ(options.error().reason, "options.exclude_mentions");
  EXPECT_EQ(options.error().code, chp::Code::kInvalid);
}

TEST(Initials, FirstLettersOfBothNames) {
  EXPECT_EQ(Initials(R"({"first_name": "John", "last_name": "Doe"})"), "JD");
}

TEST(Initials, TwoLettersOfTheOnlyName) {
  EXPECT_EQ(Initials(R"({"first_name": "", "last_name": "Doe"})"), "DO");
}

TEST(Initials, TwoLettersOfTheAddress) {
  EXPECT_EQ(Initials(R"({"email": "zoe@desk.test"})"), "ZO");
}

TEST(Initials, QuestionMarksForNobody) { EXPECT_EQ(Initials(""), "??"); }

TEST(Initials, QuestionMarksForDamagedAgents) { EXPECT_EQ(Initials("[]"), "??"); }

TEST(Initials, LettersBeyondAscii) {
  EXPECT_EQ(Initials(R"({"first_name": "ömer", "last_name": "Łoś"})"), "ÖŁ");
}

}  // namespace
}  // namespace twitter
