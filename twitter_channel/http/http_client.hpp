// The seam to the network: one request, one answer. Everything above sees only this.
//
// A 403 or 503 is a successful transport: converting it is the caller's choice (x_api/api_error).
// Errors: kTransient  nothing was sent (could not resolve, connect, or verify TLS);
//         kUncertain  bytes were sent and no answer came (non-idempotent requests only);
//         kCancelled  the deadline passed or the host cancelled before anything was sent;
//         kConfig     the URL is not allowed (plain http outside loopback, not http at all).
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
  std::size_t response_limit = 4u << 20;
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
