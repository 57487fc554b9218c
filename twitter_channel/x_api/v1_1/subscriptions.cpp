// One path, three methods; some refusals are answers here.
#include "twitter_channel/x_api/v1_1/subscriptions.hpp"

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/v1_1/webhooks.hpp"

namespace twitter {
namespace {

constexpr int kSubscriptionExists = 355;

bool ExistsAlready(const HttpResponse& answer) {
  const int code = FirstErrorCode(answer.body);
  return code == kSubscriptionExists || (answer.status == 409 && code == 0);
}

V11Request RequestOf(std::string_view method, const Credentials& credentials) {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = method;
  request.path = EnvironmentPath(*credentials.app) + "/subscriptions.json";
  return request;
}

}  // namespace

chp::Result<void> V11Subscriptions::Subscribe(const Credentials& credentials,
                                              const SubscriptionWish&,
                                              const chp::CallContext& call) {
  const V11Request request = RequestOf("POST", credentials);
  const chp::Result<HttpResponse> answer = requests_.Send(credentials, request, call);
  if (!answer) return answer.error();
  if (answer->is_success() || ExistsAlready(*answer)) return {};
  return requests_.Refused(credentials, request, *answer);
}

chp::Result<bool> V11Subscriptions::IsSubscribed(const Credentials& credentials,
                                                 const chp::CallContext& call) {
  const V11Request request = RequestOf("GET", credentials);
  const chp::Result<HttpResponse> answer = requests_.Send(credentials, request, call);
  if (!answer) return answer.error();
  if (answer->is_success()) return true;
  if (answer->status == 404) return false;
  return requests_.Refused(credentials, request, *answer);
}

chp::Result<void> V11Subscriptions::Unsubscribe(const Credentials& credentials,
                                                const chp::CallContext& call) {
  const V11Request request = RequestOf("DELETE", credentials);
  const chp::Result<HttpResponse> answer = requests_.Send(credentials, request, call);
  if (!answer) return answer.error();
  if (answer->is_success() || answer->status == 404) return {};
  return requests_.Refused(credentials, request, *answer);
}

chp::Result<void> V11Subscriptions::End(const App& app, std::string_view user_id,
                                        const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = "DELETE";
  request.path = EnvironmentPath(app) + "/subscriptions/" + PercentEncode(user_id) + ".json";
  const auto answer = bearer_.Ask(app, std::move(request), call);
  if (answer || answer.error().http_status == 404) return {};
  return answer.error();
}

}  // namespace twitter
