// From the way a transfer ended to the host's verdict.
#pragma once

#include <string>

#include <curl/curl.h>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// How long a transfer or a wait sleeps at most before it looks for cancellation.
inline constexpr int kCurlPollMs = 200;

struct CurlOutcome {
  CURLcode code = CURLE_OK;
  bool cancelled = false;
  bool too_large = false;     // the answer exceeded its limit
  bool sink_refused = false;  // who takes the body wanted no more of it
  bool bytes_sent = false;    // any byte of the request
  bool idempotent = true;
  long certificate_verdict = 0;  // of OpenSSL; CURLINFO_SSL_VERIFYRESULT
};

// The error of a transfer that gave no whole answer. `host` is named in the sentence.
chp::Error ErrorFromOutcome(const CurlOutcome& outcome, const std::string& host);
chp::Error CancelledBeforeSending();

}  // namespace twitter
