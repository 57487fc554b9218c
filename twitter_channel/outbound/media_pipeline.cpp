// One step after the other, each by the state that the record is in.
#include "twitter_channel/outbound/media_pipeline.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/outbound/media_rules.hpp"
#include "twitter_channel/outbound/piece_reader.hpp"

namespace twitter {
namespace {

using State = UploadRecord::State;

// How long one call uploads before it lets others have their turn.
constexpr std::int64_t kSliceMs = 20'000;
// An upload is not used so shortly before X forgets it.
constexpr std::int64_t kMarginMs = std::int64_t{30} * 60'000;
constexpr std::int64_t kLongestWaitMs = 60'000;

chp::Error NoFiles() {
  return {.code = chp::Code::kConfig,
          .reason = "reply.no_files",
          .message =
              "Files cannot be sent through this connection: remove the attachments, or use "
              "X API v2 and a helpdesk that keeps files."};
}

}  // namespace

struct MediaPipeline::Upload {
  const chp::Attachment& file;
  StoredUpload stored;
  bool is_resumed = false;  // an earlier call began it

  UploadRecord& record() { return stored.record; }
  chp::Result<void> Enter(State state) {
    record().state = state;
    return stored.Write();
  }
};

chp::Result<std::vector<std::string>> MediaPipeline::Ready(
    const std::vector<chp::Attachment>& files) {
  std::vector<std::string> media_ids;
  if (files.empty()) return media_ids;
  if (uploads_ == nullptr || host_.blobs == nullptr) return NoFiles();
  began_mono_ms_ = host_.clock.MonoMs();
  for (std::size_t number = 0; number < files.size(); ++number) {
    auto media_id = ReadyOne(files[number], number);
    if (!media_id) return media_id.error();
    media_ids.push_back(*std::move(media_id));
  }
  return media_ids;
}

chp::Result<void> MediaPipeline::Forget(std::size_t files) {
  for (std::size_t number = 0; number < files; ++number) {
    StoredUpload stored(host_.kv, task_.account_id, task_.idempotency_key, number);
    if (auto read = stored.Read(0); !read) return read;
    if (auto forgotten = stored.Forget(); !forgotten) return forgotten;
  }
  return {};
}

chp::Result<std::string> MediaPipeline::ReadyOne(const chp::Attachment& file, std::size_t number) {
  Upload upload{.file = file,
                .stored = {host_.kv, task_.account_id, task_.idempotency_key, number}};
  if (auto read = upload.stored.Read(host_.clock.NowMs() + kMarginMs); !read) return read.error();
  upload.is_resumed = upload.record().state != State::kNone;
  while (upload.record().state != State::kReady) {
    if (auto stepped = Step(upload); !stepped) return AfterFailure(stepped.error(), upload);
  }
  return upload.record().media_id;
}

chp::Result<void> MediaPipeline::Step(Upload& upload) {
  switch (upload.record().state) {
    case State::kNone:
      return Begin(upload);
    case State::kAppending:
      return Append(upload);
    case State::kFinishing:
      return Finish(upload);
    case State::kProcessing:
      return AskStatus(upload);
    default:
      return Describe(upload);
  }
}

chp::Result<void> MediaPipeline::Begin(Upload& upload) {
  auto type = TypeOfFile(*host_.blobs, upload.file);
  if (!type) return type.error();
  const MediaKind kind = MediaKindOf(*type).value_or(MediaKind::kVideo);
  const auto begun = uploads_->Begin(task_.credentials,
                                     {.media_type = *type,
                                      .category = MediaCategory(kind, task_.is_direct_message),
                                      .size_bytes = upload.file.size_bytes},
                                     task_.call);
  if (!begun) return begun.error();
  upload.record() = {.state = State::kAppending,
                     .media_id = begun->media_id,
                     .media_type = *std::move(type),
                     .next_piece = 0,
                     .expires_ms = host_.clock.NowMs() + begun->lives_ms};
  return upload.stored.Write();
}

chp::Result<void> MediaPipeline::Append(Upload& upload) {
  UploadRecord& record = upload.record();
  auto read = ReadPieces(
      *host_.blobs, upload.file, record.next_piece,
      [&](int index, std::string_view bytes) -> chp::Result<void> {
        if (host_.clock.MonoMs() - began_mono_ms_ >= kSliceMs) {
          return chp::Error{.code = chp::Code::kAgain,
                            .reason = "x.media_uploading",
                            .message = "The file " + QuotedName(upload.file) +
                                       " is being uploaded: " + std::to_string(index) +
                                       " MB are done.",
                            .retry_after_ms = kAtOnceMs};
        }
        const MediaPiece piece{.media_id = record.media_id, .index = index, .bytes = bytes};
        if (auto done = uploads_->Append(task_.credentials, piece, task_.call); !done) return done;
        record.next_piece = index + 1;
        return upload.stored.Write();
      });
  if (!read) return read;
  return upload.Enter(State::kFinishing);
}

// X may have been told by a call that did not hear the answer: then it is asked first. Or by a copy
// of this request, made on its way: X finishes nothing twice. It refuses to tell of an upload that
// was not finished.
chp::Result<void> MediaPipeline::Finish(Upload& upload) {
  const std::string& media_id = upload.record().media_id;
  if (upload.is_resumed) {
    const auto status = uploads_->Status(task_.credentials, media_id, task_.call);
    if (status) return Take(*status, upload);
    if (status.error().code != chp::Code::kRejected) return status.error();
  }
  const auto finished = uploads_->Finish(task_.credentials, media_id, task_.call);
  if (finished) return Take(*finished, upload);
  if (finished.error().code != chp::Code::kRejected) return finished.error();
  const auto status = uploads_->Status(task_.credentials, media_id, task_.call);
  return status ? Take(*status, upload) : finished.error();
}

chp::Result<void> MediaPipeline::AskStatus(Upload& upload) {
  const auto status = uploads_->Status(task_.credentials, upload.record().media_id, task_.call);
  return status ? Take(*status, upload) : status.error();
}

chp::Result<void> MediaPipeline::Take(const MediaProcessing& processing, Upload& upload) {
  using Processing = MediaProcessing::State;
  if (processing.state == Processing::kReady) return upload.Enter(State::kDescribing);
  if (processing.state == Processing::kFailed) {
    if (auto forgotten = upload.stored.Forget(); !forgotten) return forgotten;
    return chp::Error{.code = chp::Code::kRejected,
                      .reason = "x.media_failed",
                      .message = "X cannot use the file " + QuotedName(upload.file) +
                                 ": send another one. X says: " + processing.problem};
  }
  if (upload.record().state != State::kProcessing) {
    if (auto entered = upload.Enter(State::kProcessing); !entered) return entered;
  }
  return chp::Error{.code = chp::Code::kAgain,
                    .reason = "x.media_processing",
                    .message = "X is still working on the file " + QuotedName(upload.file) + ".",
                    .retry_after_ms = std::min(processing.check_after_ms, kLongestWaitMs)};
}

chp::Result<void> MediaPipeline::Describe(Upload& upload) {
  const std::string& text = upload.file.alt_text;
  const bool is_seen = MediaKindOf(upload.record().media_type) != MediaKind::kVideo;
  if (is_seen && !text.empty()) {
    auto done = uploads_->Describe(task_.credentials, upload.record().media_id, text, task_.call);
    if (!done) return done;
  }
  return upload.Enter(State::kReady);
}

// What X refuses of an upload that an earlier call began may only mean that it knows it no more.
chp::Error MediaPipeline::AfterFailure(const chp::Error& error, Upload& upload) {
  if (error.code != chp::Code::kRejected) return error;
  const bool is_of_the_upload = upload.record().state != State::kNone && error.http_status != 0;
  if (!is_of_the_upload) return error;
  if (auto forgotten = upload.stored.Forget(); !forgotten) return forgotten.error();
  chp::Error refused = error;
  refused.message = "The file " + QuotedName(upload.file) + ": " + error.message;
  if (upload.is_resumed) refused.code = chp::Code::kTransient;
  return refused;
}

}  // namespace twitter
