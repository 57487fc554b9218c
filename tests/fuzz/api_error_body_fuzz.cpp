// X's refusals. An input is a line "status operation", header lines, an empty line, the body.
#include <string>

#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "twitter_channel/x_api/api_error.hpp"

namespace {

using fuzz::Require;
using twitter::Operation;

constexpr std::int64_t kNowMs = 1'786'000'000'000;
constexpr std::int64_t kDayMs = 24 * 3'600'000;

int DigitsOf(std::string_view text) {
  int number = 0;
  for (const char digit : text.substr(0, 3)) {
    if (digit >= '0' && digit <= '9') number = number * 10 + (digit - '0');
  }
  return number;
}

bool IsWrite(Operation operation) {
  return operation == Operation::kWritePost || operation == Operation::kSendDirectMessage;
}

void CheckError(const chp::Error& error, const twitter::HttpResponse& response,
                Operation operation) {
  Require(error.code != chp::Code::kOk && error.code != chp::Code::kInternal,
          "a refusal of X is neither a success nor our bug");
  Require(!error.reason.empty() && error.reason.size() <= 47, "the reason fits chp_error");
  Require(!error.message.empty() && error.message.size() <= 439, "the sentence fits chp_error");
  Require(chp::IsUtf8(error.message), "the sentence is UTF-8");
  Require(error.http_status == response.status, "the status is kept");
  Require(error.retry_after_ms >= 0 && error.retry_after_ms <= kDayMs, "a pause ends in a day");
  if (response.status >= 500 && IsWrite(operation)) {
    Require(error.code != chp::Code::kTransient, "a write that may have arrived is uncertain");
  }
  Require(error.message.ends_with(twitter::SentenceOfX(error)), "X's own words come last");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::TextOf(data, size);
  std::string_view line = fuzz::TakeLine(text);
  twitter::HttpResponse response;
  response.status = DigitsOf(fuzz::TakeUntil(line, ' '));
  const auto operation = static_cast<Operation>(DigitsOf(line.substr(0, 1)) % 6);
  while (!text.empty()) {
    std::string_view value = fuzz::TakeLine(text);
    if (value.empty()) break;
    const std::string_view name = fuzz::TakeUntil(value, ':');
    response.headers.push_back({std::string(name), std::string(value)});
  }
  response.body = text;
  CheckError(twitter::ErrorFromAnswer(response, operation, kNowMs), response, operation);
  Require(twitter::FirstErrorCode(text) >= 0, "a code is a number above zero, or none");
  return 0;
}
