// The challenge-response check of a webhook (x_api.md 2.3): GET url?crc_token=…&nonce=…, whose
// answer must hold the HMAC of the token.
//
// Threads: any; waits for the network, so no lock on the world may be held.
#pragma once

#include <optional>
#include <string>

#include "tests/x_simulator/base/refusal.hpp"

namespace xsim {

// Nothing when the webhook passed, else 214 with the reason as X words it. The request is signed in
// that header.
std::optional<Refusal> CheckWebhook(const std::string& url, const std::string& secret,
                                    const std::string& header = "x-twitter-webhooks-signature");

}  // namespace xsim
