// One table from X's refusals to the host's verdicts (x_api.md 5.1 to 5.4, plugin_abi.md B.2).
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/http/http_client.hpp"

namespace twitter {

// What was asked: the same answer can mean different things.
enum class Operation { kRead, kWritePost, kSendDirectMessage, kManageWebhook, kSubscribe, kAuthorize };

// The error for an answer that is not a success; reason tokens are "x.<what>". `now_ms` turns
// rate-limit headers into retry_after_ms. Reads all four error shapes of v2 and those of v1.1;
// empty bodies and HTML are read by status alone. X's own sentence is kept in the message when it
// is plain text of reasonable length.
chp::Error ErrorFromAnswer(const HttpResponse& response, Operation operation, std::int64_t now_ms);

// The first v1.1 error code of a body, or 0.
int FirstErrorCode(std::string_view body);
// X's own first sentence ("errors[0].message", "detail", "error"), or empty.
std::string FirstErrorText(std::string_view body);

}  // namespace twitter
