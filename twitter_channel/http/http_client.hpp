// The seam to the network: one request, one answer. Everything above sees only this.
//
// A 403 or 503 is a successful transport: converting it is the caller's choice (x_api/api_error).
// Errors and their reasons. A write (idempotent == false) of which any byte was sent is kUncertain
// whatever then goes wrong; otherwise:
//   kTransient  "http.resolve", "http.connect", "http.tls"  no connection could be made
//               "http.timeout", "http.no_answer"            no whole answer came
//               "http.answer_too_large"                     see response_limit
//               "http.busy"                                 too many requests under way
//               "http.sink_refused"                         Fetch: the sink wanted no more
//   kCancelled  "http.cancelled"        the deadline passed or the host cancelled
//   kConfig     "http.url_not_allowed"  not https, nor plain http to loopback
// Threads: any number at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

// How a request gets out and whom it believes; what is empty is the process's (curl_options.hpp).
// Requests of different ways share no connection.
struct HttpWay {
  std::string proxy = {};    // "http://name:port"; never used for loopback
  std::string ca_file = {};  // PEM, in place of the system's bundle
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // absolute, encoded
  HttpWay way = {};
  std::vector<HttpHeader> headers;
  std::string body;
  bool idempotent = true;  // false: never sent twice, whatever happens to the connection
  std::size_t response_limit = 4u << 20;  // of the body; headers: 64 KiB
  std::int64_t timeout_ms = 30'000;       // of the whole, however steadily bytes trickle in
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;  // names in lower case
  std::string body;

  std::string_view Header(std::string_view name) const;
  bool is_success() const { return status >= 200 && status < 300; }
};

// Takes the next piece of a body, valid during the call; false: no more is wanted, which ends the
// transfer. Called from within Fetch, on its thread; must not throw.
using BodySink = std::function<bool(std::string_view bytes)>;

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual chp::Result<HttpResponse> Send(const HttpRequest& request,
                                         const chp::CallContext& call) = 0;
  // As Send, for a read of any size: the body of a 2xx answer goes to `sink` piece by piece and is
  // not kept; response_limit bounds what is let through, and an announced length above it ends the
  // transfer before the first piece. Other answers keep their body, of at most 4 MiB. Pieces of a
  // transfer that then fails have been let through: only a success says that it was all.
  virtual chp::Result<HttpResponse> Fetch(const HttpRequest& request, const BodySink& sink,
                                          const chp::CallContext& call) = 0;
};

}  // namespace twitter
