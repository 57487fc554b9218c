// What agents do to messages that are on X: delete an own post or message, hide a customer's answer
// and show it again.
//
//   action  checks what is asked for, and schedules the job: that is the intent, and it is durable
//   job     does it on X and tells the host; may run any number of times, for everything in it may
//           be repeated
//
// Per message there is one job: who hides a post and changes his mind replaces what was to be done.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/current_ports.hpp"

namespace twitter {

inline constexpr std::string_view kModerationJob = "moderation";

// Threads: any.
class MessageModeration {
 public:
  MessageModeration(const chp::HostPorts& host, Moderation* moderation)
      : host_(host), moderation_(moderation) {}

  // "post.delete", "message.delete", "post.hide", "post.unhide".
  static bool Offers(std::string_view action);

  // The output object with a sentence for the agent. kRejected "reply.unknown_message",
  // "reply.not_own", "reply.own", "account.needs_v2"; kConfig "account.unknown"; the host's errors
  // pass.
  chp::Result<std::string> Begin(const chp::ActionInput& action, const Config& config);
  // What X refuses for good becomes a note in the ticket; other failures are the host's to retry.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const chp::Job& job);

 private:
  struct Wish;

  chp::Result<void> Check(const Wish& wish);
  chp::Result<void> Delete(const Wish& wish, const Credentials& credentials,
                           const chp::CallContext& call);
  chp::Result<void> DeletePosts(const Wish& wish, const Credentials& credentials,
                                const chp::CallContext& call);
  chp::Result<void> Tell(std::vector<chp::Update> updates);

  chp::HostPorts host_;
  Moderation* moderation_;
};

}  // namespace twitter
