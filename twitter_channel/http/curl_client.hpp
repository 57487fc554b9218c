// HttpClient over libcurl: TLS always verified, redirects never followed, plain http to loopback
// only, HTTP/2 where the server offers it, answers and headers bounded, cancellation seen within
// 250 ms.
//
// A write (HttpRequest::idempotent == false) reaches the server at most once: libcurl repeats a
// request by itself when a kept connection turns out dead, and is prevented from it here (see
// curl_slot.cpp).
//
// Ownership: construct once per process and share; it holds libcurl and all connections. Destroy
// only when no Send is running. A name lookup that hangs does not hold the destructor up.
#pragma once

#include "twitter_channel/http/curl_options.hpp"
#include "twitter_channel/http/curl_pool.hpp"
#include "twitter_channel/http/http_client.hpp"

namespace twitter {

// One counted use of libcurl.
class CurlLibrary {
 public:
  CurlLibrary();
  ~CurlLibrary();
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;
};

class CurlClient : public HttpClient {
 public:
  explicit CurlClient(const CurlOptions& options);

  // Besides what http_client.hpp says: kTransient "http.busy" when no slot came free within the
  // request's timeout. A control character in a header is a bug and throws.
  chp::Result<HttpResponse> Send(const HttpRequest& request, const chp::CallContext& call) override;
  chp::Result<HttpResponse> Fetch(const HttpRequest& request, const BodySink& sink,
                                  const chp::CallContext& call) override;

 private:
  chp::Result<HttpResponse> Perform(const HttpRequest& request, const BodySink* sink,
                                    const chp::CallContext& call);

  CurlLibrary library_;
  CurlPool pool_;
};

}  // namespace twitter
