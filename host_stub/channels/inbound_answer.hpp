// Verdicts of on_inbound as HTTP answers (the table of channel_types.h).
#pragma once

#include "plugin_api/cpp/channel.hpp"

namespace stub {

// {"error": sentence} with the status of the verdict; Retry-After where repeating helps.
chp::InboundResponse AnswerOf(const chp::Error& error);
// A complete answer of the host itself.
chp::InboundResponse ErrorResponse(std::uint32_t status, std::string_view sentence);
// Drops what only the host may say: lengths, connections, more than one content type.
chp::InboundResponse Cleaned(chp::InboundResponse response);

}  // namespace stub
