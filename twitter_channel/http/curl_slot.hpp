// One transfer at a time: a multi handle, which keeps connections, TLS sessions and the parsed CA
// bundle warm, and the one easy handle that runs in it. Used by one thread at a time.
#pragma once

#include <memory>

#include <curl/curl.h>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/http/curl_options.hpp"
#include "twitter_channel/http/http_client.hpp"

namespace twitter {

struct FreeCurlEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeCurlMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeCurlList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlList = std::unique_ptr<curl_slist, FreeCurlList>;

class CurlSlot {
 public:
  explicit CurlSlot(const CurlOptions& options);
  CurlSlot(const CurlSlot&) = delete;
  CurlSlot& operator=(const CurlSlot&) = delete;

  // As HttpClient::Fetch, or Send when there is no sink, for a request already checked.
  chp::Result<HttpResponse> Perform(const HttpRequest& request, const BodySink* sink,
                                    const chp::CallContext& call);

 private:
  struct Transfer;
  struct Ending;

  void SetPolicy();
  void SetWay(const HttpWay& way);
  void SetRequest(Transfer& transfer);
  void SetBody(Transfer& transfer);
  Ending Run(const chp::CallContext& call);

  const CurlOptions& options_;
  std::unique_ptr<CURLM, FreeCurlMulti> multi_;
  std::unique_ptr<CURL, FreeCurlEasy> easy_;
  int requests_ = 0;  // since a connection was last closed for its age
};

}  // namespace twitter
