// X's published signature vector and those derived from it (x_api.md 1.2, V1 to V7), from whole
// requests as a server gets them.
#include "tests/x_simulator/api/oauth1.hpp"

#include <string>

#include <gtest/gtest.h>

namespace xsim {
namespace {

const Fields kOAuth = {{"oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"},
                       {"oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"},
                       {"oauth_signature_method", "HMAC-SHA1"},
                       {"oauth_timestamp", "1318622958"},
                       {"oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"},
                       {"oauth_version", "1.0"}};
const OAuthSecrets kSecrets = {"kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                               "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"};

struct Vector {
  std::string name;
  std::string method;
  std::string url;  // as published: with https, host and encoded query
  std::string content_type;
  std::string body;
  std::string signature;
};

// As something that ends TLS in front of the simulator hands the request on.
SignedParts Parts(const Vector& vector, const Fields& oauth) {
  const std::size_t host = vector.url.find("://") + 3;
  const std::size_t path = vector.url.find('/', host);
  stub::HttpRequest request;
  request.method = vector.method;
  request.target = vector.url.substr(path);
  const std::string_view target = request.target;
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = target.substr(0, question);
  request.query = target.substr(std::min(question + 1, target.size()));
  request.headers = {{"host", vector.url.substr(host, path - host)},
                     {"x-forwarded-proto", "https"},
                     {"content-type", vector.content_type}};
  request.body = vector.body;
  return PartsToSign(request, oauth).value();
}

class PublishedVectors : public testing::TestWithParam<Vector> {};

TEST_P(PublishedVectors, AgreeWithOurs) {
  EXPECT_EQ(OAuthSignature(Parts(GetParam(), kOAuth), kSecrets), GetParam().signature);
}

const std::string kForm = "application/x-www-form-urlencoded";
const std::string kHello =
    "status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21";

INSTANTIATE_TEST_SUITE_P(
    XApi, PublishedVectors,
    testing::Values(
        Vector{"V1", "POST", "https://api.x.com/1.1/statuses/update.json?include_entities=true",
               kForm, kHello, "Ls93hJiZbQ3akF3HF3x1Bz8/zU4="},
        Vector{"V2", "POST",
               "https://api.twitter.com/1.1/statuses/update.json?include_entities=true",
               kForm + "; charset=utf-8", kHello, "hCtSmYh+iHYCEqBWrE7C7hYmtUk="},
        Vector{"V3", "POST", "https://api.x.com/2/tweets", "application/json",
               "{\"text\":\"a=b&c\"}", "lr+tV/DKclEvXKVjG6tgaSSLV0k="},
        Vector{"V4", "GET",
               "https://api.x.com/2/users/2244994945/mentions?tweet.fields=author_id,created_at&"
               "expansions=author_id&max_results=100",
               "", "", "dUECIsteQToO9O1KxJpCeXHlEn8="},
        Vector{"V5", "GET",
               "https://api.x.com/2/tweets/search/recent?query=%28%23acme+OR+%40acme%29%20-is%3A"
               "retweet%20%22too%20slow%22%20caf%C3%A9%20%E2%98%83",
               "", "", "B7sg1el0sccNOYYy8Ac8rS2LOQU="},
        Vector{"V6", "POST", "https://api.x.com/2/media/upload", "multipart/form-data; boundary=x",
               "--x\r\n", "YZ5YwjPOf77chBwnCu/nWa4UK3U="}),
    [](const testing::TestParamInfo<Vector>& row) { return row.param.name; });

TEST(OAuthSignature, FirstLegHasNoTokenAndAnEmptyTokenSecret) {
  Fields oauth = {{"oauth_callback", "oob"}};
  for (const Field& field : kOAuth) {
    if (field.name != "oauth_token") oauth.push_back(field);
  }
  const Vector v7{"V7", "POST", "https://api.x.com/oauth/request_token", "", "", ""};
  EXPECT_EQ(OAuthSignature(Parts(v7, oauth), {kSecrets.consumer, ""}),
            "jc/VgbxSHtvlecdtQHT0gEuVfe0=");
}

TEST(OAuthHeader, ParametersAreDecoded) {
  const auto fields = ParseOAuthHeader("OAuth realm=\"x\", oauth_nonce=\"a%20b\",oauth_token=\"\"");
  EXPECT_EQ(fields, (Fields{{"oauth_nonce", "a b"}, {"oauth_token", ""}}));
}

class BadHeaders : public testing::TestWithParam<const char*> {};

TEST_P(BadHeaders, AreRefused) { EXPECT_EQ(ParseOAuthHeader(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(Authorization, BadHeaders,
                         testing::Values("", "OAuth", "Basic abc", "OAuth a", "OAuth a=b",
                                         "OAuth a=\"", "OAuth a=\"b", "OAuth a=\"%4\"",
                                         "OAuth a=\"b\",,c=\"d\""));

}  // namespace
}  // namespace xsim
