// One table from X's refusals to the host's verdicts (x_api.md 5.1 to 5.4, plugin_abi.md B.2).
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/http/http_client.hpp"

namespace twitter {

// What was asked: the same answer can mean different things.
//   kWritePost, kSendDirectMessage         a failing server may have acted: kUncertain
//   kManageWebhook, kSubscribe, kAuthorize a refusal is about the set-up: kConfig, not kRejected
//   kManageWebhook, kAuthorize             dead credentials are the app's: scope connection
enum class Operation {
  kRead,
  kWritePost,
  kSendDirectMessage,
  kManageWebhook,
  kSubscribe,
  kAuthorize
};

// The error for an answer that is not a success; reason tokens are those of reasons.hpp. `now_ms`
// turns rate-limit headers into retry_after_ms. Reads all four error shapes of v2 and those of
// v1.1; empty bodies and HTML are read by status alone. X's own sentence is kept in the message
// when it is plain text of reasonable length. An unknown code or problem type is read by status.
chp::Error ErrorFromAnswer(const HttpResponse& response, Operation operation, std::int64_t now_ms);

// X's own sentence inside the message of an error made by ErrorFromAnswer, or empty. A view into
// `error`.
std::string_view SentenceOfX(const chp::Error& error);

// The first v1.1 error code of a body, or 0.
int FirstErrorCode(std::string_view body);
// X's own first sentence ("errors[0].message", "detail", "error"), or empty. Hostile: bound and
// check it before showing it to anybody.
std::string FirstErrorText(std::string_view body);

}  // namespace twitter
