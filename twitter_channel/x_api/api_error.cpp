// From an answer to an error: find the row, adjust it to what was asked, add when to come back and
// what X itself said.
#include "twitter_channel/x_api/api_error.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "plugin_api/cpp/text.hpp"
#include "twitter_channel/http/rate_limits.hpp"
#include "twitter_channel/x_api/api_error_body.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/refusals.hpp"

namespace twitter {
namespace {

constexpr std::string_view kSays = " X says: ";
constexpr std::size_t kLongestSentence = 200;
constexpr std::int64_t kShortestPauseMs = 1'000;
constexpr std::int64_t kLongestPauseMs = std::int64_t{24} * 3'600'000;

bool IsServerFailure(int status) { return status >= 500 || status == 408; }

bool IsSetUp(Operation operation) {
  return operation == Operation::kManageWebhook || operation == Operation::kSubscribe ||
         operation == Operation::kAuthorize;
}

bool IsWrite(Operation operation) {
  return operation == Operation::kWritePost || operation == Operation::kSendDirectMessage;
}

// A failing server's words are not trusted: only the status counts.
const Refusal& FindRefusal(int status, const ErrorBody& body) {
  if (IsServerFailure(status) || status == 402) return RefusalOfStatus(status);
  if (const Refusal* refusal = RefusalOfCode(body.code)) return *refusal;
  if (const Refusal* refusal = RefusalOfText(body.text)) return *refusal;
  if (const Refusal* refusal = RefusalOfProblem(body.problem_type)) return *refusal;
  return RefusalOfStatus(status);
}

std::int64_t RetryAfterMs(const HttpResponse& response, const Refusal& refusal,
                          std::int64_t now_ms) {
  std::int64_t pause = refusal.retry_after_ms;
  // Running out of credit or quota is not what the rate-limit headers are about.
  if (refusal.scope != chp::Scope::kConnection) {
    if (const auto reset = ExhaustedUntilMs(response)) pause = *reset - now_ms;
  }
  if (const auto seconds = HeaderNumber(response, "retry-after")) pause = *seconds * 1000;
  return std::clamp(pause, kShortestPauseMs, kLongestPauseMs);
}

bool IsPlainText(std::string_view text) {
  const bool controls = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  return !text.empty() && text.size() <= kLongestSentence && !controls && text.front() != '<' &&
         chp::IsUtf8(text);
}

void AdjustTo(Operation operation, int status, chp::Error& error) {
  if (error.code == chp::Code::kTransient && IsServerFailure(status) && IsWrite(operation)) {
    error.code = chp::Code::kUncertain;
    error.message = "X failed while this was being sent; whether it is there is being checked.";
  }
  if (error.code == chp::Code::kRejected && IsSetUp(operation)) error.code = chp::Code::kConfig;
  const bool of_app = operation == Operation::kManageWebhook || operation == Operation::kAuthorize;
  if (error.code == chp::Code::kAuth && of_app) error.scope = chp::Scope::kConnection;
}

}  // namespace

chp::Error ErrorFromAnswer(const HttpResponse& response, Operation operation, std::int64_t now_ms) {
  const ErrorBody body = ReadErrorBody(response.body);
  const Refusal& refusal = FindRefusal(response.status, body);
  chp::Error error;
  error.code = refusal.verdict;
  error.reason = refusal.reason;
  error.message = refusal.sentence;
  error.http_status = response.status;
  error.scope = refusal.scope;
  if (error.code == chp::Code::kRateLimited) {
    error.retry_after_ms = RetryAfterMs(response, refusal, now_ms);
  }
  AdjustTo(operation, response.status, error);
  if (IsPlainText(body.text)) error.message.append(kSays).append(body.text);
  return error;
}

std::string_view SentenceOfX(const chp::Error& error) {
  const std::string_view message = error.message;
  const std::size_t at = message.find(kSays);
  return at == std::string_view::npos ? std::string_view() : message.substr(at + kSays.size());
}

}  // namespace twitter
