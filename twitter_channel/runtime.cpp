// The counted HTTP client.
#include "twitter_channel/runtime.hpp"

#include <mutex>

#include "twitter_channel/http/curl_client.hpp"

namespace twitter {

std::shared_ptr<HttpClient> SharedHttpClient() {
  static std::mutex mutex;
  static std::weak_ptr<HttpClient> shared;
  const std::lock_guard lock(mutex);
  std::shared_ptr<HttpClient> client = shared.lock();
  if (client == nullptr) {
    client = std::make_shared<CurlClient>(CurlOptions());
    shared = client;
  }
  return client;
}

}  // namespace twitter
