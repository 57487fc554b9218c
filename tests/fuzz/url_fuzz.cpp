// Percent-encoding, forms and the checks of URLs. libcurl is what requests are sent with, so its
// own reading of an allowed URL has to agree with ours.
#include <memory>
#include <string>

#include <curl/curl.h>

#include "tests/fuzz/fuzz.hpp"
#include "twitter_channel/http/url.hpp"

namespace {

using fuzz::Require;
using Pairs = std::vector<std::pair<std::string, std::string>>;

void CheckEncoding(std::string_view text) {
  const std::string encoded = twitter::PercentEncode(text);
  Require(encoded.size() <= 3 * text.size(), "an encoded byte takes at most three");
  Require(twitter::PercentDecode(encoded, false) == text, "decoding undoes encoding");
  Require(twitter::PercentDecode(encoded, true) == text, "an encoded text holds no plus sign");
  if (const auto decoded = twitter::PercentDecode(text, true)) {
    Require(decoded->size() <= text.size(), "decoding makes nothing longer");
  }
}

// Each line is a name and a value.
void CheckForms(std::string_view text) {
  if (const auto parsed = twitter::ParseForm(text)) {
    Require(twitter::ParseForm(twitter::FormEncode(*parsed)) == parsed, "a read form is kept");
  }
  Pairs pairs;
  while (!text.empty() && pairs.size() < 1000) {
    std::string_view line = fuzz::TakeLine(text);
    const std::string_view name = fuzz::TakeUntil(line, '=');
    pairs.emplace_back(name, line);
  }
  Require(twitter::ParseForm(twitter::FormEncode(pairs)) == pairs, "parsing undoes encoding");
}

std::string HostForCurl(const std::string& url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> handle(curl_url(), curl_url_cleanup);
  if (curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
  char* host = nullptr;
  if (curl_url_get(handle.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, void (*)(void*)> owner(host, curl_free);
  return host;
}

std::string LowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

void CheckUrl(std::string_view text) {
  const std::string url(text);
  const std::string host = twitter::HostOf(url);
  if (twitter::IsAllowedBaseUrl(url)) {
    Require(twitter::IsAllowedUrl(url), "a base URL is a URL");
    Require(twitter::QueryOf(url).empty(), "a base URL has no query");
  }
  if (!twitter::IsAllowedUrl(url)) return;
  Require(!host.empty(), "an allowed URL has a host");
  const std::string signed_form = twitter::UrlForSignature(url);
  Require(twitter::UrlForSignature(signed_form) == signed_form, "the signed form is final");
  Require(twitter::HostOf(signed_form) == host, "the signed form has the same host");
  const std::string other = LowerCase(HostForCurl(url));
  Require(other.empty() || other == host, "libcurl sends to the host we checked");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  CheckEncoding(text);
  CheckForms(text);
  CheckUrl(text);
  return 0;
}
