// Action post.take: any post of somebody else becomes a ticket, by its link or id, whatever the
// account's settings collect.
//
// Input: {"post": link or id, "group_id": "3"}; without a group the one that the account's settings
// give such a post, else its first group. Output: {"ticket": the host's reference, "title",
// "created": whether it was new}.
//
// The post is delivered like any other, under its id: an event that brings it before or after, and
// a second click, find it there. Of a repost the post it repeats is taken.
#pragma once

#include <string>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class PostTake {
 public:
  PostTake(const chp::HostPorts& host, Posts& posts) : host_(host), posts_(posts) {}

  // kRejected "post.link", "post.group", "post.own", "post.refused", "account.unknown"; kAuth
  // "account.no_token"; X's own errors ("x.not_found" for what it does not show the account).
  chp::Result<std::string> Run(const chp::CallContext& call, const chp::ActionInput& action,
                               const Config& config);

 private:
  chp::Result<std::string> Deliver(Post post, const Account& account, std::string group_id,
                                   const Config& config);

  chp::HostPorts host_;
  Posts& posts_;
};

}  // namespace twitter
