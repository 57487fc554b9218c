// OAuth 1.0a against X's published vector and those derived from it (x_api.md 1.2, V1 to V7).
#include "twitter_channel/auth/oauth1_signer.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

constexpr OAuth1Credentials kUser{"xvz1evFS4wEEPTGEFPHBog",
                                  "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                                  "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                                  "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"};
constexpr OAuth1Credentials kAppAlone{kUser.consumer_key, kUser.consumer_secret, {}, {}};

OAuth1Input Input(std::string_view method, std::string_view url) {
  return {method, url, nullptr, nullptr, "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", 1318622958};
}

std::string SignatureOf(const std::string& header) {
  constexpr std::string_view kBefore = "oauth_signature=\"";
  const std::size_t start = header.find(kBefore) + kBefore.size();
  return PercentDecode(header.substr(start, header.find('"', start) - start), false).value_or("");
}

std::string Sign(const OAuth1Credentials& credentials, const OAuth1Input& input) {
  return SignatureOf(OAuth1Header(credentials, input));
}

const Parameters kStatus = {{"status", "Hello Ladies + Gentlemen, a signed OAuth request!"}};

TEST(OAuth1Signer, SignsFormAndQuery) {  // V1, published by X
  OAuth1Input input =
      Input("POST", "https://api.x.com/1.1/statuses/update.json?include_entities=true");
  input.form = &kStatus;
  EXPECT_EQ(Sign(kUser, input), "Ls93hJiZbQ3akF3HF3x1Bz8/zU4=");
}

TEST(OAuth1Signer, SignsTheHostThatIsAsked) {  // V2
  OAuth1Input input =
      Input("POST", "https://api.twitter.com/1.1/statuses/update.json?include_entities=true");
  input.form = &kStatus;
  EXPECT_EQ(Sign(kUser, input), "hCtSmYh+iHYCEqBWrE7C7hYmtUk=");
}

TEST(OAuth1Signer, LeavesJsonBodiesOut) {  // V3
  EXPECT_EQ(Sign(kUser, Input("POST", "https://api.x.com/2/tweets")),
            "lr+tV/DKclEvXKVjG6tgaSSLV0k=");
}

TEST(OAuth1Signer, SignsQueryWithCommas) {  // V4
  EXPECT_EQ(
      Sign(kUser, Input("GET",
                        "https://api.x.com/2/users/2244994945/mentions?tweet.fields=author_id,"
                        "created_at&expansions=author_id&max_results=100")),
      "dUECIsteQToO9O1KxJpCeXHlEn8=");
}

TEST(OAuth1Signer, SignsUtf8) {  // V5
  const std::string query =
      FormEncode({{"query", "(#acme OR @acme) -is:retweet \"too slow\" caf\u00e9 \u2603"}});
  const std::string url = "https://api.x.com/2/tweets/search/recent?" + query;
  EXPECT_EQ(Sign(kUser, Input("GET", url)), "B7sg1el0sccNOYYy8Ac8rS2LOQU=");
}

TEST(OAuth1Signer, LeavesMultipartBodiesOut) {  // V6
  EXPECT_EQ(Sign(kUser, Input("POST", "https://api.x.com/2/media/upload")),
            "YZ5YwjPOf77chBwnCu/nWa4UK3U=");
}

TEST(OAuth1Signer, SignsWithoutTokenAndWithCallback) {  // V7
  const Parameters callback = {{"oauth_callback", "oob"}};
  OAuth1Input input = Input("POST", "https://api.x.com/oauth/request_token");
  input.oauth = &callback;
  EXPECT_EQ(Sign(kAppAlone, input), "jc/VgbxSHtvlecdtQHT0gEuVfe0=");
}

TEST(OAuth1Signer, NamesNoTokenWhenThereIsNone) {
  const std::string header =
      OAuth1Header(kAppAlone, Input("POST", "https://api.x.com/oauth/request_token"));
  EXPECT_EQ(header.find("oauth_token="), std::string::npos);
}

TEST(OAuth1Signer, EncodesTheAsterisk) {
  // Base string written by hand from RFC 5849: '*' is %2A once in the parameter and %252A in the
  // base.
  const Parameters form = {{"status", "*"}};
  OAuth1Input input = Input("POST", "https://api.x.com/u");
  input.form = &form;
  const std::string base =
      "POST&https%3A%2F%2Fapi.x.com%2Fu&oauth_consumer_key%3Dxvz1evFS4wEEPTGEFPHBog%26oauth_nonce%"
      "3D"
      "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg%26oauth_signature_method%3DHMAC-SHA1%26"
      "oauth_timestamp%3D1318622958%26oauth_version%3D1.0%26status%3D%252A";
  EXPECT_EQ(Sign(kAppAlone, input),
            HmacSha1Base64("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw&", base));
}

TEST(OAuth1Signer, SortsByEncodedNameThenByEncodedValue) {
  // "é" encodes to %C3%A9, which sorts before "a"; raw bytes would sort after it.
  const Parameters form = {{"a", "2"}, {"\u00e9", "0"}, {"a", "10"}};
  OAuth1Input input = Input("POST", "https://api.x.com/u");
  input.form = &form;
  const std::string base =
      "POST&https%3A%2F%2Fapi.x.com%2Fu&%25C3%25A9%3D0%26a%3D10%26a%3D2%26"
      "oauth_consumer_key%3Dxvz1evFS4wEEPTGEFPHBog%26oauth_nonce%3D"
      "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg%26oauth_signature_method%3DHMAC-SHA1%26"
      "oauth_timestamp%3D1318622958%26oauth_version%3D1.0";
  EXPECT_EQ(Sign(kAppAlone, input),
            HmacSha1Base64("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw&", base));
}

TEST(OAuth1Signer, NormalisesSchemeHostAndPort) {
  EXPECT_EQ(Sign(kUser, Input("POST", "HTTPS://API.x.com:443/2/tweets")),
            Sign(kUser, Input("POST", "https://api.x.com/2/tweets")));
}

TEST(OAuth1Signer, KeepsAnUnusualPort) {
  EXPECT_NE(Sign(kUser, Input("POST", "https://api.x.com:8443/2/tweets")),
            Sign(kUser, Input("POST", "https://api.x.com/2/tweets")));
}

TEST(OAuth1Signer, WritesTheHeaderInItsForm) {
  const std::string header = OAuth1Header(kUser, Input("POST", "https://api.x.com/2/tweets"));
  EXPECT_EQ(header,
            "OAuth oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\", "
            "oauth_nonce=\"kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg\", "
            "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1318622958\", "
            "oauth_version=\"1.0\", "
            "oauth_token=\"370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb\", "
            "oauth_signature=\"lr%2BtV%2FDKclEvXKVjG6tgaSSLV0k%3D\"");
}

TEST(OAuth1Signer, KeepsSecretsOutOfTheHeader) {
  const std::string header = OAuth1Header(kUser, Input("POST", "https://api.x.com/2/tweets"));
  EXPECT_EQ(header.find(kUser.consumer_secret), std::string::npos);
  EXPECT_EQ(header.find(kUser.token_secret), std::string::npos);
}

}  // namespace
}  // namespace twitter
