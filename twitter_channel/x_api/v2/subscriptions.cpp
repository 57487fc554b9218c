#include "twitter_channel/x_api/v2/subscriptions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/serialize.hpp>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/asking_user.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostPages = 20;
constexpr int kExists = 409;
constexpr int kGone = 404;
constexpr std::array<std::string_view, 5> kPosts{"post.mention.create", "post.reply.create",
                                                 "post.quote.create", "post.create", "post.delete"};
constexpr std::string_view kRevocations = "oauth.revoke";
constexpr std::array<std::string_view, 1> kReposts{"post.repost.create"};
// Encrypted messages tell that they came, not what they say.
constexpr std::string_view kEncrypted = "chat.received";
constexpr std::array<std::string_view, 3> kMessages{"dm.received", "dm.sent", kEncrypted};
constexpr std::string_view kReceipts = "dm.read";

bool OnlyHelps(std::string_view type) { return type == kEncrypted || type == kReceipts; }

// X's documents disagree on what it lets an app hear of: what only helps is done without where X
// refuses it for good.
bool IsRefusal(const chp::Error& error) {
  return error.http_status == 400 || error.http_status == 403 || error.http_status == kGone;
}

std::vector<std::string_view> TypesOf(const SubscriptionWish& wish) {
  std::vector<std::string_view> types;
  if (wish.posts) types.insert(types.end(), kPosts.begin(), kPosts.end());
  if (wish.reposts) types.insert(types.end(), kReposts.begin(), kReposts.end());
  if (wish.direct_messages) types.insert(types.end(), kMessages.begin(), kMessages.end());
  if (wish.read_receipts) types.push_back(kReceipts);
  return types;
}

}  // namespace

chp::Result<std::vector<V2Subscriptions::Known>> V2Subscriptions::List(
    const App& app, const chp::CallContext& call) {
  std::vector<Known> all;
  std::string next;
  for (std::size_t page = 0; page < kMostPages; ++page) {
    V11Request request;
    request.operation = Operation::kSubscribe;
    request.path = "/2/activity/subscriptions";
    request.query = {{"max_results", "1000"}};
    if (!next.empty()) request.query.emplace_back("pagination_token", next);
    const auto answer = bearer_.AskJson(app, std::move(request), call);
    if (!answer) return answer.error();
    if (!answer->root().is_object()) return BadAnswer("It is no list of subscriptions.");
    JsonProblem problem;
    JsonFields(answer->root(), problem).ForEach("data", [&](const JsonFields& fields) {
      const JsonNode* filter = fields.Object("filter");
      all.push_back({fields.Id("subscription_id", "subscription_id"), fields.Text("event_type"),
                     filter == nullptr ? "" : std::string(TextMember(*filter, "user_id")),
                     fields.Id("webhook_id", "webhook_id")});
    });
    if (problem) return BadAnswer(problem->message);
    const JsonNode* meta = ObjectMember(answer->root(), "meta");
    next = meta == nullptr ? "" : std::string(TextMember(*meta, "next_token"));
    if (next.empty()) break;
  }
  return all;
}

chp::Result<void> V2Subscriptions::Add(const Credentials& credentials, std::string_view event_type,
                                       const std::string& user_id,
                                       const chp::CallContext& call) const {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = "POST";
  request.path = "/2/activity/subscriptions";
  request.json = json::serialize(json::object{{"event_type", event_type},
                                              {"filter", json::object{{"user_id", user_id}}},
                                              {"webhook_id", credentials.app->webhook_id}});
  const auto answer = requests_.Ask(credentials, request, call);
  if (answer || answer.error().http_status == kExists) return {};
  return answer.error();
}

chp::Result<void> V2Subscriptions::AddRevocations(const App& app, const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = "POST";
  request.path = "/2/activity/subscriptions";
  request.json = json::serialize(json::object{
      {"event_type", kRevocations}, {"filter", json::object()}, {"webhook_id", app.webhook_id}});
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (answer || answer.error().http_status == kExists) return {};
  return answer.error();
}

chp::Result<void> V2Subscriptions::Remove(const App& app, const Known& known,
                                          const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = "DELETE";
  request.path = "/2/activity/subscriptions/" + PercentEncode(known.id);
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (answer || answer.error().http_status == kGone) return {};
  return answer.error();
}

chp::Result<void> V2Subscriptions::Subscribe(const Credentials& credentials,
                                             const SubscriptionWish& wish,
                                             const chp::CallContext& call) {
  auto subscribed = SubscribeToActivity(credentials, wish, call);
  if (!subscribed) return subscribed;
  return account_activity_.Leave(*credentials.app, wish.user_id, call);
}

chp::Result<void> V2Subscriptions::SubscribeToActivity(const Credentials& credentials,
                                                       const SubscriptionWish& wish,
                                                       const chp::CallContext& call) {
  const auto known = List(*credentials.app, call);
  if (!known) return known.error();
  std::vector<std::string_view> missing = TypesOf(wish);
  const bool hears_of_revocations =
      missing.empty() || std::any_of(known->begin(), known->end(), [](const Known& each) {
        return each.event_type == kRevocations;
      });
  for (const Known& each : *known) {
    if (each.user_id != wish.user_id) continue;
    const auto wanted = std::find(missing.begin(), missing.end(), each.event_type);
    if (wanted != missing.end() && each.webhook_id == credentials.app->webhook_id) {
      missing.erase(wanted);
    } else if (auto removed = Remove(*credentials.app, each, call); !removed) {
      return removed;
    }
  }
  for (const std::string_view type : missing) {
    auto added = Add(credentials, type, wish.user_id, call);
    if (!added && !(OnlyHelps(type) && IsRefusal(added.error()))) return added;
  }
  if (hears_of_revocations) return {};
  auto added = AddRevocations(*credentials.app, call);
  return added || IsRefusal(added.error()) ? chp::Result<void>() : added;
}

chp::Result<bool> V2Subscriptions::IsSubscribed(const Credentials& credentials,
                                                const chp::CallContext& call) {
  const auto known = List(*credentials.app, call);
  if (!known) return known.error();
  const std::string user_id = AskingUserId(credentials);
  return std::any_of(known->begin(), known->end(),
                     [&](const Known& each) { return each.user_id == user_id; });
}

chp::Result<void> V2Subscriptions::Unsubscribe(const Credentials& credentials,
                                               const chp::CallContext& call) {
  return End(*credentials.app, AskingUserId(credentials), call);
}

chp::Result<void> V2Subscriptions::End(const App& app, std::string_view user_id,
                                       const chp::CallContext& call) {
  const auto known = List(app, call);
  if (!known) return known.error();
  for (const Known& each : *known) {
    if (user_id.empty() || each.user_id != user_id) continue;
    if (auto removed = Remove(app, each, call); !removed) return removed;
  }
  return account_activity_.Leave(app, user_id, call);
}

}  // namespace twitter
