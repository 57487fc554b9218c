// The job of a reply is named "reply/<article id>".
#include "host_stub/jobs/reply_sending.hpp"

#include <charconv>

#include <spdlog/spdlog.h>

#include "host_stub/channels/reply_value.hpp"
#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/ingest_store.hpp"

namespace stub {
namespace {

constexpr std::string_view kPrefix = "reply/";

// 0 when the job names no article.
Id ArticleOf(const QueuedJob& job) {
  Id article = 0;
  const std::string_view name = job.job_id;
  if (!name.starts_with(kPrefix)) return 0;
  const char* end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data() + kPrefix.size(), end, article);
  return parsed.ec == std::errc{} && parsed.ptr == end ? article : 0;
}

// Parts that are on the remote side must be known as ours even when the whole failed.
void BindParts(Store& store, const PendingReply& pending, const chp::Receipt& receipt) {
  for (const chp::ReceiptPart& part : receipt.parts) {
    if (part.external_id.empty()) continue;
    const auto bound = store.ingest().Bind(pending.connection_id, pending.account_id,
                                           pending.idempotency_key, part.external_id);
    if (!bound) spdlog::error("A part of a reply cannot be kept: {}", bound.error().message);
  }
}

// A file that went after the article was written would be missed by the customer only.
chp::Result<void> CheckFiles(Store& store, const PendingReply& pending) {
  for (const chp::Attachment& file : pending.attachments) {
    const auto reader = store.blobs().Open(pending.connection_id, file.blob_id);
    if (reader) continue;
    if (reader.error().code != chp::Code::kNotFound) return reader.error();
    return chp::Error{.code = chp::Code::kRejected,
                      .reason = "reply.attachment_gone",
                      .message = "The file \"" + file.filename +
                                 "\" is no longer here. Take the reply back, attach the file once "
                                 "more and send it again."};
  }
  return {};
}

// A success counts only when its evidence is there (R3).
bool HasEvidence(const chp::Receipt& receipt) {
  return !receipt.parts.empty() && !receipt.parts.front().external_id.empty();
}

}  // namespace

chp::Result<void> SendReply(Store& store, const QueuedJob& job, Instance& instance,
                            const CallLimits& limits) {
  const Id article = ArticleOf(job);
  auto pending = store.tickets().LoadReply(article);
  if (!pending) return std::move(pending).error();
  if (auto whole = CheckFiles(store, *pending); !whole) return whole;
  const std::string account = std::to_string(pending->account_id);
  const chp::Reply reply = ReplyOf(*pending, account);
  chp::Receipt receipt;
  auto sent = instance.Call(limits, [&](chp::Channel& channel, const chp::CallContext& call) {
    return channel.SendReply(call, reply, receipt);
  });
  if (!sent) {
    BindParts(store, *pending, receipt);
    return sent;
  }
  if (!HasEvidence(receipt)) {
    return chp::Error{.code = chp::Code::kInternal,
                      .reason = "plugin.no_receipt",
                      .message =
                          "The plugin says the reply was sent, but gives no id of it. Look "
                          "on the remote side before sending it again."};
  }
  return store.tickets().ReplySent(article, receipt);
}

void NoteReplyFailure(Store& store, const QueuedJob& job, const chp::Error& error, bool final) {
  const auto noted = store.tickets().ReplyFailed(ArticleOf(job), error, final);
  if (!noted) spdlog::error("Reply {}: {}", job.job_id, noted.error().message);
}

}  // namespace stub
