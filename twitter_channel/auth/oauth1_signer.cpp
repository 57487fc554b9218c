// How a request is signed (x_api.md 1.2, RFC 5849 3.4):
//   parameters = all oauth_* but the signature + query + form body, each percent-encoded,
//                sorted by encoded name, then by encoded value, joined as name=value with '&'
//   base       = METHOD & encoded(url without query) & encoded(parameters)
//   signature  = base64(HMAC-SHA1(encoded(consumer secret) & encoded(token secret), base))
// JSON and multipart bodies take no part; the caller passes only form bodies.
#include "twitter_channel/auth/oauth1_signer.hpp"

#include <algorithm>
#include <stdexcept>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

Parameters OAuthParameters(const OAuth1Credentials& credentials, const OAuth1Input& input) {
  Parameters oauth = {
      {"oauth_consumer_key", std::string(credentials.consumer_key)},
      {"oauth_nonce", std::string(input.nonce)},
      {"oauth_signature_method", "HMAC-SHA1"},
      {"oauth_timestamp", std::to_string(input.timestamp_s)},
      {"oauth_version", "1.0"},
  };
  if (!credentials.token.empty()) oauth.emplace_back("oauth_token", credentials.token);
  if (input.oauth != nullptr) oauth.insert(oauth.end(), input.oauth->begin(), input.oauth->end());
  return oauth;
}

void AppendEncoded(const Parameters& from, Parameters& to) {
  for (const auto& [name, value] : from) to.emplace_back(PercentEncode(name), PercentEncode(value));
}

std::string BaseString(const OAuth1Input& input, const Parameters& oauth) {
  const auto query = ParseForm(QueryOf(input.url));
  // Our own code built the URL: a query that does not decode is a bug, not an outcome.
  if (!query) throw std::invalid_argument("the query of a URL to sign is not decodable");
  Parameters encoded;
  AppendEncoded(oauth, encoded);
  AppendEncoded(*query, encoded);
  if (input.form != nullptr) AppendEncoded(*input.form, encoded);
  std::sort(encoded.begin(), encoded.end());

  std::string joined;
  for (const auto& [name, value] : encoded) {
    if (!joined.empty()) joined += '&';
    joined.append(name).append("=").append(value);
  }
  std::string base(input.method);
  base.append("&").append(PercentEncode(UrlForSignature(input.url)));
  base.append("&").append(PercentEncode(joined));
  return base;
}

}  // namespace

std::string OAuth1Header(const OAuth1Credentials& credentials, const OAuth1Input& input) {
  Parameters oauth = OAuthParameters(credentials, input);
  const std::string key =
      PercentEncode(credentials.consumer_secret) + "&" + PercentEncode(credentials.token_secret);
  oauth.emplace_back("oauth_signature", HmacSha1Base64(key, BaseString(input, oauth)));

  std::string header = "OAuth ";
  for (const auto& [name, value] : oauth) {
    if (&name != &oauth.front().first) header += ", ";
    header.append(PercentEncode(name)).append("=\"").append(PercentEncode(value)).append("\"");
  }
  return header;
}

}  // namespace twitter
