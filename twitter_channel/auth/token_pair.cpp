// Values and their JSON.
#include "twitter_channel/auth/token_pair.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kShortestLifeMs = 1'000;
constexpr std::int64_t kLongestLifeMs = std::int64_t{366} * 24 * 3'600'000;
// Renewed this long before it ends, but not before three quarters of its life: one that lives a
// minute must not be renewed at each use.
constexpr std::int64_t kAheadMs = 300'000;

std::string TextOf(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t NumberOf(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

}  // namespace

TokenPair PairOf(const TokenAnswer& answer, const TokenPair& before, std::int64_t now_ms) {
  const std::int64_t life_ms = std::clamp(answer.life_ms, kShortestLifeMs, kLongestLifeMs);
  return {.grant_id = before.grant_id,
          .consented_ms = before.consented_ms,
          .access = answer.access,
          .refresh = answer.refresh.empty() ? before.refresh : answer.refresh,
          .expires_ms = now_ms + life_ms,
          .renew_ms = now_ms + life_ms - std::min(kAheadMs, life_ms / 4),
          .scopes = answer.scopes.value_or(before.scopes)};
}

std::string ToJson(const TokenPair& pair) {
  return json::serialize(json::object{{"grant_id", pair.grant_id},
                                      {"consented_ms", pair.consented_ms},
                                      {"access", pair.access},
                                      {"refresh", pair.refresh},
                                      {"expires_ms", pair.expires_ms},
                                      {"renew_ms", pair.renew_ms},
                                      {"scopes", pair.scopes}});
}

std::optional<TokenPair> TokenPairFrom(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  const json::object* object = failure ? nullptr : value.if_object();
  if (object == nullptr) return std::nullopt;
  TokenPair pair{.grant_id = TextOf(*object, "grant_id"),
                 .consented_ms = NumberOf(*object, "consented_ms"),
                 .access = TextOf(*object, "access"),
                 .refresh = TextOf(*object, "refresh"),
                 .expires_ms = NumberOf(*object, "expires_ms"),
                 .renew_ms = NumberOf(*object, "renew_ms"),
                 .scopes = TextOf(*object, "scopes")};
  if (pair.grant_id.empty() || pair.access.empty()) return std::nullopt;
  return pair;
}

std::string PairKey(std::string_view account_id) {
  return "account/" + std::string(account_id) + "/oauth2";
}

std::string RenewalKey(std::string_view account_id) { return PairKey(account_id) + "/renewal"; }

std::string ConsentKey(std::string_view grant_id) { return "consent/" + std::string(grant_id); }

}  // namespace twitter
