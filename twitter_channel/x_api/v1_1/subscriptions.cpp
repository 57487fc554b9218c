// One path, three methods; some refusals are answers here.
#include "twitter_channel/x_api/v1_1/subscriptions.hpp"

#include "twitter_channel/x_api/v1_1/webhooks.hpp"

namespace twitter {
namespace {

constexpr int kSubscriptionExists = 355;

bool IsSuccess(const HttpResponse& answer) { return answer.status >= 200 && answer.status < 300; }

bool ExistsAlready(const HttpResponse& answer) {
  const int code = FirstErrorCode(answer.body);
  return code == kSubscriptionExists || (answer.status == 409 && code == 0);
}

}  // namespace

chp::Result<HttpResponse> V11Subscriptions::Send(const Credentials& credentials,
                                                 std::string_view method,
                                                 const chp::CallContext& call) const {
  V11Request request;
  request.operation = Operation::kSubscribe;
  request.method = method;
  request.path = EnvironmentPath(*credentials.app) + "/subscriptions.json";
  return requests_.Send(credentials, request, call);
}

chp::Result<void> V11Subscriptions::Subscribe(const Credentials& credentials,
                                              const chp::CallContext& call) {
  const chp::Result<HttpResponse> answer = Send(credentials, "POST", call);
  if (!answer) return answer.error();
  if (IsSuccess(*answer) || ExistsAlready(*answer)) return {};
  return requests_.Refused(*answer, Operation::kSubscribe);
}

chp::Result<bool> V11Subscriptions::IsSubscribed(const Credentials& credentials,
                                                 const chp::CallContext& call) {
  const chp::Result<HttpResponse> answer = Send(credentials, "GET", call);
  if (!answer) return answer.error();
  if (IsSuccess(*answer)) return true;
  if (answer->status == 404) return false;
  return requests_.Refused(*answer, Operation::kSubscribe);
}

chp::Result<void> V11Subscriptions::Unsubscribe(const Credentials& credentials,
                                                const chp::CallContext& call) {
  const chp::Result<HttpResponse> answer = Send(credentials, "DELETE", call);
  if (!answer) return answer.error();
  if (IsSuccess(*answer) || answer->status == 404) return {};
  return requests_.Refused(*answer, Operation::kSubscribe);
}

}  // namespace twitter
