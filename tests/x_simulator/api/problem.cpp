#include "tests/x_simulator/api/problem.hpp"

#include <string>

#include <boost/json.hpp>

#include "tests/x_simulator/api/answers.hpp"

namespace xsim {
namespace {

std::string_view TitleOf(int status) {
  switch (status) {
    case 400:
      return "Invalid Request";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Forbidden";
  }
}

}  // namespace

stub::HttpResponse ProblemAnswer(int status, std::string_view title, std::string_view detail,
                                 std::string_view type) {
  stub::HttpResponse answer = JsonAnswer(
      {{"title", title},
       {"detail", detail},
       {"type", type.empty() ? "about:blank" : "https://api.x.com/2/problems/" + std::string(type)},
       {"status", status}},
      status);
  answer.content_type = "application/problem+json";
  return answer;
}

stub::HttpResponse InvalidRequest(std::string_view detail) {
  return ProblemAnswer(400, "Invalid Request", detail, "invalid-request");
}

stub::HttpResponse InvalidRequest(std::string_view reason, std::string_view detail) {
  return InvalidRequest(std::string(reason) + ": " + std::string(detail));
}

stub::HttpResponse AsProblem(stub::HttpResponse refusal) {
  boost::system::error_code failure;
  const auto body = boost::json::parse(refusal.body, failure);
  if (failure || !body.is_object() || !body.as_object().contains("errors")) return refusal;
  const auto& first = body.at("errors").at(0).as_object();
  if (!first.contains("code") || refusal.status == 429) return refusal;
  stub::HttpResponse answer = ProblemAnswer(refusal.status, TitleOf(refusal.status),
                                            std::string_view(first.at("message").as_string()));
  answer.headers.insert(answer.headers.end(), refusal.headers.begin(), refusal.headers.end());
  return answer;
}

}  // namespace xsim
