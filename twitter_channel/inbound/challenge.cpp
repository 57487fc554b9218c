// The secret of an app that is being verified comes first: X sends the challenge while the webhook
// is being registered, before the host has saved anything (plugin_abi.md A17).
#include "twitter_channel/inbound/challenge.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/inbound/answer.hpp"
#include "twitter_channel/inbound/signature.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestToken = 256;
constexpr std::int64_t kChallengesPerMinute = 60;
constexpr std::int64_t kMinuteMs = 60'000;

// The values of `name`, still encoded.
std::vector<std::string_view> ValuesOf(std::string_view query, std::string_view name) {
  std::vector<std::string_view> values;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    values.push_back(pair.substr(equals + 1));
  }
  return values;
}

bool IsOpaqueToken(std::string_view token) {
  const auto is_allowed = [](char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') ||
           std::string_view("_+/=.-").find(byte) != std::string_view::npos;
  };
  return !token.empty() && token.size() <= kLongestToken &&
         std::all_of(token.begin(), token.end(), is_allowed);
}

}  // namespace

bool ChallengeLimit::Allow(std::int64_t mono_ms) {
  constexpr std::int64_t kCostMs = kMinuteMs / kChallengesPerMinute;
  const std::scoped_lock lock(mutex_);
  const std::int64_t after = std::max(full_at_ms_, mono_ms) + kCostMs;
  if (after > mono_ms + kMinuteMs) return false;
  full_at_ms_ = after;
  return true;
}

chp::Result<ChallengeResponder::Key> ChallengeResponder::KeyFor(const chp::InboundRequest& request,
                                                                const Config& config) const {
  auto pending = host_.kv.Get(kPendingCrcSecretKey);
  if (!pending) return std::move(pending).error();
  if (pending->has_value() && !(*pending)->value.empty()) {
    return std::make_shared<const HmacSha256>((*pending)->value);
  }
  if (config.client_hmac && config.app.webhook_secret == WebhookSecret::kAuto) {
    if (HasSignature(request, SignedBy::kClient)) return config.client_hmac;
    if (HasSignature(request)) return config.consumer_hmac;
  }
  return config.app.challenged_as_client() ? config.client_hmac : config.consumer_hmac;
}

chp::Result<chp::InboundResponse> ChallengeResponder::Answer(const chp::InboundRequest& request,
                                                             const Config& config) {
  const std::string_view query = QueryOf(request.public_url);
  const auto tokens = ValuesOf(query, "crc_token");
  if (tokens.empty() || tokens.front().empty()) {
    return Refused(422, "Missing 'crc_token' in the address.");
  }
  // A plus stays a plus: a token never has a space, and not every sender encodes the sign.
  const auto token = PercentDecode(tokens.front(), false);
  if (tokens.size() > 1 || !token || !IsOpaqueToken(*token)) {
    return Refused(400, "The 'crc_token' is not one of X's. Nothing was signed.");
  }
  const auto key = KeyFor(request, config);
  if (!key) return key.error();
  if (*key == nullptr) return Refused(422, "Could not find external_credential 'twitter'!");
  const SignedBy by =
      HasSignature(request, SignedBy::kClient) ? SignedBy::kClient : SignedBy::kConsumer;
  if (HasSignature(request, by)) {
    if (!IsSigned(request, **key, query, by)) return Refused(401, "Not authorized");
  } else if (!limit_.Allow(host_.clock.MonoMs())) {
    return Refused(429, "Too many challenges. Try again in a minute.");
  }
  chp::InboundResponse response;
  const std::string answer = "sha256=" + (*key)->Base64Of(*token);
  response.body = boost::json::serialize(boost::json::object{{"response_token", answer}});
  return response;
}

}  // namespace twitter
