// The tokens of one OAuth 2.0 grant, as X gives them and as they are kept (x_api.md 1.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace twitter {

// What X's token endpoint gave.
struct TokenAnswer {
  std::string access;
  std::string refresh;               // empty: none was given
  std::int64_t life_ms = 7'200'000;  // of `access`, from now
  // Separated by spaces; nothing: those that were asked for.
  std::optional<std::string> scopes = std::nullopt;
};

struct TokenPair {
  std::string grant_id;           // ours: which consent it comes from
  std::int64_t consented_ms = 0;  // when that was
  std::string access;
  std::string refresh = {};     // works once; empty: the account ends with `access`
  std::int64_t expires_ms = 0;  // of `access`, UTC
  std::int64_t renew_ms = 0;    // from then on it is renewed, before it ends
  std::string scopes = {};      // separated by spaces

  bool operator==(const TokenPair&) const = default;
};

// `answer` as the pair of a grant, now. What it leaves out is as in `before`: X may let a refresh
// token live on and need not repeat scopes.
TokenPair PairOf(const TokenAnswer& answer, const TokenPair& before, std::int64_t now_ms);

// Of the key-value store; both secret.
std::string ToJson(const TokenPair& pair);
std::optional<TokenPair> TokenPairFrom(std::string_view text);  // nothing: it is none

// Keys of the key-value store. The pair of an account; who is renewing it; the pair of a consent
// whose account the host does not know yet.
std::string PairKey(std::string_view account_id);
std::string RenewalKey(std::string_view account_id);
std::string ConsentKey(std::string_view grant_id);

}  // namespace twitter
