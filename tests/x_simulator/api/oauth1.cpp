#include "tests/x_simulator/api/oauth1.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// A client that came by TLS, to something in front of us, signed that address.
std::string BaseUrl(const stub::HttpRequest& request) {
  const bool is_tls = LowerCase(request.Header("x-forwarded-proto")) == "https";
  const std::string_view own_port = is_tls ? ":443" : ":80";
  std::string host = LowerCase(request.Header("host"));
  if (host.ends_with(own_port)) host.resize(host.size() - own_port.size());
  return (is_tls ? "https://" : "http://") + host + std::string(request.path);
}

bool HasDuplicate(const Fields& fields) {
  std::set<std::string_view> names;
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return !names.insert(field.name).second; });
}

}  // namespace

std::optional<Fields> ParseOAuthHeader(std::string_view header) {
  constexpr std::string_view kScheme = "oauth ";
  if (LowerCase(header.substr(0, kScheme.size())) != kScheme) return std::nullopt;
  header.remove_prefix(kScheme.size());
  Fields fields;
  while (!Trim(header).empty()) {
    const std::size_t comma = header.find(',');
    const std::string_view pair = Trim(header.substr(0, comma));
    header = comma == header.npos ? std::string_view() : header.substr(comma + 1);
    const std::size_t equals = pair.find("=\"");
    if (equals == pair.npos || pair.size() < equals + 3 || pair.back() != '"') return std::nullopt;
    const auto name = PercentDecode(pair.substr(0, equals));
    const auto value = PercentDecode(pair.substr(equals + 2, pair.size() - equals - 3));
    if (!name || !value) return std::nullopt;
    if (*name != "realm") fields.push_back({*name, *value});
  }
  return fields;
}

bool HasFormBody(const stub::HttpRequest& request) {
  const std::string type = LowerCase(request.Header("content-type"));
  return Trim(std::string_view(type).substr(0, type.find(';'))) ==
         "application/x-www-form-urlencoded";
}

std::optional<SignedParts> PartsToSign(const stub::HttpRequest& request, const Fields& oauth) {
  const auto query = ParseForm(request.query);
  const auto form =
      HasFormBody(request) ? ParseForm(request.body) : std::optional<Fields>(Fields());
  if (!query || !form) return std::nullopt;
  SignedParts parts{request.method, BaseUrl(request), oauth};
  parts.parameters.insert(parts.parameters.end(), query->begin(), query->end());
  parts.parameters.insert(parts.parameters.end(), form->begin(), form->end());
  if (HasDuplicate(parts.parameters)) return std::nullopt;
  return parts;
}

std::string OAuthSignature(const SignedParts& parts, const OAuthSecrets& secrets) {
  std::vector<std::pair<std::string, std::string>> encoded;
  for (const Field& field : parts.parameters) {
    if (field.name == "oauth_signature") continue;
    encoded.emplace_back(PercentEncode(field.name), PercentEncode(field.value));
  }
  std::sort(encoded.begin(), encoded.end());
  std::string joined;
  for (const auto& [name, value] : encoded) {
    if (!joined.empty()) joined += '&';
    joined += name + '=' + value;
  }
  const std::string base =
      parts.method + '&' + PercentEncode(parts.url) + '&' + PercentEncode(joined);
  return HmacSha1(PercentEncode(secrets.consumer) + '&' + PercentEncode(secrets.token), base);
}

}  // namespace xsim
