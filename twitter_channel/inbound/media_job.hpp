// Job media/<account>/<message>: the files a message shows, fetched from X and attached to it.
//
// Each file is fetched, stored, noted and attached before the next, so that one that fails or hangs
// holds up none of the others, and a run that is killed anywhere is gone on with. What cannot be
// had, for good or after several tries, is said in a note with the place to look at it.
#pragma once

#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/media_files.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

inline constexpr std::string_view kMediaJob = "media";  // kind and lane

class MediaJob {
 public:
  MediaJob(const chp::HostPorts& host, MediaFiles& x) : host_(host), x_(x) {}

  // Success: nothing is left to do (also when message or account are gone). kAgain "media.more"
  // when the call's time is used up; kTransient and kRateLimited when a file is to be tried again.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const chp::Job& job);

 private:
  struct Turn;
  bool IsLate(const chp::CallContext& call, const chp::Error& error) const;
  chp::Result<bool> IsStored(const Turn& turn);
  chp::Result<void> TakeFiles(Turn& turn);
  chp::Result<void> TakeFile(Turn& turn, const MediaFile& file);
  chp::Result<void> AttachStored(const Turn& turn);
  chp::Result<void> Attach(const Turn& turn, chp::Attachment attachment);
  chp::Result<void> SayWhatIsMissing(const Turn& turn);
  chp::Result<void> Deliver(chp::Update update);

  chp::HostPorts host_;
  MediaFiles& x_;
};

}  // namespace twitter
