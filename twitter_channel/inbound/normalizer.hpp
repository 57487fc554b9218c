// Domain message + routing -> the host's message (behaviour.md 5.4 to 5.6, 10).
#pragma once

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {

// Pure. `routing` is what the router said for the same account; never kDrop.
chp::Message NormalizePost(Post&& post, const Routing& routing, const Account& account,
                           const Config& config);
chp::Message NormalizeDirectMessage(DirectMessage&& direct, const Routing& routing,
                                    const Account& account, const Config& config);
chp::Party PartyFrom(User&& user, const Config& config);
chp::Role RoleOf(Disposition disposition);

}  // namespace twitter
