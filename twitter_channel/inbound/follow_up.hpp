// What is left to do once a message is stored: the host schedules these jobs with it, and only when
// it is new (plugin_abi.md A8).
#pragma once

#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {

// Its files, the post it answers, the post it quotes when X did not send that along, who wrote it
// when X named only the id, and the whole post again when X named more than it showed. Nothing for
// mere context, unless what it quotes or repeats is not known; of a repost its files and author
// only. Pure.
std::vector<chp::Job> FollowUpJobs(const Post& post, const Routing& routing,
                                   const Account& account);
std::vector<chp::Job> FollowUpJobs(const DirectMessage& message, const Routing& routing,
                                   const Account& account);

// The files as MediaOrder in JSON, kept with a message that is not shown; empty when there are
// none.
std::string MediaOrderOf(const Post& post, const Routing& routing);
std::string MediaOrderOf(const DirectMessage& message, const Routing& routing);
// The same jobs for a message that was kept, once changed rules take it.
std::vector<chp::Job> FollowUpJobs(const chp::Message& kept, const ReplyContext& context);

}  // namespace twitter
