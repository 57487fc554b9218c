// The seam to the network: one request, one answer. Everything above sees only this.
//
// A 403 or 503 is a successful transport: converting it is the caller's choice (x_api/api_error).
// Errors and their reasons. A write (idempotent == false) of which any byte was sent is kUncertain
// whatever then goes wrong; otherwise:
//   kTransient  "http.resolve", "http.connect", "http.tls"  no connection could be made
//               "http.timeout", "http.no_answer"            no whole answer came
//               "http.answer_too_large"                     see response_limit
//               "http.busy"                                 too many requests under way
//   kCancelled  "http.cancelled"        the deadline passed or the host cancelled
//   kConfig     "http.url_not_allowed"  not https, nor plain http to loopback
// Threads: any number at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"

namespace twitter {

struct HttpHeader {
  std::string name;
  std::string value;
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // absolute, encoded
  std::vector<HttpHeader> headers;
  std::string body;
  bool idempotent = true;  // false: never sent twice, whatever happens to the connection
  std::size_t response_limit = 4u << 20;  // of the body; headers: 64 KiB
  std::int64_t timeout_ms = 30'000;
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;  // names in lower case
  std::string body;

  std::string_view Header(std::string_view name) const;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual chp::Result<HttpResponse> Send(const HttpRequest& request,
                                         const chp::CallContext& call) = 0;
};

}  // namespace twitter
