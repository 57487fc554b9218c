// What is known between "Add account" and X's redirect back: bound to the session that began, good
// for ten minutes and for one use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

class LinkSessions {
 public:
  explicit LinkSessions(chp::Kv& kv) : kv_(kv) {}

  enum class Way { kOAuth1, kOAuth2 };
  struct Session {
    OAuth1Token request_token;  // of OAuth 2.0: the state, and the verifier as its secret
    Way way = Way::kOAuth1;
    std::uint64_t version = 0;
  };

  // Replaces what the same session began before.
  chp::Result<void> Begin(std::string_view principal, const OAuth1Token& request_token,
                          Way way = Way::kOAuth1);
  // Nothing when the session began nothing, it is used up or too old.
  chp::Result<std::optional<Session>> Find(std::string_view principal);
  // True for exactly one caller per session, also over several nodes.
  chp::Result<bool> UseUp(std::string_view principal, const Session& session);

 private:
  chp::Kv& kv_;
};

}  // namespace twitter
