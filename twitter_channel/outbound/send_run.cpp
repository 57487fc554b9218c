// The steps of one send, in the order of sender.hpp.
#include "twitter_channel/outbound/send_run.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/outbound/send_verdicts.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

// plugin_abi.md A20.
constexpr std::int64_t kBetweenLooksMs = 60'000;
constexpr std::int64_t kAbsenceProvenAfterMs = 300'000;
constexpr int kLooksBeforeGivingUp = 5;

SendPlan PlanOf(const Composition& composition, const Account& account, const chp::Reply& reply) {
  return {.is_direct_message = composition.is_direct_message,
          .sender_id = account.external_id,
          .texts = composition.parts,
          .in_reply_to = composition.in_reply_to,
          .recipient_id = composition.recipient_id,
          .exclude_user_ids = composition.exclude_user_ids,
          .files = reply.attachments};
}

}  // namespace

chp::Result<void> SendRun::Run() {
  auto stored = ledger_.Read(task_.reply.account_id, task_.reply.idempotency_key);
  if (!stored) return stored.error();
  const bool is_first = !stored->has_value();
  if (is_first) {
    if (auto refusal = NotToBeSent(task_.composition)) return *std::move(refusal);
    entry_.record.state = SendRecord::State::kBetween;
    entry_.record.plan = PlanOf(task_.composition, task_.account, task_.reply);
  } else {
    entry_ = **std::move(stored);
  }
  if (record().state == SendRecord::State::kSent) {
    for (const chp::ReceiptPart& part : record().parts) Bind(part.external_id);
    return {};
  }
  if (auto usable = CheckAccount(); !usable) return usable;
  if (record().state == SendRecord::State::kBetween) return Write();
  if (record().state == SendRecord::State::kIntent) return Reconcile();
  // A person decided; force counts only here, so a retried call never writes twice.
  if (!task_.reply.force) return StillUncertain();
  return Write();
}

chp::Receipt SendRun::Receipt() const {
  return {.parts = record().parts, .article_json = record().article_json};
}

// The account can be used for writing; a paused one keeps its queue until it is enabled.
chp::Result<void> SendRun::CheckAccount() const {
  const Account& account = task_.account;
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
  if (record().plan.sender_id != account.external_id) {
    return chp::Error{.code = chp::Code::kRejected,
                      .reason = "account.changed",
                      .message = "Sending this answer began with another X account than @" +
                                 account.screen_name + "; look on X what is there of it."};
  }
  return {};
}

Outgoing SendRun::NextPart() const {
  const SendPlan& plan = record().plan;
  const std::size_t index = record().parts.size();
  const std::vector<Charge>& charges = task_.composition.charges;
  return {.is_direct_message = plan.is_direct_message,
          .text = plan.texts.at(index),
          .in_reply_to = index == 0 ? plan.in_reply_to : record().parts.back().external_id,
          .recipient_id = plan.recipient_id,
          .exclude_user_ids = plan.exclude_user_ids,
          .charge = index < charges.size() ? charges[index] : Charge::kPostWrite,
          .files = index == 0 ? plan.files : std::vector<chp::Attachment>()};
}

MediaPipeline SendRun::Media() {
  return {host_,
          remote_.media_uploads(),
          {.call = task_.call,
           .credentials = remote_.credentials(),
           .account_id = task_.reply.account_id,
           .idempotency_key = task_.reply.idempotency_key,
           .is_direct_message = record().plan.is_direct_message}};
}

chp::Result<void> SendRun::Write() {
  Outgoing part = NextPart();
  auto media_ids = Media().Ready(part.files);
  if (!media_ids) return media_ids.error();
  part.media_ids = *std::move(media_ids);
  if (const auto ready = remote_.Prepare(task_.call); !ready) return Named(ready.error());
  SendRecord& record = entry_.record;
  record.state = SendRecord::State::kIntent;
  record.attempt_ms = host_.clock.NowMs();
  if (record.first_attempt_ms == 0) record.first_attempt_ms = record.attempt_ms;
  record.text_hash = TextHash(part.text);
  record.looks = 0;
  record.next_look_ms = 0;
  record.was_absent = false;
  if (auto stored = Store(); !stored) return stored;
  auto sent = remote_.Write(part, task_.call);
  if (!sent) return AfterFailure(sent.error());
  const auto claimed =
      ledger_.Claim(task_.reply.account_id, task_.reply.idempotency_key, sent->external_id);
  if (!claimed) Warn("The claim of a sent message was not stored", claimed.error());
  return Record(*sent);
}

chp::Result<void> SendRun::AfterFailure(const chp::Error& error) {
  if (!NothingHappened(error.code)) return error;
  if (error.reason == reason::kDuplicate) {
    // X has this text already. It is ours only if it can be shown to come from an earlier try.
    const auto look = LookOnce();
    if (!look) return look.error();
    const auto ours = FindOurs(*look);
    if (!ours) return ours.error();
    if (ours->has_value()) return Record(**ours);
  }
  const bool is_recent = host_.clock.NowMs() - record().first_attempt_ms < kHourMs;
  if (error.reason == reason::kUnauthorized && is_recent) return AfterRefusedSignature(error);
  if (error.reason == reason::kMedia) ForgetFiles();
  return Refuse(error);
}

