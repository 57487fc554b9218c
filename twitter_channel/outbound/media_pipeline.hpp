// Brings the files of a reply to X before the post or message that shows them.
//
//   look at its first bytes      are they what the attachment says
//   begin                        X gives the media id; recorded
//   append, piece by piece       each recorded, so that a crash goes on with the next one
//   finish                       recorded before; after a lost answer X is asked for the status
//   status, until X is ready     waiting is kAgain, nothing sleeps
//   alt text                     where there is one
//
// Every step may be repeated, for nothing is seen on X before a post shows it; what was refused
// after an earlier call began it is begun afresh. A file that is ready stays so for a day: a
// retried reply uploads nothing again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/outbound/upload_record.hpp"
#include "twitter_channel/x_api/current_ports.hpp"

namespace twitter {

// Threads: any; all state is in the store. One instance for one call.
class MediaPipeline {
 public:
  struct Task {
    const chp::CallContext& call;
    Credentials credentials;
    std::string_view account_id;
    std::string_view idempotency_key;
    bool is_direct_message = false;
  };

  MediaPipeline(const chp::HostPorts& host, MediaUploads* uploads, const Task& task)
      : host_(host), uploads_(uploads), task_(task) {}

  // The media ids, in order, once X has all files ready. kAgain "x.media_uploading" after a while
  // of uploading, so that others get their turn, and "x.media_processing"; kRejected
  // "x.media_failed", "reply.file_gone", "reply.file_changed", "reply.file_type"; kConfig
  // "reply.no_files" when host or API have no way for files; X's and the store's errors pass.
  chp::Result<std::vector<std::string>> Ready(const std::vector<chp::Attachment>& files);
  // So that sending the reply again uploads its files afresh.
  chp::Result<void> Forget(std::size_t files);

 private:
  struct Upload;

  chp::Result<std::string> ReadyOne(const chp::Attachment& file, std::size_t number);
  chp::Result<void> Step(Upload& upload);
  chp::Result<void> Begin(Upload& upload);
  chp::Result<void> Append(Upload& upload);
  chp::Result<void> Finish(Upload& upload);
  chp::Result<void> AskStatus(Upload& upload);
  chp::Result<void> Describe(Upload& upload);
  chp::Result<void> Take(const MediaProcessing& processing, Upload& upload);
  chp::Error AfterFailure(const chp::Error& error, Upload& upload);

  chp::HostPorts host_;
  MediaUploads* uploads_;
  Task task_;
  std::int64_t began_mono_ms_ = 0;
};

}  // namespace twitter
