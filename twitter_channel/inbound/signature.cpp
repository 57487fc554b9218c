// The signature is compared as the text X sends: base64 has more than one spelling of the same
// bytes, and only X's own is expected. Two signatures are one too many: a proxy and we might read
// different ones.
#include "twitter_channel/inbound/signature.hpp"

#include <algorithm>
#include <string>

namespace twitter {
namespace {

constexpr std::string_view kHeader = "x-twitter-webhooks-signature";
constexpr std::string_view kScheme = "sha256=";

}  // namespace

bool HasSignature(const chp::InboundRequest& request) {
  return std::any_of(
      request.headers.begin(), request.headers.end(), [](const chp::HeaderView& header) {
        const bool blank = header.value.find_first_not_of(" \t") == std::string_view::npos;
        return header.name == kHeader && !blank;
      });
}

bool IsSigned(const chp::InboundRequest& request, const HmacSha256& key, std::string_view bytes) {
  std::size_t count = 0;
  std::string_view given;
  for (const chp::HeaderView& header : request.headers) {
    if (header.name != kHeader) continue;
    ++count;
    given = header.value;
  }
  return count == 1 && given.starts_with(kScheme) &&
         EqualConstantTime(key.Base64Of(bytes), given.substr(kScheme.size()));
}

}  // namespace twitter
