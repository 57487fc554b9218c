#include "tests/x_simulator/events/events.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <boost/json.hpp>

#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/events/activity_events.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::size_t kKeptDeliveries = 10'000;

void Queue(State& state, const Subscription& subscription, std::string kind,
           const json::object& payload) {
  const bool dropped = state.faults.Use("drop_deliveries").has_value();
  const auto repeated = state.faults.Use("repeat_deliveries");
  const int copies = repeated ? repeated->value : state.faults.Use("duplicate_deliveries") ? 2 : 1;
  const auto delay = state.faults.Use("delay_deliveries_ms");
  for (int i = 0; i < copies; ++i) {
    Delivery delivery;
    delivery.id = state.NextId();
    delivery.app_id = subscription.app_id;
    delivery.environment = subscription.environment;
    delivery.for_user_id = subscription.user_id;
    delivery.kind = kind;
    delivery.body = json::serialize(payload);
    delivery.created_ms = state.now_ms;
    delivery.due_ms = state.now_ms + (delay ? delay->value : 0);
    if (dropped) delivery.state = "dropped";
    state.webhooks.deliveries.push_back(std::move(delivery));
  }
  state.webhooks.Prune(kKeptDeliveries);
}

// Each delivered event is billed (x_api.md 2.1); what is not in the price list is free.
std::string DeliveryItem(const std::string& event_type) {
  const bool of_post = event_type.starts_with("post.") && event_type != "post.delete";
  return (of_post ? "post" : event_type) + " delivery";
}

void QueueAll(State& state, std::vector<ActivityEvent> events) {
  for (const ActivityEvent& event : events) {
    state.invoice.Add(event.app_id, event.user_id, DeliveryItem(event.event_type), 1, state.now_ms);
    Queue(state, {event.app_id, "", event.user_id}, event.event_type, event.body);
  }
}

std::set<std::string> ConcernedBy(const State& state, const Post& post) {
  std::set<std::string> users{post.user_id, post.in_reply_to_user_id};
  for (const MentionEntity& mention : post.content.mentions) users.insert(mention.user_id);
  for (const std::string* id : {&post.quote_of, &post.repost_of}) {
    const Post* other = state.posts.Find(*id);
    if (other != nullptr) users.insert(other->user_id);
  }
  return users;
}

bool IsMentioned(const Post& post, const std::string& user_id) {
  return std::any_of(post.content.mentions.begin(), post.content.mentions.end(),
                     [&](const MentionEntity& mention) { return mention.user_id == user_id; });
}

}  // namespace

void QueuePostCreated(State& state, const std::string& base_url, const Post& post) {
  const std::set<std::string> concerned = ConcernedBy(state, post);
  const json::array events = {PostObject({state, base_url}, post, PostForm::kEvent)};
  for (const Subscription& subscription : state.webhooks.subscriptions) {
    if (!concerned.contains(subscription.user_id)) continue;
    json::object payload = {{"for_user_id", subscription.user_id}};
    const bool mentioned = IsMentioned(post, subscription.user_id);
    if (mentioned && post.user_id != subscription.user_id) payload["user_has_blocked"] = false;
    payload["tweet_create_events"] = events;
    Queue(state, subscription, "tweet_create_events", payload);
  }
  QueueAll(state, ActivitiesOfPost(state, base_url, post));
}

void QueuePostDeleted(State& state, const Post& post) {
  for (const Subscription& subscription : state.webhooks.subscriptions) {
    if (subscription.user_id != post.user_id) continue;
    json::array events;
    events.push_back({{"status", {{"id", post.id}, {"user_id", post.user_id}}},
                      {"timestamp_ms", std::to_string(state.now_ms)}});
    Queue(state, subscription, "tweet_delete_events",
          {{"for_user_id", subscription.user_id}, {"tweet_delete_events", events}});
  }
  QueueAll(state, ActivitiesOfDeletion(state, post));
}

void QueueMessageCreated(State& state, const std::string& base_url, const DirectMessage& message) {
  const ObjectSource source{state, base_url};
  json::object users;
  for (const std::string* id : {&message.sender_id, &message.recipient_id}) {
    const User* user = state.users.Find(*id);
    if (user != nullptr) users[*id] = CondensedUserObject(source, *user);
  }
  for (const Subscription& subscription : state.webhooks.subscriptions) {
    const std::string& id = subscription.user_id;
    if (id != message.sender_id && id != message.recipient_id) continue;
    json::array events;
    events.push_back(MessageObject(source, message));
    json::object payload = {{"for_user_id", id}, {"direct_message_events", events}};
    const json::object apps = MessageApps(state, message);
    if (!apps.empty()) payload["apps"] = apps;
    payload["users"] = users;
    Queue(state, subscription, "direct_message_events", payload);
  }
  QueueAll(state, ActivitiesOfMessage(state, base_url, message));
}

void QueueEncrypted(State& state, const std::string& sender_id, const std::string& recipient_id) {
  QueueAll(state, ActivitiesOfEncrypted(state, sender_id, recipient_id));
}

std::size_t QueueActivity(State& state, const std::string& user_id, const std::string& event_type,
                          const json::object& payload) {
  std::vector<ActivityEvent> events = ActivitiesOf(state, user_id, event_type, payload);
  const std::size_t told = events.size();
  QueueAll(state, std::move(events));
  return told;
}

void QueueRevoked(State& state, const std::string& app_id, const std::string& user_id) {
  const auto concerned = [&](const Subscription& subscription) {
    return subscription.app_id == app_id && subscription.user_id == user_id;
  };
  for (const Subscription& subscription : state.webhooks.subscriptions) {
    if (!concerned(subscription)) continue;
    const json::object revoke = {{"date_time", IsoTimeWithOffset(state.now_ms)},
                                 {"target", {{"app_id", app_id}}},
                                 {"source", {{"user_id", user_id}}}};
    Queue(state, subscription, "user_event", {{"user_event", {{"revoke", revoke}}}});
  }
  std::erase_if(state.webhooks.subscriptions, concerned);
  const auto& activities = state.webhooks.activities;
  const bool told = std::any_of(activities.begin(), activities.end(), [&](const auto& activity) {
    return activity.app_id == app_id && activity.event_type == "oauth.revoke";
  });
  std::erase_if(state.webhooks.activities, [&](const auto& activity) {
    return activity.app_id == app_id && activity.user_id == user_id;
  });
  if (!told) return;
  const json::object payload = {
      {"date_time", IsoTimeWithOffset(state.now_ms)}, {"user_id", user_id}, {"app_id", app_id}};
  Queue(state, {app_id, "", user_id}, "oauth.revoke",
        {{"data",
          {{"event_uuid", state.NextId()},
           {"filter", json::object()},
           {"event_type", "oauth.revoke"},
           {"payload", payload}}}});
}

}  // namespace xsim
