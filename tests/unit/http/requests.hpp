// Requests that the tests of the client send.
#pragma once

#include <string>

#include "twitter_channel/http/http_client.hpp"

namespace twitter::testing {

// A read: it may be repeated.
inline HttpRequest Get(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

// A write of a few bytes.
inline HttpRequest Write(const std::string& url) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.body = "status=hello";
  request.idempotent = false;
  return request;
}

}  // namespace twitter::testing
