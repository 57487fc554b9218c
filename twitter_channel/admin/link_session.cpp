// Linkings under way in the key-value store.
#include "twitter_channel/admin/link_session.hpp"

#include <boost/json.hpp>

#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kSessionMs = 600'000;
constexpr std::string_view kUsedUp = "{}";
constexpr std::string_view kSecondWay = "oauth2";

std::optional<LinkSessions::Session> SessionFrom(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  if (failure || !value.is_object()) return std::nullopt;
  const json::value* token = value.get_object().if_contains("token");
  const json::value* secret = value.get_object().if_contains("secret");
  if (token == nullptr || secret == nullptr) return std::nullopt;
  if (!token->is_string() || !secret->is_string()) return std::nullopt;
  const json::value* way = value.get_object().if_contains("way");
  const bool is_second = way != nullptr && *way == json::value(kSecondWay);
  return LinkSessions::Session{
      .request_token = {std::string(token->get_string()), std::string(secret->get_string())},
      .way = is_second ? LinkSessions::Way::kOAuth2 : LinkSessions::Way::kOAuth1};
}

}  // namespace

chp::Result<void> LinkSessions::Begin(std::string_view principal, const OAuth1Token& request_token,
                                      Way way) {
  const std::string value =
      json::serialize(json::object{{"token", request_token.token},
                                   {"secret", request_token.secret},
                                   {"way", way == Way::kOAuth2 ? kSecondWay : "oauth1"}});
  const std::string key = LinkKey(principal);
  const auto stored = kv_.Put({.key = key, .value = value, .ttl_ms = kSessionMs, .secret = true});
  if (!stored) return stored.error();
  return {};
}

chp::Result<std::optional<LinkSessions::Session>> LinkSessions::Find(std::string_view principal) {
  const auto stored = kv_.Get(LinkKey(principal));
  if (!stored) return stored.error();
  if (!stored->has_value()) return std::optional<Session>();
  auto session = SessionFrom((*stored)->value);
  if (session) session->version = (*stored)->version;
  return session;
}

chp::Result<bool> LinkSessions::UseUp(std::string_view principal, const Session& session) {
  // Overwriting decides who is first; erasing alone cannot, for erasing what is gone succeeds.
  const std::string key = LinkKey(principal);
  const auto marked = kv_.Put({.key = key,
                               .value = kUsedUp,
                               .expected_version = session.version,
                               .ttl_ms = kSessionMs,
                               .secret = true});
  if (!marked && marked.error().code == chp::Code::kConflict) return false;
  if (!marked) return marked.error();
  const auto erased = kv_.Erase(key, *marked);
  if (!erased && erased.error().code != chp::Code::kConflict) return erased.error();
  return true;
}

}  // namespace twitter
