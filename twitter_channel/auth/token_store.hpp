// Where the tokens of OAuth 2.0 grants live: the host's key-value store and nowhere else
// (plugin_abi.md A16).
//
// A new consent is kept under its own grant id first, because the host gives an account its id only
// when it is saved. Then the account is saved with that grant id, then the pair moves under the
// account. Whoever stops in between loses nothing: the first use finds the pair and moves it. A
// consent whose account is never saved is dropped after a week.
//
// Threads: any number at once; over all nodes, versions decide who wrote first.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/auth/token_pair.hpp"

namespace twitter {

// Of one account, as its configuration names it.
struct Grant {
  std::string_view account_id;
  std::string_view grant_id;
};

struct StoredPair {
  TokenPair pair;
  std::uint64_t version = 0;
};

class TokenStore {
 public:
  explicit TokenStore(chp::Kv& kv) : kv_(kv) {}

  // A new consent's pair, before its account is saved.
  chp::Result<void> Keep(const TokenPair& pair);
  // The grant's pair; one of another grant counts as none. Moves a new consent's under its account.
  chp::Result<std::optional<StoredPair>> Find(const Grant& grant);
  // Puts `pair` in the place of `before`; success also when it is there already. kConflict
  // "oauth2.superseded": the account has another grant, or later tokens, by now.
  chp::Result<void> Replace(const Grant& grant, const StoredPair& before, const TokenPair& pair);
  chp::Result<void> Forget(const Grant& grant);

 private:
  // A new consent's pair in the place of `stored`, if that is older; kConflict: it has changed.
  chp::Result<std::optional<StoredPair>> Adopt(const Grant& grant,
                                               const std::optional<chp::KvValue>& stored);

  chp::Kv& kv_;
};

}  // namespace twitter
