#include "tests/x_simulator/events/activity_events.hpp"

#include <algorithm>

#include "tests/x_simulator/api/v2_objects.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

// Named in the words themselves, not in front of an answer by X.
bool IsNamed(const Post& post, const std::string& user_id) {
  return std::any_of(post.content.mentions.begin(), post.content.mentions.end(),
                     [&](const MentionEntity& mention) {
                       return mention.user_id == user_id &&
                              mention.span.start >= post.display.start;
                     });
}

std::string AuthorOf(const State& state, const std::string& post_id) {
  const Post* post = state.posts.Find(post_id);
  return post == nullptr ? "" : post->user_id;
}

bool Concerns(const State& state, const Post& post, const ActivitySubscription& subscription) {
  const std::string& user = subscription.user_id;
  const std::string& type = subscription.event_type;
  const bool own = post.user_id == user;
  if (type == "post.create") return own;
  if (own) return false;
  if (type == "post.mention.create") return post.repost_of.empty() && IsNamed(post, user);
  if (type == "post.reply.create") return AuthorOf(state, post.in_reply_to_status_id) == user;
  if (type == "post.quote.create") return AuthorOf(state, post.quote_of) == user;
  return type == "post.repost.create" && AuthorOf(state, post.repost_of) == user;
}

// Ids of events are signed: every other one is below zero.
std::string NextUuid(State& state) {
  const std::string id = state.NextId();
  return id.back() % 2 == 0 ? id : "-" + id;
}

ActivityEvent Event(State& state, const ActivitySubscription& subscription, json::object payload,
                    json::object includes) {
  json::object data{{"event_uuid", NextUuid(state)},
                    {"filter", json::object{{"user_id", subscription.user_id}}},
                    {"event_type", subscription.event_type},
                    {"tag", subscription.tag},
                    {"payload", std::move(payload)}};
  if (!includes.empty()) data["includes"] = std::move(includes);
  return {subscription.app_id, subscription.user_id, subscription.event_type,
          json::object{{"data", std::move(data)}}};
}

json::object Wrapped(const ObjectSource& source, const std::string& user_id) {
  const User* user = source.state.users.Find(user_id);
  if (user == nullptr) return {};
  return {{"data", V2UserObject(source, *user)}};
}

json::object MessagePayload(const ObjectSource& source, const DirectMessage& message) {
  json::array events;
  events.push_back(MessageObject(source, message));
  return {{"direct_message_events", events},
          {"users",
           {{message.sender_id, Wrapped(source, message.sender_id)},
            {message.recipient_id, Wrapped(source, message.recipient_id)}}}};
}

}  // namespace

std::vector<ActivityEvent> ActivitiesOfPost(State& state, const std::string& base_url,
                                            const Post& post) {
  std::vector<ActivityEvent> events;
  if (state.users.Find(post.user_id)->is_protected) return events;
  const ObjectSource source{state, base_url};
  for (const ActivitySubscription& subscription : state.webhooks.activities) {
    if (!Concerns(state, post, subscription)) continue;
    json::object payload = V2PostObject(source, post);
    if (!post.in_reply_to_status_id.empty()) {
      payload["in_reply_to_tweet_id"] = post.in_reply_to_status_id;
    }
    events.push_back(Event(state, subscription, payload, V2Includes(source, {&post})));
  }
  return events;
}

std::vector<ActivityEvent> ActivitiesOfDeletion(State& state, const Post& post) {
  std::vector<ActivityEvent> events;
  for (const ActivitySubscription& subscription : state.webhooks.activities) {
    const bool wanted =
        subscription.event_type == "post.delete" && subscription.user_id == post.user_id;
    if (!wanted) continue;
    events.push_back(
        Event(state, subscription, {{"id", post.id}, {"author_id", post.user_id}}, {}));
  }
  return events;
}

std::vector<ActivityEvent> ActivitiesOfMessage(State& state, const std::string& base_url,
                                               const DirectMessage& message) {
  std::vector<ActivityEvent> events;
  const ObjectSource source{state, base_url};
  for (const ActivitySubscription& subscription : state.webhooks.activities) {
    const bool received =
        subscription.event_type == "dm.received" && subscription.user_id == message.recipient_id;
    const bool sent =
        subscription.event_type == "dm.sent" && subscription.user_id == message.sender_id;
    if (!received && !sent) continue;
    events.push_back(Event(state, subscription, MessagePayload(source, message), {}));
  }
  return events;
}

std::vector<ActivityEvent> ActivitiesOfEncrypted(State& state, const std::string& sender_id,
                                                 const std::string& recipient_id) {
  const json::object payload{{"conversation_token", "eyJhbGciOiJIUzI1NiJ9.sealed"},
                             {"id", "e4f4d3fc-8bbf-4928-92eb-" + state.NextId()},
                             {"created_at_msec", std::to_string(state.now_ms)},
                             {"sender_id", sender_id},
                             {"conversation_id", sender_id + ":" + recipient_id},
                             {"conversation_key_version", "1768236281331"},
                             {"encoded_event", "CwABAAAAEzIwODA0MDA4MjUyMjcxMDAxNjALAAIA"},
                             {"conversation_key_change_event", "CwABAAAAEzIwMTA3NTQ4MTkxMTY0"},
                             {"message_event_signature", {{"signature_version", "7"}}}};
  std::vector<ActivityEvent> events = ActivitiesOf(state, recipient_id, "chat.received", payload);
  for (ActivityEvent& sent : ActivitiesOf(state, sender_id, "chat.sent", payload)) {
    events.push_back(std::move(sent));
  }
  return events;
}

std::vector<ActivityEvent> ActivitiesOf(State& state, const std::string& user_id,
                                        const std::string& event_type,
                                        const json::object& payload) {
  std::vector<ActivityEvent> events;
  for (const ActivitySubscription& subscription : state.webhooks.activities) {
    if (subscription.event_type != event_type || subscription.user_id != user_id) continue;
    events.push_back(Event(state, subscription, payload, {}));
  }
  return events;
}

}  // namespace xsim
