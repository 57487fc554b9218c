// Checks a request, borrows a slot, lets it transfer.
#include "twitter_channel/http/curl_client.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <new>
#include <stdexcept>

#include <curl/curl.h>

#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

// A lookup that hangs is left to its thread inside libcurl, so that nobody waits for it; libcurl's
// code must then outlive us even if the host unloads the plugin.
void KeepLibcurlLoaded() {
  Dl_info where{};
  if (dladdr(reinterpret_cast<void*>(&curl_easy_init), &where) == 0) return;
  dlopen(where.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

bool HasControlCharacter(const HttpHeader& header) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  return std::any_of(header.name.begin(), header.name.end(), is_control) ||
         std::any_of(header.value.begin(), header.value.end(), is_control);
}

}  // namespace

CurlLibrary::CurlLibrary() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::bad_alloc();
  KeepLibcurlLoaded();
}

CurlLibrary::~CurlLibrary() { curl_global_cleanup(); }

CurlClient::CurlClient(const CurlOptions& options) : pool_(options) {}

chp::Result<HttpResponse> CurlClient::Send(const HttpRequest& request,
                                           const chp::CallContext& call) {
  return Perform(request, nullptr, call);
}

chp::Result<HttpResponse> CurlClient::Fetch(const HttpRequest& request, const BodySink& sink,
                                            const chp::CallContext& call) {
  return Perform(request, &sink, call);
}

chp::Result<HttpResponse> CurlClient::Perform(const HttpRequest& request, const BodySink* sink,
                                              const chp::CallContext& call) {
  if (!IsAllowedUrl(request.url)) {
    return chp::Error{chp::Code::kConfig, "http.url_not_allowed",
                      "The address is neither https nor plain http to this machine; correct the "
                      "API base URL."};
  }
  if (std::any_of(request.headers.begin(), request.headers.end(), HasControlCharacter)) {
    throw std::invalid_argument("a request header holds a control character");
  }
  chp::Result<CurlLease> lease = pool_.Borrow(request.timeout_ms, call);
  if (!lease) return std::move(lease).error();
  return lease->slot().Perform(request, sink, call);
}

}  // namespace twitter
