// Job parent/<account>/<post>: a stored message answers or quotes a post that may not be known, or
// X told of one. Job complete/<account>/<post>: a stored post was not shown completely. Notes that
// it is wanted, and schedules the job that looks up all that are. Asks X nothing.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/wanted_posts.hpp"

namespace twitter {

inline constexpr std::string_view kParentJob = "parent";     // kind
inline constexpr std::string_view kLookupJob = "lookup";     // kind
inline constexpr std::string_view kParentsLane = "parents";  // of both: they never run together

// Keyed by the wanted post: five hundred answers to it schedule one job.
chp::Job ParentJobFor(std::string_view account_id, const WantedPost& post);
// Of a post X told of: asked for although it was asked for before, as somebody's parent.
chp::Job AnnouncedJobFor(std::string_view account_id, std::string_view post_id);
chp::Job LookupJobFor(std::string_view account_id);

class ParentJob {
 public:
  explicit ParentJob(const chp::HostPorts& host) : host_(host) {}

  // Success also when the post is stored or deleted, the list is full, or the account is gone.
  chp::Result<void> Run(const Config& config, const chp::Job& job);

 private:
  chp::HostPorts host_;
};

}  // namespace twitter
