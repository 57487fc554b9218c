// Compare-and-set over one key per account.
#include "twitter_channel/auth/token_store.hpp"

#include <utility>

namespace twitter {
namespace {

constexpr std::int64_t kConsentMs = std::int64_t{7} * 24 * 3'600'000;
constexpr int kTries = 3;  // each lost race means that somebody else has written

chp::Error Superseded() {
  return {.code = chp::Code::kConflict,
          .reason = "oauth2.superseded",
          .message = "The account was linked again meanwhile; this is tried with its new tokens."};
}

std::optional<StoredPair> PairIn(const std::optional<chp::KvValue>& stored) {
  if (!stored) return std::nullopt;
  auto pair = TokenPairFrom(stored->value);
  if (!pair) return std::nullopt;
  return StoredPair{*std::move(pair), stored->version};
}

}  // namespace

chp::Result<void> TokenStore::Keep(const TokenPair& pair) {
  const std::string key = ConsentKey(pair.grant_id);
  const std::string value = ToJson(pair);
  const auto kept = kv_.Put({.key = key,
                             .value = value,
                             .expected_version = chp::kOnlyIfAbsent,
                             .ttl_ms = kConsentMs,
                             .secret = true});
  if (!kept) return kept.error();
  return {};
}

chp::Result<std::optional<StoredPair>> TokenStore::Find(const Grant& grant) {
  using Found = std::optional<StoredPair>;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto stored = kv_.Get(PairKey(grant.account_id));
    if (!stored) return stored.error();
    Found found = PairIn(*stored);
    if (found && found->pair.grant_id == grant.grant_id) return found;
    auto adopted = Adopt(grant, *stored);
    if (adopted || adopted.error().code != chp::Code::kConflict) return adopted;
  }
  return Superseded();
}

chp::Result<std::optional<StoredPair>> TokenStore::Adopt(
    const Grant& grant, const std::optional<chp::KvValue>& stored) {
  using Found = std::optional<StoredPair>;
  const std::string consent = ConsentKey(grant.grant_id);
  const auto kept = kv_.Get(consent);
  if (!kept) return kept.error();
  Found found = PairIn(*kept);
  const Found known = PairIn(stored);
  // A node that still has the configuration of before must not bring back what was replaced.
  const bool is_newer = found && (!known || known->pair.consented_ms <= found->pair.consented_ms);
  if (!is_newer) return Found();
  const std::string key = PairKey(grant.account_id);
  const auto moved = kv_.Put({.key = key,
                              .value = (*kept)->value,
                              .expected_version = stored ? stored->version : chp::kOnlyIfAbsent,
                              .secret = true});
  if (!moved) return moved.error();
  (void)kv_.Erase(consent);  // what stays behind is used by nobody and ends by itself
  found->version = *moved;
  return found;
}

chp::Result<void> TokenStore::Replace(const Grant& grant, const StoredPair& before,
                                      const TokenPair& pair) {
  const std::string key = PairKey(grant.account_id);
  const std::string value = ToJson(pair);
  std::uint64_t expected = before.version;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto put =
        kv_.Put({.key = key, .value = value, .expected_version = expected, .secret = true});
    if (put) return {};
    if (put.error().code != chp::Code::kConflict) return put.error();
    const auto stored = kv_.Get(key);
    if (!stored) return stored.error();
    const auto other = PairIn(*stored);
    if (!other || other->pair.grant_id != pair.grant_id) return Superseded();
    if (other->pair == pair) return {};  // a write that was said to fail had arrived
    if (other->pair.expires_ms > pair.expires_ms) return Superseded();
    expected = other->version;
  }
  return Superseded();
}

chp::Result<void> TokenStore::Forget(const Grant& grant) {
  if (auto erased = kv_.Erase(ConsentKey(grant.grant_id)); !erased) return erased;
  return kv_.Erase(PairKey(grant.account_id));
}

}  // namespace twitter
