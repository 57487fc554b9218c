// The saved state as JSON. Members are listed once, here; Boost.JSON does the rest.
#include <stdexcept>

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include "tests/x_simulator/state_file.hpp"

namespace xsim {

BOOST_DESCRIBE_STRUCT(User, (),
                      (id, screen_name, name, description, location, url, picture, created_ms,
                       is_protected, verified, subscription_type, suspended, locked, followers,
                       dm_policy))
BOOST_DESCRIBE_STRUCT(Users, (), (list))
BOOST_DESCRIBE_STRUCT(DeveloperAccount, (), (user_id, use_case))
BOOST_DESCRIBE_STRUCT(App, (),
                      (id, owner_id, name, website, callback_urls, permissions, consumer_key,
                       consumer_secret, client_id, client_secret, bearer_token, environments,
                       created_ms))
BOOST_DESCRIBE_STRUCT(AccessToken, (), (token, secret, app_id, user_id, permissions))
BOOST_DESCRIBE_STRUCT(RequestToken, (),
                      (token, secret, app_id, callback, permissions, user_id, verifier, created_ms))
BOOST_DESCRIBE_STRUCT(Apps, (), (developers, list, tokens, request_tokens))
BOOST_DESCRIBE_STRUCT(AuthorizationCode, (),
                      (code, app_id, user_id, redirect_uri, scopes, challenge, method, grant_id,
                       created_ms))
BOOST_DESCRIBE_STRUCT(Grant, (),
                      (id, app_id, user_id, scopes, access, access_expires_ms, refresh, spent,
                       exchanged, renewals, reuses))
BOOST_DESCRIBE_STRUCT(Grants, (), (codes, list, code_life_ms, access_life_ms))
BOOST_DESCRIBE_STRUCT(Span, (), (start, end))
BOOST_DESCRIBE_STRUCT(UrlEntity, (), (span, url, expanded_url, display_url))
BOOST_DESCRIBE_STRUCT(MentionEntity, (), (span, user_id))
BOOST_DESCRIBE_STRUCT(HashtagEntity, (), (span, text))
BOOST_DESCRIBE_STRUCT(Photo, (), (id, url, file, type, alt_text))
BOOST_DESCRIBE_STRUCT(RichText, (), (text, urls, mentions, hashtags))
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, user_id, created_ms, content, display, typed, photos, photo_span,
                       in_reply_to_status_id, in_reply_to_user_id, quote_of, repost_of, app_id,
                       place, poll, point, deleted, hidden))
BOOST_DESCRIBE_STRUCT(DirectMessage, (),
                      (id, sender_id, recipient_id, created_ms, content, photos, photo_span, point,
                       quick_reply, app_id, hidden_for))
BOOST_DESCRIBE_STRUCT(Posts, (), (list, direct_messages))
BOOST_DESCRIBE_STRUCT(Webhook, (), (id, app_id, environment, url, valid, created_ms))
BOOST_DESCRIBE_STRUCT(Subscription, (), (app_id, environment, user_id))
BOOST_DESCRIBE_STRUCT(ActivitySubscription, (),
                      (id, app_id, event_type, user_id, webhook_id, tag, created_ms))
BOOST_DESCRIBE_STRUCT(Attempt, (), (time_ms, status, duration_ms, error))
BOOST_DESCRIBE_STRUCT(Delivery, (),
                      (id, app_id, environment, for_user_id, kind, body, state, created_ms, due_ms,
                       attempts))
BOOST_DESCRIBE_STRUCT(Webhooks, (), (list, subscriptions, activities, deliveries))
BOOST_DESCRIBE_STRUCT(SavedState, (), (last_id, users, apps, grants, posts, webhooks))

namespace {

constexpr int kVersion = 4;

}  // namespace

std::string WriteState(const SavedState& state) {
  return boost::json::serialize(
      boost::json::value{{"version", kVersion}, {"state", boost::json::value_from(state)}});
}

SavedState ReadState(const std::string& text) {
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse(text, error);
  const auto* object = value.if_object();
  if (error || object == nullptr) throw std::runtime_error("it is not JSON.");
  const auto* version = object->if_contains("version");
  const auto* state = object->if_contains("state");
  if (version == nullptr || *version != kVersion || state == nullptr) {
    throw std::runtime_error("it was written by another version of the simulator.");
  }
  const auto saved = boost::json::try_value_to<SavedState>(*state);
  if (saved.has_error()) throw std::runtime_error("parts of it are missing or of a wrong type.");
  return *saved;
}

}  // namespace xsim
