// Who renews, what becomes of the answer, and what is said when it fails.
#include "twitter_channel/auth/token_renewal.hpp"

#include <utility>

namespace twitter {
namespace {

constexpr std::int64_t kLeaseMs = 30'000;
constexpr std::int64_t kComeBackMs = 2'000;

std::string KeyOf(const Grant& grant) {
  return std::string(grant.account_id) + "\n" + std::string(grant.grant_id);
}

chp::Error Lost(std::string_view reason, std::string_view sentence) {
  return {.code = chp::Code::kAuth,
          .reason = std::string(reason),
          .message = std::string(sentence),
          .scope = chp::Scope::kAccount};
}

chp::Error NoTokens() {
  return Lost("oauth2.no_tokens", "There are no tokens for this account; link the account again.");
}

chp::Error Later(std::string_view reason, std::string_view sentence, std::int64_t retry_after_ms) {
  return {.code = chp::Code::kTransient,
          .reason = std::string(reason),
          .message = std::string(sentence),
          .retry_after_ms = retry_after_ms};
}

bool IsUnknown(const chp::Result<TokenAnswer>& answer) {
  return !answer && answer.error().code == chp::Code::kUncertain;
}

bool IsRefused(const chp::Result<TokenAnswer>& answer) {
  return !answer && answer.error().code == chp::Code::kAuth;
}

}  // namespace

chp::Result<StoredPair> TokenRenewal::Stored(const Grant& grant) {
  auto stored = store_.Find(grant);
  if (!stored) return stored.error();
  if (!*stored) return NoTokens();
  return **std::move(stored);
}

chp::Result<std::string> TokenRenewal::Access(const Grant& grant, TokenIssuer& x,
                                              const chp::CallContext& call) {
  const auto stored = Stored(grant);
  if (!stored) return stored.error();
  const TokenPair& pair = stored->pair;
  if (WasRefused(grant, pair.access)) return Renew(grant, pair.access, x, call);
  const std::int64_t now_ms = clock_.NowMs();
  const bool is_good = now_ms < pair.expires_ms;
  if (now_ms < pair.renew_ms || (is_good && pair.refresh.empty())) return pair.access;
  auto fresh = Share(grant, pair, x, call);
  const bool is_final = !fresh && fresh.error().code == chp::Code::kAuth;
  if (fresh || !is_good || is_final) return fresh;
  return pair.access;  // good for some minutes yet
}

chp::Result<std::string> TokenRenewal::Renew(const Grant& grant, const std::string& refused,
                                             TokenIssuer& x, const chp::CallContext& call) {
  const auto stored = Stored(grant);
  if (!stored) return stored.error();
  if (stored->pair.access != refused) return stored->pair.access;
  const std::string key = KeyOf(grant);
  {
    const std::lock_guard lock(mutex_);
    const auto untried = untried_.find(key);
    if (untried != untried_.end() && untried->second == refused) {
      return Lost("oauth2.new_token_refused",
                  "X refuses a token that it has just given; link the account again.");
    }
  }
  auto fresh = Share(grant, stored->pair, x, call);
  if (!fresh) return fresh;
  const std::lock_guard lock(mutex_);
  untried_[key] = *fresh;
  refused_.erase(key);
  return fresh;
}

void TokenRenewal::Refused(const Grant& grant, const std::string& access) {
  const std::lock_guard lock(mutex_);
  refused_[KeyOf(grant)] = access;
}

bool TokenRenewal::WasRefused(const Grant& grant, const std::string& access) {
  const std::lock_guard lock(mutex_);
  if (refused_.empty()) return false;
  const auto refused = refused_.find(KeyOf(grant));
  return refused != refused_.end() && refused->second == access;
}

void TokenRenewal::Taken(const Grant& grant, const std::string& access) {
  const std::lock_guard lock(mutex_);
  if (untried_.empty()) return;
  const auto untried = untried_.find(KeyOf(grant));
  if (untried != untried_.end() && untried->second == access) untried_.erase(untried);
}

chp::Result<std::string> TokenRenewal::Share(const Grant& grant, const TokenPair& seen,
                                             TokenIssuer& x, const chp::CallContext& call) {
  if (call.IsCancelled()) {  // from here on nothing stops it
    return chp::Error{chp::Code::kCancelled, "oauth2.cancelled",
                      "Renewing the account's tokens was interrupted before it began."};
  }
  return flights_.Do(KeyOf(grant), call, [&] { return Replace(grant, seen, x); });
}

chp::Result<std::string> TokenRenewal::Replace(const Grant& grant, const TokenPair& seen,
                                               TokenIssuer& x) {
  if (const auto unsaved = TakeUnsaved(KeyOf(grant))) return Save(grant, *unsaved);
  const std::string key = RenewalKey(grant.account_id);
  const auto lease = kv_.Put(
      {.key = key, .value = "{}", .expected_version = chp::kOnlyIfAbsent, .ttl_ms = kLeaseMs});
  if (!lease) {
    return lease.error().code == chp::Code::kConflict ? Elsewhere(grant, seen)
                                                      : chp::Result<std::string>(lease.error());
  }
  // Only now is it certain that nobody is at it: what was seen may be old.
  const auto stored = Stored(grant);
  if (stored && stored->pair.access == seen.access) return Ask(grant, *stored, x, *lease);
  Release(grant, *lease);
  if (!stored) return stored.error();
  return stored->pair.access;
}

chp::Result<std::string> TokenRenewal::Ask(const Grant& grant, const StoredPair& before,
                                           TokenIssuer& x, std::uint64_t lease) {
  const std::string& token = before.pair.refresh;
  auto answer =
      token.empty()
          ? chp::Result<TokenAnswer>(Lost("oauth2.no_refresh_token",
                                          "X gave no permission to renew the access (scope "
                                          "offline.access); link the account again."))
          : x.Refresh(token);
  if (IsUnknown(answer)) answer = x.Refresh(token);
  if (IsRefused(answer)) {
    auto recovered = x.Recover();
    if (recovered || recovered.error().code != chp::Code::kUnsupported) answer = recovered;
  }
  if (IsUnknown(answer)) {  // the lease stays: nobody hurries to ask again
    return Later("oauth2.renewal_unknown",
                 "X did not say whether it renewed the account's tokens; this is tried again.",
                 kLeaseMs);
  }
  if (!answer) {
    Release(grant, lease);
    return answer.error();
  }
  auto saved = Save(grant, {before, PairOf(*answer, before.pair, clock_.NowMs())});
  if (saved || saved.error().code == chp::Code::kConflict) Release(grant, lease);
  return saved;
}

chp::Result<std::string> TokenRenewal::Save(const Grant& grant, const Unsaved& fresh) {
  auto stored = store_.Replace(grant, fresh.before, fresh.pair);
  if (stored) return fresh.pair.access;
  if (stored.error().code == chp::Code::kConflict) return stored.error();
  KeepUnsaved(KeyOf(grant), fresh);
  return Later(
      "oauth2.not_stored",
      "The account's new tokens could not be stored; this is tried again. The store says: " +
          stored.error().message,
      kComeBackMs);
}

// Another node has the lease, or had it when it was killed.
chp::Result<std::string> TokenRenewal::Elsewhere(const Grant& grant, const TokenPair& seen) {
  const auto stored = Stored(grant);
  if (!stored) return stored.error();
  if (stored->pair.access != seen.access) return stored->pair.access;
  return Later("oauth2.renewing_elsewhere",
               "The account's tokens are being renewed; this is tried again.", kComeBackMs);
}

void TokenRenewal::Release(const Grant& grant, std::uint64_t lease) {
  (void)kv_.Erase(RenewalKey(grant.account_id), lease);  // it ends by itself too
}

std::optional<TokenRenewal::Unsaved> TokenRenewal::TakeUnsaved(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto known = unsaved_.find(key);
  if (known == unsaved_.end()) return std::nullopt;
  std::optional<Unsaved> taken(std::move(known->second));
  unsaved_.erase(known);
  return taken;
}

void TokenRenewal::KeepUnsaved(const std::string& key, const Unsaved& fresh) {
  const std::lock_guard lock(mutex_);
  unsaved_.insert_or_assign(key, fresh);
}

}  // namespace twitter
