// What is taken for private data, and what is not.
#include "twitter_channel/outbound/private_data.hpp"

#include <string>

#include <gtest/gtest.h>

namespace twitter {
namespace {

const std::vector<std::string> kPatterns = {"AC-####", "?Z/#####"};

// "card 4111 1111 1111 1111|email jo@acme.com"
std::string Found(std::string_view text) {
  std::string found;
  for (const PrivateData& data : FindPrivateData(text, kPatterns)) {
    constexpr std::string_view kNames[] = {"email", "phone", "card", "order"};
    if (!found.empty()) found += "|";
    found.append(kNames[static_cast<int>(data.kind)]).append(" ");
    found.append(data.range.In(text));
  }
  return found;
}

struct PrivateCase {
  std::string name;
  std::string text;
  std::string found;
};

class PrivateDataIn : public ::testing::TestWithParam<PrivateCase> {};

TEST_P(PrivateDataIn, IsFound) { EXPECT_EQ(Found(GetParam().text), GetParam().found); }

INSTANTIATE_TEST_SUITE_P(
    Texts, PrivateDataIn,
    ::testing::Values(
        PrivateCase{"Nothing", "Sorry! Which order?", ""},
        PrivateCase{"Email", "write to jo.x+1@acme.co.uk.", "email jo.x+1@acme.co.uk"},
        PrivateCase{"EmailOfUnicode", "\u00fcmit@b\u00fccher.de", "email \u00fcmit@b\u00fccher.de"},
        PrivateCase{"NameIsNoEmail", "ask @jo.com or a@b", ""},
        PrivateCase{"PhoneWithPlus", "call +49 (0) 30 123-4567!", "phone 49 (0) 30 123-4567"},
        PrivateCase{"PhoneWithZero", "call 030/12345678", "phone 030/12345678"},
        PrivateCase{"FrenchPhone", "06 12 34 56 78", "phone 06 12 34 56 78"},
        PrivateCase{"AmericanPhone", "(555) 123-4567", "phone 555) 123-4567"},
        PrivateCase{"TollFree", "1-800-555-0199", "phone 1-800-555-0199"},
        PrivateCase{"ArabicDigits", "+\u0664\u0669\u0663\u0660\u0661\u0662\u0663\u0664",
                    "phone \u0664\u0669\u0663\u0660\u0661\u0662\u0663\u0664"},
        PrivateCase{"Dates", "01.02.2026, 2026-11-28, 28.11.2026 08.00-18.00", ""},
        PrivateCase{"Amounts", "1.234.567,89 EUR, 12 000 000", ""},
        PrivateCase{"Card", "4111 1111 1111 1111", "card 4111 1111 1111 1111"},
        PrivateCase{"CardInOneGroup", "no 378282246310005.", "card 378282246310005"},
        PrivateCase{"CardBehindOtherDigits", "7 4111-1111-1111-1111", "card 7 4111-1111-1111-1111"},
        PrivateCase{"WrongCheckDigit", "4111 1111 1111 1112", ""},
        PrivateCase{"NoughtsAreNoCard", "0000 0000 0000 0000", ""},
        PrivateCase{"OrderNumber", "order ac-4711!", "order ac-4711"},
        PrivateCase{"OrderNumberOfLetters", "QZ/12345", "order QZ/12345"},
        PrivateCase{"LongerThanAnOrderNumber", "AC-47111 XAC-4711", ""},
        PrivateCase{"PostId", "https://x.com/i/web/status/2087400000000000001", ""},
        PrivateCase{"Names", "@jo_0301234567 #0301234567a", ""},
        PrivateCase{"Several", "jo@acme.com, AC-0815", "email jo@acme.com|order AC-0815"}),
    [](const auto& test) { return test.param.name; });

TEST(PrivateData, ReadsAHundredThousandDigits) { EXPECT_EQ(Found(std::string(100'000, '1')), ""); }

}  // namespace
}  // namespace twitter
