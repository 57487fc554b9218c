// One table, one answer.
#include "host_stub/channels/inbound_answer.hpp"

#include <algorithm>
#include <array>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace stub {
namespace {

constexpr std::int64_t kShortestRetrySeconds = 1;
constexpr std::int64_t kUsualRetrySeconds = 5;
constexpr std::int64_t kLongestRetrySeconds = 86'400;

bool IsRetriable(chp::Code code) {
  switch (code) {
    case chp::Code::kAgain:
    case chp::Code::kRateLimited:
    case chp::Code::kTransient:
    case chp::Code::kUncertain:
    case chp::Code::kCancelled:
    case chp::Code::kConflict:
      return true;
    default:
      return false;
  }
}

std::uint32_t StatusOf(chp::Code code) {
  if (IsRetriable(code)) return 503;
  switch (code) {
    case chp::Code::kRejected:
      return 200;
    case chp::Code::kAuth:
    case chp::Code::kConfig:
      return 503;
    default:
      return 500;
  }
}

std::int64_t RetrySeconds(std::int64_t retry_after_ms) {
  if (retry_after_ms <= 0) return kUsualRetrySeconds;
  const std::int64_t seconds = retry_after_ms / 1000 + (retry_after_ms % 1000 > 0 ? 1 : 0);
  return std::clamp(seconds, kShortestRetrySeconds, kLongestRetrySeconds);
}

std::string LowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

// A header name is a token (RFC 9110 5.6.2).
bool IsToken(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

bool BelongsToHost(std::string_view name) {
  constexpr std::array<std::string_view, 8> kOwn = {
      "content-length", "content-type", "transfer-encoding", "connection",
      "keep-alive",     "upgrade",      "trailer",           "set-cookie"};
  return std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end();
}

}  // namespace

chp::InboundResponse ErrorResponse(std::uint32_t status, std::string_view sentence) {
  chp::InboundResponse response;
  response.status = status;
  response.body = boost::json::serialize(boost::json::object{{"error", sentence}});
  return response;
}

chp::InboundResponse AnswerOf(const chp::Error& error) {
  chp::InboundResponse response = ErrorResponse(StatusOf(error.code), error.message);
  if (IsRetriable(error.code)) {
    response.headers.emplace_back("retry-after",
                                  std::to_string(RetrySeconds(error.retry_after_ms)));
  }
  return response;
}

chp::InboundResponse Cleaned(chp::InboundResponse response) {
  std::erase_if(response.headers, [](auto& header) {
    header.first = LowerCase(std::move(header.first));
    return !IsToken(header.first) || BelongsToHost(header.first);
  });
  // 1xx would leave the caller waiting for the real answer.
  if (response.status < 200) return ErrorResponse(500, "The plugin gave no final answer.");
  return response;
}

}  // namespace stub
