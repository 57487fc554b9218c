// The counted HTTP client.
#include "twitter_channel/runtime.hpp"

#include <mutex>

#include "twitter_channel/http/curl_client.hpp"

namespace twitter {

std::shared_ptr<HttpClient> SharedHttpClient() {
  static std::mutex mutex;  // guards `shared`; held for looking and for publishing only
  static std::weak_ptr<HttpClient> shared;
  {
    const std::lock_guard lock(mutex);
    if (auto client = shared.lock()) return client;
  }
  // Starting libcurl reads files. Of two threads that get here one gives its client up again.
  auto fresh = std::make_shared<CurlClient>(CurlOptions());
  const std::lock_guard lock(mutex);
  if (auto client = shared.lock()) return client;
  shared = fresh;
  return fresh;
}

}  // namespace twitter
