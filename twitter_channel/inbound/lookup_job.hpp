// Job lookup/<account>: asks X for up to a hundred wanted posts at once and delivers what it shows,
// through the same router and normaliser as everything else: what nobody asked for is context.
//
// A post that came carries the job that wants its own parent, one level deeper, so that storing it
// and going on are one. A post leaves the list only when it is stored, or X does not show it.
// One that was stored before and was to be completed is delivered again, with the text that X shows
// now (an edit as of the time it was written: plugin_abi.md A15), and its files are fetched.
#pragma once

#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/wanted_posts.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class LookupJob {
 public:
  LookupJob(const chp::HostPorts& host, Posts& posts) : host_(host), posts_(posts) {}

  // kAgain "lookup.more" while posts are left. Errors as X or the host gave them: nothing is lost.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const chp::Job& job);

 private:
  // Of `ids` those that are not deleted, and not stored or to be completed.
  chp::Result<std::vector<std::string>> Unknown(const Account& account,
                                                const std::vector<std::string>& ids);
  chp::Result<chp::Batch> BatchFrom(std::vector<Post> posts, const Account& account,
                                    const Config& config);
  chp::Result<void> Deliver(const Account& account, const chp::Batch& batch);

  chp::HostPorts host_;
  Posts& posts_;
};

}  // namespace twitter
