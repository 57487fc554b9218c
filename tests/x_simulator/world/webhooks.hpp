// Webhooks, subscriptions, and every event that was or will be delivered to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct Webhook {
  std::string id;
  std::string app_id;
  std::string environment;
  std::string url;
  bool valid = true;
  std::int64_t created_ms = 0;

  bool operator==(const Webhook&) const = default;
};

struct Subscription {
  std::string app_id;
  std::string environment;
  std::string user_id;

  bool operator==(const Subscription&) const = default;
};

// Of the X Activity API (x_api.md 2.7): one event type of one user. Its webhook is the app's own,
// which has no environment.
struct ActivitySubscription {
  std::string id;
  std::string app_id;
  std::string event_type;
  std::string user_id;
  std::string webhook_id;
  std::string tag;
  std::int64_t created_ms = 0;

  bool operator==(const ActivitySubscription&) const = default;
};

struct Attempt {
  std::int64_t time_ms = 0;
  int status = 0;  // 0: no answer
  std::int64_t duration_ms = 0;
  std::string error;

  bool operator==(const Attempt&) const = default;
};

struct Delivery {
  std::string id;
  std::string app_id;
  std::string environment;
  std::string for_user_id;
  std::string kind;               // the payload's key, "tweet_create_events"
  std::string body;               // the exact bytes
  std::string state = "waiting";  // waiting, delivered, failed, dropped
  std::int64_t created_ms = 0;
  std::int64_t due_ms = 0;
  std::vector<Attempt> attempts;

  bool operator==(const Delivery&) const = default;
};

struct Webhooks {
  std::vector<Webhook> list;
  std::vector<Subscription> subscriptions;
  std::vector<ActivitySubscription> activities;
  std::vector<Delivery> deliveries;  // in the order of their ids

  Webhook* Find(std::string_view id);
  // The environment's webhook, or with an empty label the app's own of today's API: X's premium
  // environments have at most one (x_api.md 2.9).
  const Webhook* FindFor(std::string_view app_id, std::string_view environment) const;
  bool IsSubscribed(const Subscription& subscription) const;
  Delivery* FindDelivery(std::string_view id);
  // Forgets the oldest finished deliveries beyond `keep`.
  void Prune(std::size_t keep);

  bool operator==(const Webhooks&) const = default;
};

}  // namespace xsim
