// Answers with and without the wrapper "data" are read: X's documents show both.
#include "twitter_channel/x_api/v2/webhooks.hpp"

#include <array>
#include <ctime>
#include <utility>

#include <boost/json/serialize.hpp>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

V11Request RequestOf(std::string_view method, std::string path) {
  V11Request request;
  request.operation = Operation::kManageWebhook;
  request.method = method;
  request.path = std::move(path);
  return request;
}

std::string PathOf(std::string_view webhook_id) {
  return "/2/webhooks/" + PercentEncode(webhook_id);
}

// "yyyymmddhhmm" in UTC.
std::string MinuteOf(std::int64_t time_ms) {
  const std::time_t seconds = time_ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 16> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y%m%d%H%M", &parts);
  return {text.data(), length};
}

Webhook ReadWebhookConfig(const JsonFields& fields) {
  Webhook webhook;
  webhook.id = fields.Id("id", "id");
  if (webhook.id.empty()) fields.Complain("id", "is missing");
  webhook.url = fields.Text("url");
  webhook.valid = fields.Flag("valid");
  return webhook;
}

}  // namespace

chp::Result<std::vector<Webhook>> V2Webhooks::List(const App& app, const chp::CallContext& call) {
  V11Request request = RequestOf("GET", "/2/webhooks");
  request.query = {{"webhook_config.fields", "created_at,id,url,valid"}};
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It is no list of webhooks.");
  JsonProblem problem;
  std::vector<Webhook> webhooks;
  JsonFields(answer->root(), problem).ForEach("data", [&](const JsonFields& fields) {
    webhooks.push_back(ReadWebhookConfig(fields));
  });
  if (problem) return BadAnswer(problem->message);
  return webhooks;
}

chp::Result<std::vector<WebhookEnvironment>> V2Webhooks::ListAll(const App& app,
                                                                 const chp::CallContext& call) {
  auto webhooks = List(app, call);
  if (!webhooks) return webhooks.error();
  return std::vector<WebhookEnvironment>{{"", std::move(webhooks).value()}};
}

chp::Result<Webhook> V2Webhooks::Register(const App& app, std::string_view url,
                                          const chp::CallContext& call) {
  V11Request request = RequestOf("POST", "/2/webhooks");
  request.json = boost::json::serialize(boost::json::object{{"url", url}});
  request.idempotent = false;
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It is not a webhook.");
  const JsonNode* data = ObjectMember(answer->root(), "data");
  JsonProblem problem;
  Webhook webhook =
      ReadWebhookConfig(JsonFields(data == nullptr ? answer->root() : *data, problem));
  if (problem) return BadAnswer(problem->message);
  return webhook;
}

chp::Result<void> V2Webhooks::Revalidate(const App& app, std::string_view webhook_id,
                                         const chp::CallContext& call) {
  const auto answer = bearer_.AskJson(app, RequestOf("PUT", PathOf(webhook_id)), call);
  if (!answer) return answer.error();
  return {};
}

chp::Result<void> V2Webhooks::Replay(const App& app, const ReplayOrder& order,
                                     const chp::CallContext& call) {
  V11Request request = RequestOf("POST", "/2/webhooks/replay");
  request.json = boost::json::serialize(boost::json::object{{"webhook_id", order.webhook_id},
                                                            {"from_date", MinuteOf(order.from_ms)},
                                                            {"to_date", MinuteOf(order.to_ms)}});
  request.idempotent = false;
  const auto answer = bearer_.AskJson(app, std::move(request), call);
  if (!answer) return answer.error();
  return {};
}

chp::Result<void> V2Webhooks::Remove(const App& app, std::string_view webhook_id,
                                     const chp::CallContext& call) {
  const auto answer = bearer_.AskJson(app, RequestOf("DELETE", PathOf(webhook_id)), call);
  if (!answer) return answer.error();
  return {};
}

}  // namespace twitter
