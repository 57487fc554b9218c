// A file is fetched, its blob noted in the progress, then attached. Killed before the note: it is
// fetched again. Killed after it: it is attached by the next run, which begins by attaching all
// that is noted. Attaching twice is attaching once, for the host knows a message's files by their
// names.
#include "twitter_channel/inbound/media_job.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "twitter_channel/inbound/media_fetch.hpp"
#include "twitter_channel/inbound/media_order.hpp"
#include "twitter_channel/inbound/media_progress.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;
constexpr std::size_t kMostOfMessage = 1024 * kMegabyte;
constexpr std::int64_t kMostTries = 8;
constexpr std::int64_t kGiveUpMs = std::int64_t{24} * 3'600'000;
constexpr std::int64_t kLongestFetchMs = 600'000;
constexpr std::int64_t kShortestFetchMs = 5'000;
constexpr std::int64_t kTimeToStoreMs = 2'000;  // what is left of a call for the host

std::size_t LargestOf(MediaType kind) {
  switch (kind) {
    case MediaType::kPhoto:
      return 20 * kMegabyte;
    case MediaType::kAnimatedGif:
      return 50 * kMegabyte;
    case MediaType::kVideo:
      break;
  }
  return 600 * kMegabyte;
}

// What says nothing about the file but ends the run.
bool EndsTheRun(chp::Code code) {
  return code == chp::Code::kCancelled || code == chp::Code::kAgain || code == chp::Code::kAuth ||
         code == chp::Code::kConfig;
}

bool MayGetBetter(chp::Code code) {
  return code == chp::Code::kTransient || code == chp::Code::kUncertain ||
         code == chp::Code::kConflict || code == chp::Code::kRateLimited;
}

chp::Error MoreFilesLater() {
  return {.code = chp::Code::kAgain,
          .reason = "media.more",
          .message = "There are more files to fetch; it goes on at once.",
          .retry_after_ms = 1};
}

chp::Error TooSlow() {
  return {.code = chp::Code::kTransient,
          .reason = "media.too_slow",
          .message = "It did not come within the time there is."};
}

}  // namespace

// One run of the job.
struct MediaJob::Turn {
  const chp::CallContext& call;
  const Config& config;
  const Account& account;
  MediaOrder order;
  MediaProgressStore store;
  MediaProgress progress;
  std::optional<chp::Error> later;  // why the job has to come back

  // Those tried least come first: one that takes all the time there is starves none.
  std::vector<const MediaFile*> Open() const {
    std::vector<const MediaFile*> open;
    for (const MediaFile& file : order.list.files) {
      if (!Of(file).Settled()) open.push_back(&file);
    }
    const auto less_tried = [this](const MediaFile* a, const MediaFile* b) {
      return Of(*a).tries < Of(*b).tries;
    };
    std::stable_sort(open.begin(), open.end(), less_tried);
    return open;
  }
  FileProgress Of(const MediaFile& file) const {
    const auto found = progress.files.find(file.name);
    return found == progress.files.end() ? FileProgress() : found->second;
  }
  std::size_t BytesLeft() const {
    std::size_t left = kMostOfMessage;
    for (const auto& [name, file] : progress.files) {
      left -= std::min<std::size_t>(left, file.size_bytes);
    }
    return left;
  }
};

chp::Result<void> MediaJob::Run(const chp::CallContext& call, const Config& config,
                                const chp::Job& job) {
  const Account* account = config.ById(job.account_id);
  if (account == nullptr) return {};
  auto order = ReadMediaOrder(job.payload_json);
  if (!order) return order.error();
  MediaProgressStore store(host_.kv, account->id, order->message_id);
  Turn turn{.call = call,
            .config = config,
            .account = *account,
            .order = *std::move(order),
            .store = std::move(store),
            .progress = {},
            .later = {}};
  const auto stored = IsStored(turn);
  if (!stored) return stored.error();
  if (!*stored) return turn.store.Erase();
  auto progress = turn.store.Read();
  if (!progress) return progress.error();
  turn.progress = *std::move(progress);
  if (turn.progress.begun_ms == 0) turn.progress.begun_ms = host_.clock.NowMs();
  if (auto attached = AttachStored(turn); !attached) return attached;
  if (auto taken = TakeFiles(turn); !taken) return taken;
  if (turn.later) return *turn.later;
  if (auto said = SayWhatIsMissing(turn); !said) return said;
  return turn.store.Erase();
}

// Given up because the call's time is over, not because the host wants its thread back: that would
// happen again and again.
bool MediaJob::IsLate(const chp::CallContext& call, const chp::Error& error) const {
  return error.code == chp::Code::kCancelled && call.DeadlineMs() != 0 &&
         host_.clock.MonoMs() >= call.DeadlineMs();
}

// Neither deleted nor forgotten meanwhile.
chp::Result<bool> MediaJob::IsStored(const Turn& turn) {
  const std::vector<std::string> id{turn.order.message_id};
  const auto found = host_.ingest.Find(turn.account.id, id);
  if (!found) return found.error();
  return found->size() == 1 && found->front().stored && !found->front().deleted;
}

