// Replies that are sent only after the agent looked at them once more (plugin_abi.md A9).
#pragma once

#include "twitter_channel/config.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/reply_options.hpp"

namespace twitter {

// Adds what the agent has to confirm, and not yet did, to a composition that can be sent: a public
// reply that looks like private data. What was found is not repeated in the note, for notes are
// stored.
void HoldPrivateData(const Account& account, const ReplyOptions& options, Composition& composition);

}  // namespace twitter
