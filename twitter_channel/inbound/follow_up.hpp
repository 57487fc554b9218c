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

// Its files, the post it answers, and the post it quotes when X did not send that along. Nothing
// for mere context; of a repost the files only. Pure.
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
