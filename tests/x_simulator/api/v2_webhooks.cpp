// /2/webhooks and /2/activity/subscriptions (x_api.md 2.2, 2.7), with the limits of those who pay
// per use: one webhook, 1,500 subscriptions.
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/own_webhook.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/v2_objects.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/base/url.hpp"
#include "tests/x_simulator/events/crc.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestUrl = 200;
constexpr std::size_t kMostActivities = 1500;
constexpr std::string_view kPublic[] = {"post.create", "post.delete", "oauth.revoke"};
constexpr std::string_view kEventTypes[] = {"post.create",
                                            "post.delete",
                                            "post.mention.create",
                                            "post.reply.create",
                                            "post.quote.create",
                                            "post.repost.create",
                                            "dm.received",
                                            "dm.sent",
                                            "chat.received",
                                            "oauth.revoke",
                                            "chat.sent",
                                            "dm.read",
                                            "dm.indicate_typing",
                                            "like.create",
                                            "follow.follow",
                                            "follow.unfollow",
                                            "profile.update.bio",
                                            "profile.update.profile_picture",
                                            "profile.update.banner_picture",
                                            "profile.update.screenname",
                                            "profile.update.handle",
                                            "profile.update.geo",
                                            "profile.update.url",
                                            "spaces.start",
                                            "spaces.end",
                                            "broadcast.start",
                                            "broadcast.end",
                                            "broadcast.chat",
                                            "mute.mute",
                                            "mute.unmute",
                                            "block.block",
                                            "block.unblock"};

