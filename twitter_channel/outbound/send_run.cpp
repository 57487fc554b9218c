// The steps of one send, in the order of sender.hpp.
#include "twitter_channel/outbound/send_run.hpp"

#include <algorithm>

#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

// plugin_abi.md A20.
constexpr std::int64_t kBetweenLooksMs = 60'000;
constexpr std::int64_t kAbsenceProvenAfterMs = 300'000;
constexpr int kLooksBeforeGivingUp = 5;

chp::Error StillUncertain() {
  return {.code = chp::Code::kRejected,
          .reason = "x.uncertain",
          .message =
              "It could not be found out whether this reply is on X. Look there: if it is "
              "missing, send it again."};
}

chp::Error Checking(std::int64_t retry_after_ms) {
  return {.code = chp::Code::kAgain,
          .reason = "x.checking",
          .message = "X did not say whether it took this reply; it is being looked for.",
          .retry_after_ms = retry_after_ms};
}

// The account can be used for writing; a paused one keeps its queue until it is enabled.
chp::Result<void> CheckUsable(const Account& account) {
  if (!account.active) {
    return chp::Error{.code = chp::Code::kConfig,
                      .reason = "account.paused",
                      .message = "The account @" + account.screen_name +
                                 " is disabled; enable it in the channel's settings to send.",
                      .scope = chp::Scope::kAccount};
  }
  if (!account.has_credentials()) {
    return chp::Error{.code = chp::Code::kAuth,
                      .reason = "account.no_token",
                      .message = "There is no access token for @" + account.screen_name +
                                 "; add the account again.",
                      .scope = chp::Scope::kAccount};
  }
  return {};
}

// Verdicts that say "nothing happened on X".
bool NothingHappened(chp::Code code) {
  switch (code) {
    case chp::Code::kTransient:
    case chp::Code::kCancelled:
    case chp::Code::kRateLimited:
    case chp::Code::kAuth:
    case chp::Code::kConfig:
    case chp::Code::kRejected:
    case chp::Code::kUnsupported:
      return true;
    default:
      return false;
  }
}

}  // namespace

chp::Result<SentMessage> SendRun::Run() {
  auto stored = ledger_.Read(task_.reply.account_id, task_.reply.idempotency_key);
  if (!stored) return stored.error();
  StoredRecord entry = stored->value_or(StoredRecord{});
  const bool is_first = !stored->has_value();
  if (entry.record.state == SendRecord::State::kSent) {
    return Bound({entry.record.external_id, entry.record.url, entry.record.article_json});
  }
  if (auto usable = CheckUsable(task_.account); !usable) return usable.error();
  if (is_first) return Write(entry);
  if (entry.record.state == SendRecord::State::kIntent) return Reconcile(entry);
  // A person decided; force counts only here, so a retried call never writes twice.
  if (!task_.reply.force) return StillUncertain();
  return Write(entry);
}

chp::Result<SentMessage> SendRun::Write(StoredRecord& entry) {
  SendRecord& record = entry.record;
  const std::int64_t now_ms = host_.clock.NowMs();
  const std::int64_t first_ms = record.first_attempt_ms == 0 ? now_ms : record.first_attempt_ms;
  record = SendRecord();
  record.first_attempt_ms = first_ms;
  record.attempt_ms = now_ms;
  record.text_hash = TextHash(task_.composition.text);
  if (auto stored = Store(entry); !stored) return stored.error();
  auto sent = remote_.Write(task_.composition, task_.call);
  if (!sent) return AfterFailure(sent.error(), entry);
  const auto claimed =
      ledger_.Claim(task_.reply.account_id, task_.reply.idempotency_key, sent->external_id);
  if (!claimed) Warn("The claim of a sent message was not stored", claimed.error());
  return Record(*sent, entry);
}

chp::Result<SentMessage> SendRun::AfterFailure(const chp::Error& error, StoredRecord& entry) {
  if (!NothingHappened(error.code)) return error;
  if (error.reason == reason::kDuplicate) {
    // X has this text already. It is ours only if it can be shown to come from an earlier try.
    const auto look = LookOnce(entry);
    if (!look) return look.error();
    const auto ours = FindOurs(*look);
    if (!ours) return ours.error();
    if (ours->has_value()) return Record(**ours, entry);
  }
  const auto closed = ledger_.Close(task_.reply.account_id, task_.reply.idempotency_key, entry);
  if (!closed) Warn("A refused reply could not be closed in the ledger", closed.error());
  return error;
}

chp::Result<SentMessage> SendRun::Reconcile(StoredRecord& entry) {
  const std::int64_t wait_ms = entry.record.next_look_ms - host_.clock.NowMs();
  if (wait_ms > 0) return Checking(wait_ms);
  const auto look = LookOnce(entry);
  if (!look) return look.error();
  const auto ours = FindOurs(*look);
  if (!ours) return ours.error();
  if (ours->has_value()) return Record(**ours, entry);
  return AfterFruitlessLook(look->complete, entry);
}

chp::Result<SentMessage> SendRun::AfterFruitlessLook(bool complete, StoredRecord& entry) {
  SendRecord& record = entry.record;
  const std::int64_t now_ms = host_.clock.NowMs();
  if (complete && record.was_absent) return Write(entry);

  ++record.looks;
  record.was_absent = record.was_absent || complete;
  // So the second complete look comes late enough to prove that nothing is there.
  record.next_look_ms =
      std::max(now_ms + kBetweenLooksMs, record.attempt_ms + kAbsenceProvenAfterMs);
  const bool gives_up = record.looks >= kLooksBeforeGivingUp;
  if (gives_up) record.state = SendRecord::State::kUncertain;
  if (auto stored = Store(entry); !stored) return stored.error();
  if (gives_up) return StillUncertain();
  return Checking(record.next_look_ms - now_ms);
}

chp::Result<Look> SendRun::LookOnce(const StoredRecord& entry) {
  return remote_.LookFor(
      task_.composition,
      {.text_hash = entry.record.text_hash, .not_before_ms = entry.record.first_attempt_ms},
      task_.call);
}

chp::Result<std::optional<SentMessage>> SendRun::FindOurs(const Look& look) {
  for (const SentMessage& candidate : look.candidates) {
    const auto claimed =
        ledger_.Claim(task_.reply.account_id, task_.reply.idempotency_key, candidate.external_id);
    if (!claimed) return claimed.error();
    if (*claimed) return std::optional(candidate);
  }
  return std::optional<SentMessage>();
}

SentMessage SendRun::Record(const SentMessage& sent, StoredRecord& entry) {
  entry.record.state = SendRecord::State::kSent;
  entry.record.external_id = sent.external_id;
  entry.record.url = sent.url;
  entry.record.article_json = sent.article_json;
  if (auto stored = Store(entry); !stored) Warn("A receipt was not stored", stored.error());
  return Bound(sent);
}

SentMessage SendRun::Bound(const SentMessage& sent) {
  const auto bound =
      host_.ingest.Bind(task_.reply.account_id, task_.reply.idempotency_key, sent.external_id);
  if (!bound) Warn("A sent message was not bound to its reply", bound.error());
  return sent;
}

chp::Result<void> SendRun::Store(StoredRecord& entry) {
  return ledger_.Write(task_.reply.account_id, task_.reply.idempotency_key, entry);
}

void SendRun::Warn(std::string_view what, const chp::Error& error) {
  host_.log.Write(chp::LogLevel::kWarn, std::string(what) + ": " + error.reason + ".", {});
}

}  // namespace twitter
