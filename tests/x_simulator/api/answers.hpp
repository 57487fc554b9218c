// The usual answers of X's API.
#pragma once

#include <string>

#include <boost/json.hpp>

#include "host_stub/web/http_server.hpp"

namespace xsim {

inline stub::HttpResponse JsonAnswer(const boost::json::value& body, int status = 200) {
  stub::HttpResponse answer;
  answer.status = status;
  answer.content_type = "application/json; charset=utf-8";
  answer.body = boost::json::serialize(body);
  return answer;
}

inline stub::HttpResponse NoContent() {
  stub::HttpResponse answer;
  answer.status = 204;
  return answer;
}

// The legs of OAuth 1.0a answer a form, labelled as HTML (x_api.md 1.2).
inline stub::HttpResponse FormAnswer(std::string body) {
  stub::HttpResponse answer;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = std::move(body);
  return answer;
}

inline stub::HttpResponse Redirect(const std::string& location) {
  stub::HttpResponse answer;
  answer.status = 303;
  answer.content_type.clear();
  answer.headers.push_back({"location", location});
  return answer;
}

}  // namespace xsim
