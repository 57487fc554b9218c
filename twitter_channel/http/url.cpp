// Percent-encoding, form bodies and the checks a URL must pass before anything is sent to it.
#include "twitter_channel/http/url.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "twitter_channel/http/ascii.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostPairs = 1000;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsUnreserved(char c) {
  return IsLetter(c) || IsDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

struct UrlParts {
  std::string scheme;  // lower case
  std::string host;    // lower case, brackets kept
  std::string port;    // may be empty
  std::string_view path;
  std::string_view query;
  bool has_query = false;
  bool has_fragment = false;
};

// The authority of a URL, taken apart; false when it has anything but a plain host and port.
bool SplitAuthority(std::string_view authority, UrlParts& parts) {
  const bool bracketed = authority.starts_with('[');
  const std::size_t close = bracketed ? authority.find(']') : std::string_view::npos;
  if (bracketed && close == std::string_view::npos) return false;
  const std::size_t colon = authority.find(':', bracketed ? close : 0);
  parts.host = LowerAscii(authority.substr(0, colon));
  if (colon != std::string_view::npos) parts.port = authority.substr(colon + 1);
  if (colon != std::string_view::npos && parts.port.empty()) return false;

  const bool plain_host = std::all_of(parts.host.begin(), parts.host.end(), [&](char c) {
    if (bracketed) return HexValue(c) >= 0 || c == ':' || c == '.' || c == '[' || c == ']';
    return IsLetter(c) || IsDigit(c) || c == '.' || c == '-';
  });
  if (parts.host.empty() || !plain_host) return false;
  if (bracketed && parts.host.size() != close + 1) return false;
  return parts.port.size() <= 5 && std::all_of(parts.port.begin(), parts.port.end(), IsDigit);
}

std::optional<UrlParts> Split(std::string_view url) {
  const bool printable = std::all_of(url.begin(), url.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\';
  });
  const std::size_t scheme_end = url.find("://");
  if (!printable || scheme_end == std::string_view::npos) return std::nullopt;
  UrlParts parts;
  parts.scheme = LowerAscii(url.substr(0, scheme_end));
  std::string_view rest = url.substr(scheme_end + 3);
  const std::size_t fragment = rest.find('#');
  parts.has_fragment = fragment != std::string_view::npos;
  rest = rest.substr(0, fragment);
  const std::size_t query = rest.find('?');
  parts.has_query = query != std::string_view::npos;
  if (parts.has_query) parts.query = rest.substr(query + 1);
  rest = rest.substr(0, query);
  const std::size_t path = rest.find('/');
  if (path != std::string_view::npos) parts.path = rest.substr(path);
  if (!SplitAuthority(rest.substr(0, path), parts)) return std::nullopt;
  return parts;
}

// Four plain decimal numbers: the short, octal and hexadecimal forms are not understood the same
// way everywhere.
bool IsDottedV4(std::string_view host) {
  int numbers = 0;
  while (!host.empty()) {
    const std::size_t dot = host.find('.');
    const std::string_view number = host.substr(0, dot);
    unsigned value = 256;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool whole = error == std::errc{} && end == number.data() + number.size();
    if (!whole || value > 255 || (number.size() > 1 && number.front() == '0')) return false;
    ++numbers;
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
    if (host.empty()) return false;
  }
  return numbers == 4;
}

// A host whose last label begins with a digit is read as a number by some, libcurl too: "3" is
// 0.0.0.3 there.
bool MeansOneHost(std::string_view host) {
  std::string_view last = host.substr(0, host.size() - (host.ends_with('.') ? 1 : 0));
  last.remove_prefix(last.rfind('.') + 1);
  return last.empty() || !IsDigit(last.front()) || IsDottedV4(host);
}

bool IsAllowed(const UrlParts& parts) {
  if (parts.has_fragment || !MeansOneHost(parts.host)) return false;
  if (parts.scheme == "https") return true;
  const bool loopback = parts.host == "localhost" || parts.host == "[::1]" ||
                        (parts.host.starts_with("127.") && IsDottedV4(parts.host));
  return parts.scheme == "http" && loopback;
}

}  // namespace

std::string PercentEncode(std::string_view text) {
  std::string encoded;
  encoded.reserve(text.size() + text.size() / 2);
  for (const char c : text) {
    if (IsUnreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kHexDigits[byte >> 4];
    encoded += kHexDigits[byte & 0x0f];
  }
  return encoded;
}

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = HexValue(text[i + 1]);
    const int low = HexValue(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::string FormEncode(const std::vector<std::pair<std::string, std::string>>& parameters) {
  std::string form;
  for (const auto& [name, value] : parameters) {
    if (!form.empty()) form += '&';
    form += PercentEncode(name);
    form += '=';
    form += PercentEncode(value);
  }
  return form;
}

std::optional<std::vector<std::pair<std::string, std::string>>> ParseForm(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = PercentDecode(pair.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string()
                                                  : PercentDecode(pair.substr(equals + 1), true);
    if (!name || !value || pairs.size() == kMostPairs) return std::nullopt;
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

bool IsAllowedUrl(std::string_view url) {
  const std::optional<UrlParts> parts = Split(url);
  return parts && IsAllowed(*parts);
}

bool IsAllowedBaseUrl(std::string_view url) {
  const std::optional<UrlParts> parts = Split(url);
  return parts && IsAllowed(*parts) && !parts->has_query;
}

bool IsProxyUrl(std::string_view url) {
  const std::optional<UrlParts> parts = Split(url);
  return parts && parts->scheme == "http" && !parts->port.empty() && MeansOneHost(parts->host) &&
         (parts->path.empty() || parts->path == "/") && !parts->has_query && !parts->has_fragment;
}

std::string UrlForSignature(std::string_view url) {
  const std::optional<UrlParts> parts = Split(url);
  if (!parts) return std::string(url.substr(0, url.find_first_of("?#")));
  std::string normal = parts->scheme + "://" + parts->host;
  const bool own_port = (parts->scheme == "https" && parts->port == "443") ||
                        (parts->scheme == "http" && parts->port == "80");
  if (!parts->port.empty() && !own_port) normal += ":" + parts->port;
  normal += parts->path.empty() ? std::string_view("/") : parts->path;
  return normal;
}

std::string HostOf(std::string_view url) {
  std::optional<UrlParts> parts = Split(url);
  return parts ? std::move(parts->host) : std::string();
}

std::string_view QueryOf(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t start = url.find('?');
  return start == std::string_view::npos ? std::string_view() : url.substr(start + 1);
}

}  // namespace twitter
