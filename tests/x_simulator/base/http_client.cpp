#include "tests/x_simulator/base/http_client.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <curl/curl.h>

namespace xsim {
namespace {

constexpr std::size_t kAnswerLimit = 64 * 1024;

std::size_t Append(const char* data, std::size_t, std::size_t size, void* target) {
  auto* body = static_cast<std::string*>(target);
  body->append(data, std::min(size, kAnswerLimit - body->size()));
  return size;
}

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct CurlHandleDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;
using CurlHandle = std::unique_ptr<CURL, CurlHandleDeleter>;

HeaderList MakeHeaders(const std::vector<std::string>& headers) {
  // An empty Expect keeps libcurl from waiting for "100 Continue" before larger bodies.
  HeaderList list(curl_slist_append(nullptr, "Expect:"));
  for (const std::string& header : headers) {
    curl_slist* longer = curl_slist_append(list.get(), header.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    if (!list) list.reset(longer);
  }
  return list;
}

}  // namespace

GlobalCurl::GlobalCurl() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw std::runtime_error("libcurl cannot start");
  }
}

GlobalCurl::~GlobalCurl() { curl_global_cleanup(); }

OutgoingResult Send(const OutgoingRequest& request) {
  const CurlHandle handle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  CURL* curl = handle.get();
  const HeaderList headers = MakeHeaders(request.headers);
  OutgoingResult result;

  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &result.body);
  if (request.method == "POST") {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }

  const CURLcode code = curl_easy_perform(curl);
  curl_off_t microseconds = 0;
  curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &microseconds);
  result.duration_ms = microseconds / 1000;
  if (code != CURLE_OK) {
    result.error = curl_easy_strerror(code);
    result.timed_out = code == CURLE_OPERATION_TIMEDOUT;
    return result;
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  result.status = static_cast<int>(status);
  return result;
}

}  // namespace xsim