// Credentials that X takes for the look were not what it refused: a copy of the request, made on
// its way, is refused for its nonce while the first one is on X (OAuth 1.0a). What X goes on
// refusing for an hour it refuses.
chp::Result<void> SendRun::AfterRefusedSignature(const chp::Error& error) {
  const auto look = LookOnce();
  if (!look) return look.error().code == chp::Code::kAuth ? Refuse(error) : look.error();
  const auto ours = FindOurs(*look);
  if (!ours) return ours.error();
  if (ours->has_value()) return Record(**ours);
  return AfterFruitlessLook(look->complete);
}

chp::Result<void> SendRun::Refuse(const chp::Error& error) {
  Reopen();
  return Named(error);
}

// An error with what is on X in spite of it.
chp::Error SendRun::Named(const chp::Error& error) const {
  if (record().parts.empty()) return error;
  chp::Error named = error;
  named.message = PartsOnX(record()) + " parts of this answer are on X. " + error.message;
  return named;
}

// X does not take what was uploaded: sending the reply again uploads it afresh.
void SendRun::ForgetFiles() {
  const auto forgotten = Media().Forget(record().plan.files.size());
  if (!forgotten) Warn("Uploads that X refused could not be forgotten", forgotten.error());
}

// The intent of a write that certainly did not happen is taken back.
void SendRun::Reopen() {
  chp::Result<void> stored;
  if (record().parts.empty()) {
    stored = ledger_.Close(task_.reply.account_id, task_.reply.idempotency_key, entry_);
  } else {
    entry_.record.state = SendRecord::State::kBetween;
    entry_.record.first_attempt_ms = 0;
    stored = Store();
  }
  if (!stored) Warn("A refused reply could not be closed in the ledger", stored.error());
}

chp::Result<void> SendRun::Reconcile() {
  const std::int64_t wait_ms = record().next_look_ms - host_.clock.NowMs();
  if (wait_ms > 0) return Checking(wait_ms);
  const auto look = LookOnce();
  if (!look) return look.error();
  const auto ours = FindOurs(*look);
  if (!ours) return ours.error();
  if (ours->has_value()) return Record(**ours);
  return AfterFruitlessLook(look->complete);
}

chp::Result<void> SendRun::AfterFruitlessLook(bool complete) {
  SendRecord& record = entry_.record;
  const std::int64_t now_ms = host_.clock.NowMs();
  if (complete && record.was_absent) return Write();

  ++record.looks;
  record.was_absent = record.was_absent || complete;
  // So the second complete look comes late enough to prove that nothing is there.
  record.next_look_ms =
      std::max(now_ms + kBetweenLooksMs, record.attempt_ms + kAbsenceProvenAfterMs);
  const bool gives_up = record.looks >= kLooksBeforeGivingUp;
  if (gives_up) record.state = SendRecord::State::kUncertain;
  if (auto stored = Store(); !stored) return stored;
  if (gives_up) return StillUncertain();
  return Checking(record.next_look_ms - now_ms);
}

chp::Result<Look> SendRun::LookOnce() {
  return remote_.LookFor(
      NextPart(), {.text_hash = record().text_hash, .not_before_ms = record().first_attempt_ms},
      task_.call);
}

// An earlier part of the same answer is not the one that is looked for, even if it reads the same.
chp::Result<std::optional<SentMessage>> SendRun::FindOurs(const Look& look) {
  for (const SentMessage& candidate : look.candidates) {
    const bool earlier =
        std::any_of(record().parts.begin(), record().parts.end(),
                    [&](const auto& part) { return part.external_id == candidate.external_id; });
    if (earlier) continue;
    const auto claimed =
        ledger_.Claim(task_.reply.account_id, task_.reply.idempotency_key, candidate.external_id);
    if (!claimed) return claimed.error();
    if (*claimed) return std::optional(candidate);
  }
  return std::optional<SentMessage>();
}

// The part is on X. A record that cannot be stored now is found again by the look.
chp::Result<void> SendRun::Record(const SentMessage& sent) {
  SendRecord& record = entry_.record;
  if (record.parts.empty()) record.article_json = sent.article_json;
  record.parts.push_back({sent.external_id, sent.url});
  record.first_attempt_ms = 0;
  const bool is_last = record.parts.size() == record.plan.texts.size();
  record.state = is_last ? SendRecord::State::kSent : SendRecord::State::kBetween;
  const chp::Error next = NextPartFollows(record);
  if (is_last) record.plan = SendPlan();
  if (auto stored = Store(); !stored) Warn("A receipt was not stored", stored.error());
  Bind(sent.external_id);
  if (is_last) return {};
  return next;
}

void SendRun::Bind(std::string_view external_id) {
  const auto bound =
      host_.ingest.Bind(task_.reply.account_id, task_.reply.idempotency_key, external_id);
  if (!bound) Warn("A sent message was not bound to its reply", bound.error());
}

chp::Result<void> SendRun::Store() {
  return ledger_.Write(task_.reply.account_id, task_.reply.idempotency_key, entry_);
}

void SendRun::Warn(std::string_view what, const chp::Error& error) {
  host_.log.Write(chp::LogLevel::kWarn, std::string(what) + ": " + error.reason + ".", {});
}

}  // namespace twitter
