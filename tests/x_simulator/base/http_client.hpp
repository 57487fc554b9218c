// One HTTP request over libcurl, without redirects and without a proxy.
//
// Threads: Send may be called from any thread; GlobalCurl lives in main, before any of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace xsim {

class GlobalCurl {
 public:
  GlobalCurl();
  ~GlobalCurl();
  GlobalCurl(const GlobalCurl&) = delete;
  GlobalCurl& operator=(const GlobalCurl&) = delete;
};

struct OutgoingRequest {
  std::string method = "GET";  // GET or POST
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  std::string body;
  std::chrono::milliseconds timeout{3000};
};

struct OutgoingResult {
  int status = 0;    // 0: no answer, see `error`
  std::string body;  // at most 64 KiB of it
  std::string error;
  bool timed_out = false;
  std::int64_t duration_ms = 0;

  bool Succeeded() const { return status >= 200 && status < 300; }
};

OutgoingResult Send(const OutgoingRequest& request);

}  // namespace xsim