chp::Result<void> MediaJob::TakeFiles(Turn& turn) {
  if (host_.blobs == nullptr) return {};
  bool first = true;
  for (const MediaFile* file : turn.Open()) {
    const std::int64_t deadline = turn.call.DeadlineMs();
    const bool short_of_time =
        deadline != 0 && deadline - host_.clock.MonoMs() < kShortestFetchMs + kTimeToStoreMs;
    if (!std::exchange(first, false) && short_of_time) return MoreFilesLater();
    if (auto taken = TakeFile(turn, *file); !taken) return taken;
  }
  return {};
}

chp::Result<void> MediaJob::TakeFile(Turn& turn, const MediaFile& file) {
  MediaBounds bounds{.bytes = std::min(LargestOf(file.kind), turn.BytesLeft()),
                     .time_ms = kLongestFetchMs};
  if (const std::int64_t deadline = turn.call.DeadlineMs(); deadline != 0) {
    bounds.time_ms = std::clamp(deadline - host_.clock.MonoMs() - kTimeToStoreMs, kShortestFetchMs,
                                kLongestFetchMs);
  }
  const Credentials credentials = CredentialsOf(turn.config, turn.account);
  auto taken = MediaFetch(*host_.blobs, x_, credentials).Take(file, bounds, turn.call);
  if (!taken && IsLate(turn.call, taken.error())) taken = TooSlow();
  if (!taken && EndsTheRun(taken.error().code)) return std::move(taken).error();
  FileProgress progress = turn.Of(file);
  if (taken) {
    progress.blob_id = taken->blob_id;
    progress.media_type = taken->media_type;
    progress.size_bytes = taken->size_bytes;
  } else {
    const chp::Error& error = taken.error();
    const bool late = host_.clock.NowMs() - turn.progress.begun_ms >= kGiveUpMs;
    if (error.code != chp::Code::kRateLimited) ++progress.tries;
    progress.refusal = error.message;
    progress.given_up = !MayGetBetter(error.code) || progress.tries >= kMostTries || late;
    // A limit says when to come back; it outlives a failure that only may pass.
    const bool limit = turn.later && turn.later->code == chp::Code::kRateLimited;
    if (!progress.given_up && !limit) turn.later = error;
  }
  turn.progress.files[file.name] = std::move(progress);
  if (auto written = turn.store.Write(turn.progress); !written) return written;
  return taken ? Attach(turn, *std::move(taken)) : chp::Result<void>();
}

chp::Result<void> MediaJob::AttachStored(const Turn& turn) {
  for (const MediaFile& file : turn.order.list.files) {
    const FileProgress progress = turn.Of(file);
    if (progress.blob_id.empty()) continue;
    auto attached = Attach(turn, {.blob_id = progress.blob_id,
                                  .filename = file.name,
                                  .media_type = progress.media_type,
                                  .alt_text = file.alt_text,
                                  .size_bytes = progress.size_bytes});
    if (!attached) return attached;
  }
  return {};
}

chp::Result<void> MediaJob::Attach(const Turn& turn, chp::Attachment attachment) {
  chp::Update update;
  update.account_id = turn.account.id;
  update.external_id = turn.order.message_id;
  update.attachments.push_back(std::move(attachment));
  return Deliver(std::move(update));
}

chp::Result<void> MediaJob::SayWhatIsMissing(const Turn& turn) {
  std::string lines;
  for (const MediaFile& file : turn.order.list.files) {
    const FileProgress progress = turn.Of(file);
    if (!progress.blob_id.empty()) continue;
    const std::string_view why = host_.blobs == nullptr
                                     ? std::string_view("This helpdesk keeps no files.")
                                     : std::string_view(progress.refusal);
    lines.append("\n").append(file.name).append(": ").append(why);
    lines.append(" Look at it: ").append(file.page);
  }
  if (turn.order.list.left_out > 0 && !turn.order.list.files.empty()) {
    lines.append("\n").append(std::to_string(turn.order.list.left_out));
    lines.append(" more: only the first ").append(std::to_string(kMostFiles));
    lines.append(" are fetched. Look at them: ").append(turn.order.list.files.front().page);
  }
  if (lines.empty()) return {};
  chp::Update update;
  update.account_id = turn.account.id;
  update.external_id = turn.order.message_id;
  update.text = "Files of this message could not be fetched from X:" + lines;
  return Deliver(std::move(update));
}

chp::Result<void> MediaJob::Deliver(chp::Update update) {
  update.kind = chp::UpdateKind::kAttached;
  update.at_ms = host_.clock.NowMs();
  chp::Batch batch;
  batch.updates.push_back(std::move(update));
  const auto delivered = host_.ingest.Deliver(batch);
  if (!delivered) return delivered.error();
  return {};
}

}  // namespace twitter