template <class List>
bool Holds(const List& list, std::string_view item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

json::object WebhookObject(const Webhook& webhook) {
  return {{"id", webhook.id},
          {"url", webhook.url},
          {"valid", webhook.valid},
          {"created_at", V2Time(webhook.created_ms)}};
}

// Where an app has a client secret, X checks with that and signs in the header of its own.
std::string CrcHeader(const State& state, const std::string& app_id) {
  return state.apps.Find(app_id)->client_secret.empty() ? "x-twitter-webhooks-signature"
                                                        : "x-twitter-webhooks-signature-oauth2";
}

// The secret to check answers with; a fault can make it a wrong one.
std::string CrcSecret(State& state, const std::string& app_id) {
  const App& app = *state.apps.Find(app_id);
  const std::string secret = app.client_secret.empty() ? app.consumer_secret : app.client_secret;
  return state.faults.Use("wrong_crc_secret") ? "not " + secret : secret;
}

std::optional<stub::HttpResponse> CheckUrl(const Context& context, const State& state,
                                           const std::string& app_id, const std::string& url) {
  const auto parsed = ParseUrl(url);
  const bool allowed = parsed && (parsed->scheme == "https" || context.allow_http_webhooks);
  if (!allowed || url.size() > kLongestUrl) {
    return InvalidRequest("UrlValidationFailed",
                          "The url must be a public https address without a port.");
  }
  const Webhook* present = state.webhooks.FindFor(app_id, "");
  if (present == nullptr) return std::nullopt;
  if (present->url == url) {
    return InvalidRequest("DuplicateUrlFailed", "This url is registered already.");
  }
  return InvalidRequest("WebhookLimitExceeded", "The app has as many webhooks as its plan allows.");
}

stub::HttpResponse RegisterWebhook(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const std::string url = TextMember(body ? &*body : nullptr, "url").value_or("");
  std::string secret;
  std::string header;
  {
    const auto state = context.world.Lock();
    if (auto refused = CheckUrl(context, *state, call.caller.app_id, url)) return *refused;
    secret = CrcSecret(*state, call.caller.app_id);
    header = CrcHeader(*state, call.caller.app_id);
  }
  if (CheckWebhook(url, secret, header)) {
    return InvalidRequest("CrcValidationFailed",
                          "Invalid response_token or no answer from the url.");
  }
  const auto state = context.world.Lock();
  if (auto refused = CheckUrl(context, *state, call.caller.app_id, url)) return *refused;
  const Webhook webhook{state->NextId(), call.caller.app_id, "", url, true, state->now_ms};
  state->webhooks.list.push_back(webhook);
  return JsonAnswer({{"data", WebhookObject(webhook)}});
}

stub::HttpResponse ListOwnWebhooks(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  json::array data;
  const Webhook* webhook = state->webhooks.FindFor(call.caller.app_id, "");
  if (webhook != nullptr) data.push_back(WebhookObject(*webhook));
  return JsonAnswer({{"data", data}, {"meta", {{"result_count", data.size()}}}});
}

stub::HttpResponse RevalidateWebhook(Context& context, const Call& call) {
  std::string secret;
  std::string header;
  std::string url;
  {
    const auto state = context.world.Lock();
    const Webhook* webhook = OwnWebhook(*state, call);
    if (webhook == nullptr) return NoSuchWebhook();
    secret = CrcSecret(*state, call.caller.app_id);
    header = CrcHeader(*state, call.caller.app_id);
    url = webhook->url;
  }
  const bool failed = CheckWebhook(url, secret, header).has_value();
  const auto state = context.world.Lock();
  Webhook* webhook = OwnWebhook(*state, call);
  if (webhook == nullptr) return NoSuchWebhook();
  webhook->valid = !failed;
  if (failed) return InvalidRequest("CrcValidationFailed", "Invalid response_token or no answer.");
  return JsonAnswer({{"data", {{"valid", true}}}});
}

stub::HttpResponse RemoveWebhook(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (OwnWebhook(*state, call) == nullptr) return NoSuchWebhook();
  const std::string id = call.Path("id");
  std::erase_if(state->webhooks.list, [&](const Webhook& webhook) { return webhook.id == id; });
  return JsonAnswer({{"data", {{"deleted", true}}}});
}

json::object ActivityObject(const ActivitySubscription& activity) {
  return {{"subscription_id", activity.id},
          {"event_type", activity.event_type},
          {"filter", {{"user_id", activity.user_id}}},
          {"created_at", V2Time(activity.created_ms)},
          {"tag", activity.tag},
          {"webhook_id", activity.webhook_id}};
}

json::object Total(const State& state, const std::string& app_id) {
  const auto& all = state.webhooks.activities;
  const auto total = std::count_if(all.begin(), all.end(), [&](const ActivitySubscription& each) {
    return each.app_id == app_id;
  });
  return {{"total_subscriptions", total}};
}

stub::HttpResponse SubscribeToActivity(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const auto* filter = ObjectMember(body ? &*body : nullptr, "filter");
  ActivitySubscription wanted;
  wanted.app_id = call.caller.app_id;
  wanted.event_type = TextMember(body ? &*body : nullptr, "event_type").value_or("");
  wanted.user_id = TextMember(filter, "user_id").value_or("");
  wanted.webhook_id = TextMember(body ? &*body : nullptr, "webhook_id").value_or("");
  wanted.tag = TextMember(body ? &*body : nullptr, "tag").value_or("");
  if (!Holds(kEventTypes, wanted.event_type)) return InvalidRequest("event_type", "is not known.");
  const bool allowed = Holds(kPublic, wanted.event_type) || call.caller.user_id == wanted.user_id;
  if (!allowed) {
    return ProblemAnswer(403, "Forbidden", "This event needs the consent of its user.",
                         "not-authorized-for-resource");
  }
  const bool is_private =
      wanted.event_type.starts_with("dm.") || wanted.event_type.starts_with("chat.");
  if (call.caller.oauth2 && is_private && !HasScope(call.caller.scopes, "dm.read")) {
    return ProblemAnswer(403, "Forbidden", "You are not permitted to perform this action.");
  }
  const auto state = context.world.Lock();
  const Webhook* webhook = state->webhooks.Find(wanted.webhook_id);
  if (webhook == nullptr || webhook->app_id != wanted.app_id) {
    return InvalidRequest("WebhookIdInvalid", "The app has no webhook of this id.");
  }
  auto& all = state->webhooks.activities;
  const bool known = std::any_of(all.begin(), all.end(), [&](const ActivitySubscription& each) {
    return each.app_id == wanted.app_id && each.event_type == wanted.event_type &&
           each.user_id == wanted.user_id;
  });
  if (known) return ProblemAnswer(409, "Conflict", "Subscription already exists.", "conflict");
  if (all.size() >= kMostActivities) {
    return InvalidRequest("SubscriptionLimit", "No more fit this plan.");
  }
  wanted.id = state->NextId();
  wanted.created_ms = state->now_ms;
  all.push_back(wanted);
  return JsonAnswer(
      {{"data", json::array{ActivityObject(wanted)}}, {"meta", Total(*state, wanted.app_id)}});
}

stub::HttpResponse ListActivities(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  json::array data;
  for (const ActivitySubscription& each : state->webhooks.activities) {
    if (each.app_id == call.caller.app_id) data.push_back(ActivityObject(each));
  }
  return JsonAnswer({{"data", data}, {"meta", Total(*state, call.caller.app_id)}});
}

stub::HttpResponse UnsubscribeFromActivity(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const std::string id = call.Path("id");
  const auto removed =
      std::erase_if(state->webhooks.activities, [&](const ActivitySubscription& each) {
        return each.id == id && each.app_id == call.caller.app_id;
      });
  if (removed == 0) return ProblemAnswer(404, "Not Found Error", "", "resource-not-found");
  return JsonAnswer({{"data", {{"deleted", true}}}, {"meta", Total(*state, call.caller.app_id)}});
}

}  // namespace

std::vector<Route> V2WebhookRoutes() {
  return {{"POST", "/2/webhooks", Access::kBearerOrUser, &RegisterWebhook},
          {"GET", "/2/webhooks", Access::kBearer, &ListOwnWebhooks},
          {"PUT", "/2/webhooks/:id", Access::kBearerOrUser, &RevalidateWebhook},
          {"DELETE", "/2/webhooks/:id", Access::kBearerOrUser, &RemoveWebhook},
          {"POST", "/2/activity/subscriptions", Access::kBearerOrUser, &SubscribeToActivity},
          {"GET", "/2/activity/subscriptions", Access::kBearerOrUser, &ListActivities},
          {"DELETE", "/2/activity/subscriptions/:id", Access::kBearer, &UnsubscribeFromActivity}};
}

}  // namespace xsim
