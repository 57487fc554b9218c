// Posts and direct messages seen as one thing by the sender: "write this" and "is it there?".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/receipt.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// Hash of what stays the same of a text on its way through X.
std::string TextHash(std::string_view text);

// What to look for on X.
struct Wanted {
  std::string text_hash;
  std::int64_t not_before_ms = 0;  // our clock; X's may differ by kClockToleranceMs
};

struct Look {
  std::vector<SentMessage> candidates;  // that may be ours, oldest first
  // True when everything since not_before_ms was seen, so that finding nothing means something.
  bool complete = false;
};

inline constexpr std::int64_t kClockToleranceMs = 120'000;

// Threads: any. Credentials are the account's.
class RemoteMessages {
 public:
  RemoteMessages(const XApi& api, const Config& config, const Account& account);

  // Not idempotent: one remote write, never repeated here.
  chp::Result<SentMessage> Write(const Composition& composition, const chp::CallContext& call);
  // Reads our recent posts (or messages) once.
  chp::Result<Look> LookFor(const Composition& composition, const Wanted& wanted,
                            const chp::CallContext& call);

 private:
  chp::Result<Look> LookForPost(const Composition& composition, const Wanted& wanted,
                                const chp::CallContext& call);
  chp::Result<Look> LookForDirectMessage(const Composition& composition, const Wanted& wanted,
                                         const chp::CallContext& call);

  const XApi& api_;
  const Config& config_;
  const Account& account_;
  Credentials credentials_;
};

}  // namespace twitter
