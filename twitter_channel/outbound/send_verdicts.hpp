// What the sender tells the host when a reply is not simply sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/send_record.hpp"

namespace twitter {

// kRejected "x.uncertain": a person decides.
chp::Error StillUncertain();
// kAgain "x.checking".
chp::Error Checking(std::int64_t retry_after_ms);
// "1 of 3": parts that are on X.
std::string PartsOnX(const SendRecord& record);
// kAgain "x.next_part", at once.
chp::Error NextPartFollows(const SendRecord& record);
// Why a reply that was never tried is not to be.
std::optional<chp::Error> NotToBeSent(const Composition& composition);
// True for verdicts of X, and of the way there, that say "nothing happened on X".
bool NothingHappened(chp::Code code);

}  // namespace twitter
