#include "host_stub/web/answer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace stub {
namespace {

namespace json = boost::json;

int StatusOf(const chp::Error& error) {
  if (error.http_status >= 400 && error.http_status <= 599) return error.http_status;
  switch (error.code) {
    case chp::Code::kNotFound:
      return 404;
    case chp::Code::kConflict:
      return 409;
    case chp::Code::kRateLimited:
      return 429;
    case chp::Code::kAgain:
    case chp::Code::kTransient:
    case chp::Code::kCancelled:
      return 503;
    case chp::Code::kInternal:
    case chp::Code::kOk:
      return 500;
    default:
      return 422;
  }
}

}  // namespace

HttpResponse JsonAnswer(const json::value& value, int status) {
  HttpResponse answer;
  answer.status = status;
  answer.content_type = "application/json; charset=utf-8";
  answer.body = json::serialize(value);
  return answer;
}

HttpResponse ErrorAnswer(int status, std::string_view sentence, std::string_view reason) {
  json::object body{{"error", sentence}};
  if (!reason.empty()) body["reason"] = reason;
  return JsonAnswer(body, status);
}

HttpResponse AnswerTo(const chp::Error& error) {
  HttpResponse answer = ErrorAnswer(StatusOf(error), error.message, error.reason);
  if (answer.status == 429 || answer.status == 503) {
    const std::int64_t seconds = std::max<std::int64_t>(1, (error.retry_after_ms + 999) / 1000);
    answer.headers.push_back({"retry-after", std::to_string(seconds)});
  }
  return answer;
}

chp::Error Invalid(std::string_view reason, std::string sentence) {
  return {chp::Code::kInvalid, std::string(reason), std::move(sentence)};
}

chp::Error Missing(std::string sentence) {
  return {chp::Code::kNotFound, "rest.not_found", std::move(sentence)};
}

chp::Error Refused(int status, std::string_view reason, std::string sentence) {
  return {chp::Code::kInvalid, std::string(reason), std::move(sentence), status};
}

}  // namespace stub
