// X's challenge (CRC, x_api.md 2.3): proves to X that we hold the app's secret.
//
// The answer is an HMAC with the key that also signs events. Whoever could choose what we sign
// could forge an event, so only short opaque tokens are signed, and unsigned challenges are
// counted.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

// At most 60 a minute, as one burst or evenly. Threads: any number at once.
class ChallengeLimit {
 public:
  ChallengeLimit() = default;
  ChallengeLimit(const ChallengeLimit&) = delete;
  ChallengeLimit& operator=(const ChallengeLimit&) = delete;

  bool Allow(std::int64_t mono_ms);

 private:
  std::mutex mutex_;             // guards full_at_ms_
  std::int64_t full_at_ms_ = 0;  // when all are available again
};

class ChallengeResponder {
 public:
  explicit ChallengeResponder(const chp::HostPorts& host) : host_(host) {}

  // 200 {"response_token": "sha256=..."}; 422 without a token or a secret, 400 for a token that is
  // not opaque, 401 for a wrong signature, 429 for too many. Error: the host's store failed.
  chp::Result<chp::InboundResponse> Answer(const chp::InboundRequest& request,
                                           const Config& config);

 private:
  using Key = std::shared_ptr<const HmacSha256>;
  // Of an app that is being verified, else of the header that came, else as configured.
  chp::Result<Key> KeyFor(const chp::InboundRequest& request, const Config& config) const;

  chp::HostPorts host_;
  ChallengeLimit limit_;
};

}  // namespace twitter
