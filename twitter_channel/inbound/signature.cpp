// The signature is compared as the text X sends: base64 has more than one spelling of the same
// bytes, and only X's own is expected. Two signatures are one too many: a proxy and we might read
// different ones.
#include "twitter_channel/inbound/signature.hpp"

#include <algorithm>
#include <string>

namespace twitter {
namespace {

constexpr std::string_view kConsumerHeader = "x-twitter-webhooks-signature";
constexpr std::string_view kClientHeader = "x-twitter-webhooks-signature-oauth2";
constexpr std::string_view kScheme = "sha256=";

std::string_view HeaderOf(SignedBy by) {
  return by == SignedBy::kClient ? kClientHeader : kConsumerHeader;
}

}  // namespace

bool HasSignature(const chp::InboundRequest& request, SignedBy by) {
  const std::string_view name = HeaderOf(by);
  return std::any_of(
      request.headers.begin(), request.headers.end(), [name](const chp::HeaderView& header) {
        const bool blank = header.value.find_first_not_of(" \t") == std::string_view::npos;
        return header.name == name && !blank;
      });
}

bool IsSigned(const chp::InboundRequest& request, const HmacSha256& key, std::string_view bytes,
              SignedBy by) {
  const std::string_view name = HeaderOf(by);
  std::size_t count = 0;
  std::string_view given;
  for (const chp::HeaderView& header : request.headers) {
    if (header.name != name) continue;
    ++count;
    given = header.value;
  }
  return count == 1 && given.starts_with(kScheme) &&
         EqualConstantTime(key.Base64Of(bytes), given.substr(kScheme.size()));
}

}  // namespace twitter
