#include "twitter_channel/x_api/v2/account_activity.hpp"

#include <utility>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

// Not offered to this app or plan, unknown, or shut down.
bool IsNotThere(const chp::Error& error) {
  constexpr int kForbidden = 403;
  constexpr int kUnknown = 404;
  constexpr int kShutDown = 410;
  return error.http_status == kForbidden || error.http_status == kUnknown ||
         error.http_status == kShutDown;
}

std::string SubscriptionsOf(const App& app) {
  return "/2/account_activity/webhooks/" + PercentEncode(app.webhook_id) + "/subscriptions/";
}

}  // namespace

chp::Result<bool> AccountActivity::HasUser(const App& app, std::string_view user_id,
                                           const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.path = SubscriptionsOf(app) + "all/list";
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (!answer && IsNotThere(answer.error())) return false;
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It is no list of subscriptions.");
  const JsonNode* data = ObjectMember(answer->root(), "data");
  if (data == nullptr) return false;
  bool found = false;
  JsonProblem problem;
  JsonFields(*data, problem).ForEach("subscriptions", [&](const JsonFields& fields) {
    found = found || fields.Id("user_id", "user_id") == user_id;
  });
  if (problem) return BadAnswer(problem->message);
  return found;
}

chp::Result<void> AccountActivity::Leave(const App& app, std::string_view user_id,
                                         const chp::CallContext& call) {
  if (app.webhook_id.empty()) return {};
  const auto subscribed = HasUser(app, user_id, call);
  if (!subscribed) return subscribed.error();
  if (!*subscribed) return {};
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = "DELETE";
  request.path = SubscriptionsOf(app) + PercentEncode(user_id) + "/all";
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (answer || IsNotThere(answer.error())) return {};
  return answer.error();
}

}  // namespace twitter
