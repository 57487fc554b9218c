// X answers a list of webhooks, or environments that each hold one; both are read everywhere.
#include "twitter_channel/x_api/v1_1/webhooks.hpp"

#include <utility>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

Webhook ReadWebhook(const JsonFields& fields) {
  Webhook webhook;
  webhook.id = fields.Id("id_str", "id");
  if (webhook.id.empty()) fields.Complain("id", "is missing");
  webhook.url = fields.Text("url");
  webhook.valid = fields.Flag("valid");
  return webhook;
}

std::vector<Webhook> ReadWebhooks(const JsonFields& holder) {
  std::vector<Webhook> webhooks;
  holder.ForEach("webhooks",
                 [&](const JsonFields& fields) { webhooks.push_back(ReadWebhook(fields)); });
  return webhooks;
}

std::vector<Webhook> ReadWebhooks(const JsonNode& list, JsonProblem& problem) {
  std::vector<Webhook> webhooks;
  for (const JsonNode& item : list) {
    const JsonFields fields(item, problem);
    if (!item.is_object()) fields.Complain("[]", "must be a list of objects");
    webhooks.push_back(ReadWebhook(fields));
  }
  return webhooks;
}

std::vector<WebhookEnvironment> ReadEnvironments(const JsonNode& answer, JsonProblem& problem) {
  const JsonFields fields(answer, problem);
  std::vector<WebhookEnvironment> environments;
  if (!answer.contains("environments")) fields.Complain("environments", "is missing");
  fields.ForEach("environments", [&](const JsonFields& environment) {
    environments.push_back({environment.Text("environment_name"), ReadWebhooks(environment)});
  });
  return environments;
}

}  // namespace

std::string EnvironmentPath(const App& app) {
  return "/1.1/account_activity/all/" + PercentEncode(app.env);
}

chp::Result<std::vector<WebhookEnvironment>> V11Webhooks::Get(const App& app, std::string path,
                                                              const chp::CallContext& call) const {
  V11Request request;
  request.operation = Operation::kManageWebhook;
  request.path = std::move(path);
  chp::Result<JsonDocument> answer = requests_.AskJson(OwnerOf(app), request, call);
  if (!answer) return answer.error();

  JsonProblem problem;
  std::vector<WebhookEnvironment> environments;
  if (answer->root().is_array()) {
    environments = {{"", ReadWebhooks(answer->root(), problem)}};
  } else if (answer->root().is_object()) {
    environments = ReadEnvironments(answer->root(), problem);
  } else {
    return BadAnswer("It is no list of webhooks.");
  }
  if (problem) return BadAnswer(problem->message);
  return environments;
}

chp::Result<std::vector<Webhook>> V11Webhooks::List(const App& app, const chp::CallContext& call) {
  chp::Result<std::vector<WebhookEnvironment>> all =
      Get(app, EnvironmentPath(app) + "/webhooks.json", call);
  if (!all) return all.error();
  std::vector<Webhook> webhooks;
  for (WebhookEnvironment& environment : *all) {
    const bool ours = environment.label.empty() || environment.label == app.env;
    if (ours)
      webhooks.insert(webhooks.end(), environment.webhooks.begin(), environment.webhooks.end());
  }
  return webhooks;
}

chp::Result<std::vector<WebhookEnvironment>> V11Webhooks::ListAll(const App& app,
                                                                  const chp::CallContext& call) {
  return Get(app, "/1.1/account_activity/all/webhooks.json", call);
}

chp::Result<Webhook> V11Webhooks::Register(const App& app, std::string_view url,
                                           const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kManageWebhook;
  request.method = "POST";
  request.path = EnvironmentPath(app) + "/webhooks.json";
  request.form = {{"url", std::string(url)}};
  request.idempotent = false;
  const chp::Result<JsonDocument> answer = requests_.AskJson(OwnerOf(app), request, call);
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It is not a webhook.");

  JsonProblem problem;
  Webhook webhook = ReadWebhook(JsonFields(answer->root(), problem));
  if (problem) return BadAnswer(problem->message);
  return webhook;
}

chp::Result<void> V11Webhooks::Change(const App& app, std::string_view method,
                                      std::string_view webhook_id,
                                      const chp::CallContext& call) const {
  V11Request request;
  request.operation = Operation::kManageWebhook;
  request.method = method;
  request.path = EnvironmentPath(app) + "/webhooks/" + PercentEncode(webhook_id) + ".json";
  const chp::Result<HttpResponse> answer = requests_.Ask(OwnerOf(app), request, call);
  if (!answer) return answer.error();
  return {};
}

chp::Result<void> V11Webhooks::Revalidate(const App& app, std::string_view webhook_id,
                                          const chp::CallContext& call) {
  return Change(app, "PUT", webhook_id, call);
}

chp::Result<void> V11Webhooks::Remove(const App& app, std::string_view webhook_id,
                                      const chp::CallContext& call) {
  return Change(app, "DELETE", webhook_id, call);
}

chp::Result<void> V11Webhooks::Replay(const App&, const ReplayOrder&, const chp::CallContext&) {
  return chp::Error{chp::Code::kUnsupported, std::string(reason::kNoReplay),
                    "Events are sent again with X API v2 only."};
}

}  // namespace twitter
