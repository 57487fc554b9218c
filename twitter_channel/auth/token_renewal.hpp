// Access tokens that are good now: renewed shortly before they end, and when X refuses one
// (plugin_abi.md A16).
//
// A refresh token works once, so a renewal must not be done twice nor its answer lost:
//   1. of the callers in this process one renews, the others wait for it;
//   2. over all nodes one holds the renewal key (30 s); the others use what they have or come back;
//   3. the request is neither cancelled nor cut short by the caller's deadline (its own limit: the
//      issuer's);
//   4. the new pair is stored before anybody uses it. A store that fails then leaves it in memory,
//      from where the next caller stores it.
// When it is unknown whether X has renewed, the refresh token is tried once more: X either renews
// now or says that it is spent. Then another way to a pair is tried (TokenIssuer::Recover), and
// only then is the account lost. While X does not answer at all nobody asks for 30 s, and an access
// token that has not ended yet stays in use.
//
// Errors: kAuth, scope account: what the issuer says of a dead grant, "oauth2.no_tokens" (none are
// stored), "oauth2.no_refresh_token", "oauth2.new_token_refused"; kTransient
// "oauth2.renewing_elsewhere", "oauth2.renewal_unknown", "oauth2.not_stored"; what the store and
// the issuer say otherwise. Threads: any number at once. No lock is held while X or the store is
// asked.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/auth/single_flight.hpp"
#include "twitter_channel/auth/token_store.hpp"

namespace twitter {

// X, as it renews one account's tokens. Not cancelled by anybody.
class TokenIssuer {
 public:
  virtual ~TokenIssuer() = default;
  // kUncertain: X may have renewed. kAuth: the refresh token is spent or was withdrawn.
  virtual chp::Result<TokenAnswer> Refresh(const std::string& refresh_token) = 0;
  // A new pair without a refresh token; kUnsupported: there is no such way.
  virtual chp::Result<TokenAnswer> Recover() = 0;
};

class TokenRenewal {
 public:
  TokenRenewal(chp::Kv& kv, const chp::Clock& clock) : kv_(kv), clock_(clock), store_(kv) {}
  TokenRenewal(const TokenRenewal&) = delete;
  TokenRenewal& operator=(const TokenRenewal&) = delete;

  // An access token that is good now.
  chp::Result<std::string> Access(const Grant& grant, TokenIssuer& x, const chp::CallContext& call);
  // Another one in the place of `refused`, which X did not take. One that came from here and has
  // never been taken is not replaced again: kAuth.
  chp::Result<std::string> Renew(const Grant& grant, const std::string& refused, TokenIssuer& x,
                                 const chp::CallContext& call);
  // X did not take this one for a write. The next Access replaces it, as Renew does: a write is not
  // under way any more while that lasts.
  void Refused(const Grant& grant, const std::string& access);
  // X has taken this one.
  void Taken(const Grant& grant, const std::string& access);
  // The pair as it is stored, for scopes and for withdrawal.
  TokenStore& store() { return store_; }

 private:
  struct Unsaved {
    StoredPair before;
    TokenPair pair;
  };

  chp::Result<StoredPair> Stored(const Grant& grant);
  bool WasRefused(const Grant& grant, const std::string& access);
  // A pair in the place of `seen`; the access token of it.
  chp::Result<std::string> Share(const Grant& grant, const TokenPair& seen, TokenIssuer& x,
                                 const chp::CallContext& call);
  chp::Result<std::string> Replace(const Grant& grant, const TokenPair& seen, TokenIssuer& x);
  chp::Result<std::string> Ask(const Grant& grant, const StoredPair& before, TokenIssuer& x,
                               std::uint64_t lease);
  chp::Result<std::string> Save(const Grant& grant, const Unsaved& fresh);
  chp::Result<std::string> Elsewhere(const Grant& grant, const TokenPair& seen);
  void Release(const Grant& grant, std::uint64_t lease);

  std::optional<Unsaved> TakeUnsaved(const std::string& key);
  void KeepUnsaved(const std::string& key, const Unsaved& fresh);

  chp::Kv& kv_;
  const chp::Clock& clock_;
  TokenStore store_;
  SingleFlight flights_;
  std::mutex mutex_;                                         // guards what follows
  std::map<std::string, Unsaved, std::less<>> unsaved_;      // by account and grant
  std::map<std::string, std::string, std::less<>> untried_;  // access tokens, the same
  std::map<std::string, std::string, std::less<>> refused_;  // the same
};

}  // namespace twitter
