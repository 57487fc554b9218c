// The events of one webhook body -> one batch for the host.
#pragma once

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {

// Pure. An edited post is a message and an edit of its earlier versions. Events that store nothing
// (reposts that are switched off, kinds that make no message, revocations) leave no trace in the
// batch.
chp::Batch BatchOf(std::vector<Event> events, const Account& account, const Config& config);
// One post as it was routed, whatever the router says of it.
chp::Batch BatchOfPost(Post post, const Routing& routing, const Account& account,
                       const Config& config);

}  // namespace twitter
