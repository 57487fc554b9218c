// Encodings, cryptography, URLs, faults, pictures.
#include <gtest/gtest.h>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/percent.hpp"
#include "tests/x_simulator/base/picture.hpp"
#include "tests/x_simulator/base/time_text.hpp"
#include "tests/x_simulator/base/unicode.hpp"
#include "tests/x_simulator/base/url.hpp"
#include "tests/x_simulator/world/faults.hpp"

namespace xsim {
namespace {

TEST(WebhookSignature, AgreesWithPublishedVectors) {
  EXPECT_EQ(WebhookSignature("test", "test=1&other_test=2"),
            "sha256=25Cu3iwbbiqBTwQRzcKJZwisjf736V2Q8UaTlkfLSoc=");
  EXPECT_EQ(WebhookSignature("test", R"({"test_number":1,"test_string":"two"})"),
            "sha256=YWHphPn/JFq43jkF0y4/w8R/SelmLjvpunhVFY8JhlI=");
  constexpr char kSecret[] = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw";
  EXPECT_EQ(WebhookSignature(kSecret, "foo"),
            "sha256=KGwPHQJPaVoxk5RWMCZXvu7ppQqe20ugPzzV9ed1O3o=");
  EXPECT_EQ(WebhookSignature(kSecret, "crc_token=foo&nonce=bar"),
            "sha256=LYFsEAukJGVNXNeNkIVcZNKLcQVgw1Idl7QWrkbW8Pg=");
}

TEST(SameText, ComparesLengthAndContent) {
  EXPECT_TRUE(SameText("abc", "abc"));
  EXPECT_FALSE(SameText("abc", "abd"));
  EXPECT_FALSE(SameText("abc", "ab"));
}

TEST(DecodeBase64, RefusesWhatIsNotBase64) {
  EXPECT_EQ(DecodeBase64("YTpi"), "a:b");
  EXPECT_EQ(DecodeBase64("YQ=="), "a");
  for (const char* bad : {"", "a", "YQ=", "Y*==", "YTpi\n"}) {
    EXPECT_EQ(DecodeBase64(bad), std::nullopt) << bad;
  }
}

TEST(RandomText, IsDifferentEachTime) { EXPECT_NE(RandomText(40), RandomText(40)); }

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("aZ09-._~ *!'()é+"), "aZ09-._~%20%2A%21%27%28%29%C3%A9%2B");
}

TEST(ParseForm, DecodesPlusAndPercentOnce) {
  EXPECT_EQ(ParseForm("a=1+2%2B3&b=%2541&c&=d&&"),
            (Fields{{"a", "1 2+3"}, {"b", "%41"}, {"c", ""}, {"", "d"}}));
}

TEST(ParseForm, RefusesBrokenEscapes) {
  for (const char* bad : {"a=%", "a=%4", "a=%4g", "%=a"}) {
    EXPECT_EQ(ParseForm(bad), std::nullopt) << bad;
  }
}

TEST(Utf8, SurvivesARoundTrip) {
  const std::string text = "aé☃👋";
  EXPECT_EQ(EncodeUtf8(DecodeUtf8(text).value()), text);
  EXPECT_EQ(DecodeUtf8(text)->size(), 4U);
}

TEST(Utf8, RefusesMalformedBytes) {
  for (const char* bad : {"\xFF", "\x80", "\xC3", "\xC0\x80", "\xE2\x98", "\xED\xA0\x80",
                          "\xF4\x90\x80\x80", "\xE0\x80\x80"}) {
    EXPECT_FALSE(IsValidUtf8(bad));
  }
}

TEST(TimeText, IsWrittenAsXWritesIt) {
  EXPECT_EQ(LegacyTime(1747663306000), "Mon May 19 14:01:46 +0000 2025");
  EXPECT_EQ(IsoTime(1747663306000), "2025-05-19T14:01:46Z");
  EXPECT_EQ(IsoTimeWithOffset(1747663306000), "2025-05-19T14:01:46+00:00");
}

TEST(ParseUrl, TakesItApart) {
  EXPECT_EQ(ParseUrl("HTTPS://Acme.Example:8/Path?a=b#c"),
            (Url{"https", "acme.example:8", "/Path", "a=b"}));
}

TEST(ParseUrl, RefusesWhatIsNoWebAddress) {
  for (const char* bad : {"", "acme", "ftp://a/", "http://", "https:///a", "http://a b/",
                          "http://user@host/", "javascript://x", "http://a\r\nb/"}) {
    EXPECT_EQ(ParseUrl(bad), std::nullopt) << bad;
  }
}

TEST(ParseFault, KnowsNamesAndValues) {
  EXPECT_EQ(ParseFault("api_503"), (Fault{"api_503", 0, 0}));
  EXPECT_EQ(ParseFault("api_429=60"), (Fault{"api_429", 60, 0}));
  for (const char* bad : {"", "x", "api_503=1", "error", "error=", "error=x", "error=0",
                          "api_delay_ms=-1", "api_delay_ms=99999999999"}) {
    EXPECT_EQ(ParseFault(bad), std::nullopt) << bad;
  }
}

TEST(Faults, ACountedFaultIsUsedUp) {
  Faults faults;
  faults.Set({"api_503", 0, 2});
  EXPECT_TRUE(faults.Use("api_503"));
  EXPECT_TRUE(faults.Use("api_503"));
  EXPECT_FALSE(faults.Use("api_503"));
}

TEST(Picture, DependsOnTheSeedOnly) {
  EXPECT_EQ(MakePicture("a"), MakePicture("a"));
  EXPECT_NE(MakePicture("a"), MakePicture("b"));
}

}  // namespace
}  // namespace xsim
