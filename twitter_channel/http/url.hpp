// Percent-encoding as OAuth 1.0a wants it (RFC 3986: everything but A-Za-z0-9-._~), and the parts
// of a URL the plugin needs. Boost.URL leaves '+' and is not usable for signatures.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace twitter {

std::string PercentEncode(std::string_view text);
// '+' stays '+' unless plus_is_space. Malformed escapes: nullopt.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space);
// "a=1&b=2" encoded by PercentEncode, in order.
std::string FormEncode(const std::vector<std::pair<std::string, std::string>>& parameters);
// Decodes a query or form body; malformed escapes or more than 1,000 pairs: nullopt.
std::optional<std::vector<std::pair<std::string, std::string>>> ParseForm(std::string_view text);

// What a request may be sent to: https anywhere, or http to a loopback address or "localhost"; no
// credentials, no fragment, printable ASCII only. The host is letters, digits, '.', '-' or an
// address in brackets, so that no two parsers can read it differently.
bool IsAllowedUrl(std::string_view url);
// IsAllowedUrl and no query: what paths are appended to.
bool IsAllowedBaseUrl(std::string_view url);

// "http://name:port", perhaps with an end slash: an HTTP proxy, which sees CONNECT and TLS only.
bool IsProxyUrl(std::string_view url);

// The form a signature is computed over: scheme and host in lower case, the scheme's own port left
// out, no query, no fragment (RFC 5849, 3.4.1.2).
std::string UrlForSignature(std::string_view url);
// The host of an allowed URL, for sentences shown to people; empty when it cannot be read.
std::string HostOf(std::string_view url);
// What follows the first '?', without a fragment; empty when there is none.
std::string_view QueryOf(std::string_view url);

}  // namespace twitter
