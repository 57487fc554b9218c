// Percent-encoding and which URLs requests may go to.
#include "twitter_channel/http/url.hpp"

#include <string>

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(PercentEncode, KeepsUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("AZaz09-._~"), "AZaz09-._~");
}

TEST(PercentEncode, EncodesEverythingElseInUpperCase) {
  EXPECT_EQ(PercentEncode(" +*!'()%&=/?\n"), "%20%2B%2A%21%27%28%29%25%26%3D%2F%3F%0A");
}

TEST(PercentEncode, EncodesUtf8ByteByByte) { EXPECT_EQ(PercentEncode("\u2603"), "%E2%98%83"); }

TEST(PercentDecode, ReadsBothCases) { EXPECT_EQ(PercentDecode("%2a%2A", false), "**"); }

TEST(PercentDecode, TreatsPlusAsAsked) {
  EXPECT_EQ(PercentDecode("a+b", false), "a+b");
  EXPECT_EQ(PercentDecode("a+b", true), "a b");
}

TEST(PercentDecode, RefusesMalformedEscapes) {
  for (const char* text : {"%", "%4", "%4g", "%g4", "abc%", "%%41"}) {
    EXPECT_EQ(PercentDecode(text, false), std::nullopt) << text;
  }
}

TEST(FormEncode, KeepsTheOrder) {
  EXPECT_EQ(FormEncode({{"b", "1 2"}, {"a", "&"}}), "b=1%202&a=%26");
}

TEST(ParseForm, UndoesFormEncode) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"b", "1 2"}, {"a", "&=%+"}, {"", ""}, {"\u00e9", "\u2603"}};
  EXPECT_EQ(ParseForm(FormEncode(pairs)), pairs);
}

TEST(ParseForm, TakesNamesWithoutValue) {
  const std::vector<std::pair<std::string, std::string>> pairs = {{"a", ""}, {"b", "1"}};
  EXPECT_EQ(ParseForm("a&&b=1&"), pairs);
}

TEST(ParseForm, RefusesMalformedEscapes) { EXPECT_EQ(ParseForm("a=1&b=%zz"), std::nullopt); }

TEST(ParseForm, RefusesMoreThanAThousandPairs) {
  std::string form;
  for (int i = 0; i < 1000; ++i) form += "a=1&";
  EXPECT_TRUE(ParseForm(form).has_value());
  EXPECT_EQ(ParseForm(form + "a=1"), std::nullopt);
}

class AllowedUrl : public ::testing::TestWithParam<const char*> {};
TEST_P(AllowedUrl, IsTaken) { EXPECT_TRUE(IsAllowedUrl(GetParam())); }
INSTANTIATE_TEST_SUITE_P(Url, AllowedUrl,
                         ::testing::Values("https://api.x.com", "https://api.x.com:8443/1.1?a=b",
                                           "HTTPS://API.X.COM/", "http://localhost:8080/x",
                                           "http://127.0.0.1", "http://127.1.2.3:80/",
                                           "http://[::1]:8080/", "https://[2001:db8::1]/",
                                           "https://10.0.0.1/", "https://x.com./"));

class RefusedUrl : public ::testing::TestWithParam<const char*> {};
TEST_P(RefusedUrl, IsNotTaken) { EXPECT_FALSE(IsAllowedUrl(GetParam())); }
INSTANTIATE_TEST_SUITE_P(
    Url, RefusedUrl,
    ::testing::Values("", "api.x.com", "https://", "https:///path", "http://api.x.com/",
                      "ftp://127.0.0.1/", "file:///etc/passwd", "https://user:secret@api.x.com/",
                      "http://127.0.0.1@evil.example/", "http://127.0.0.1\\@evil.example/",
                      "http://127.0.0.1.evil.example/", "http://localhost.evil.example/",
                      "http://127.1/", "http://127.0.0.01/", "http://127.0.0.256/",
                      "http://127.0.0.1.2/", "http://127.0.0.1./", "http://2130706433/",
                      "http://[::1].evil.example/", "http://[::1/", "http://[::ffff:10.0.0.1]/",
                      "https://api.x.com:/", "https://api.x.com:80a/", "https://api.x.com:123456/",
                      "https://api.x.com/#a", "https://api.x.com/ b", "https://api.x.com/\r\nA: b",
                      "https://3/", "https://0x7f.1/", "https://10.0.1/", "https://10.0.0.1./",
                      "https://b\u00fccher.example/", "https://a_b.example/"));

TEST(IsAllowedBaseUrl, RefusesAQuery) {
  EXPECT_TRUE(IsAllowedBaseUrl("https://api.x.com/base"));
  EXPECT_FALSE(IsAllowedBaseUrl("https://api.x.com/?a=b"));
}

TEST(IsProxyUrl, IsPlainHttpWithAPort) {
  EXPECT_TRUE(IsProxyUrl("http://proxy.example:3128"));
  EXPECT_TRUE(IsProxyUrl("http://10.0.0.3:8080/"));
  for (const char* refused :
       {"", "proxy.example:3128", "http://proxy.example", "https://proxy.example:3128",
        "socks5://proxy.example:1080", "http://jo:secret@proxy.example:3128",
        "http://proxy.example:3128/path", "http://proxy.example:3128?a", "http://3:80",
        "http://proxy.example:3128#a", "http://proxy.example:31 28"}) {
    EXPECT_FALSE(IsProxyUrl(refused)) << refused;
  }
}

TEST(UrlForSignature, DropsQueryFragmentAndOwnPort) {
  EXPECT_EQ(UrlForSignature("HTTPS://API.X.com:443/Path?q=1#f"), "https://api.x.com/Path");
  EXPECT_EQ(UrlForSignature("http://localhost:80"), "http://localhost/");
  EXPECT_EQ(UrlForSignature("http://localhost:443/a"), "http://localhost:443/a");
}

TEST(HostOf, IsTheHostWithoutPort) {
  EXPECT_EQ(HostOf("https://API.x.com:443/a"), "api.x.com");
  EXPECT_EQ(HostOf("nonsense"), "");
}

TEST(QueryOf, IsWhatFollowsTheQuestionMark) {
  EXPECT_EQ(QueryOf("https://x.com/a?b=c?d#e"), "b=c?d");
  EXPECT_EQ(QueryOf("https://x.com/a#b?c"), "");
}

}  // namespace
}  // namespace twitter
