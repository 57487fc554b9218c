// Who may speak to the webhook: HMAC-SHA256 with the app's consumer secret over the exact bytes of
// the body, or of the query string on a challenge (x_api.md 2.3).
#pragma once

#include <string_view>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/auth/crypto.hpp"

namespace twitter {

// Whether a signature came at all; a blank one did not.
bool HasSignature(const chp::InboundRequest& request);
// Whether exactly one came and it is that of `bytes`. Constant time in the signature's contents.
bool IsSigned(const chp::InboundRequest& request, const HmacSha256& key, std::string_view bytes);

}  // namespace twitter
