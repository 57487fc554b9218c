// Who may speak to the webhook: HMAC-SHA256 over the exact bytes of the body, or of the query
// string on a challenge (x_api.md 2.3), in one of two headers: one is keyed by the app's consumer
// secret, the other by its OAuth 2.0 client secret.
#pragma once

#include <string_view>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/auth/crypto.hpp"

namespace twitter {

enum class SignedBy { kConsumer, kClient };

// Whether a signature of that kind came at all; a blank one did not.
bool HasSignature(const chp::InboundRequest& request, SignedBy by = SignedBy::kConsumer);
// Whether exactly one came and it is that of `bytes`. Constant time in the signature's contents.
bool IsSigned(const chp::InboundRequest& request, const HmacSha256& key, std::string_view bytes,
              SignedBy by = SignedBy::kConsumer);

}  // namespace twitter
