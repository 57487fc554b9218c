// The sentences of one send.
#include "twitter_channel/outbound/send_verdicts.hpp"

#include <string>

#include "twitter_channel/durations.hpp"

namespace twitter {

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

std::string PartsOnX(const SendRecord& record) {
  return std::to_string(record.parts.size()) + " of " + std::to_string(record.plan.texts.size());
}

chp::Error NextPartFollows(const SendRecord& record) {
  return {.code = chp::Code::kAgain,
          .reason = "x.next_part",
          .message = PartsOnX(record) + " parts of this answer are on X; the next one follows.",
          .retry_after_ms = kAtOnceMs};  // in a call of its own
}

std::optional<chp::Error> NotToBeSent(const Composition& composition) {
  const ComposeNote* note = nullptr;
  if (!composition.confirmations.empty()) note = &composition.confirmations.front();
  if (composition.refusal) note = &*composition.refusal;
  if (note == nullptr) return std::nullopt;
  return chp::Error{.code = chp::Code::kRejected, .reason = note->reason, .message = note->message};
}

bool NothingHappened(chp::Code code) {
  switch (code) {
    case chp::Code::kAgain:
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

}  // namespace twitter
