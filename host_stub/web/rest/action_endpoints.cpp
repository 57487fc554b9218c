// Actions that a plugin offers for a linked account, or for an app.
#include <algorithm>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/channels.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/account_form.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"

namespace stub {
namespace {

namespace json = boost::json;

// The input that an action gets when somebody asks "and with these settings?".
constexpr std::string_view kSettings = "settings";

bool IsStepOfLifecycle(const Manifest& manifest, const std::string& action) {
  return std::any_of(manifest.lifecycle.begin(), manifest.lifecycle.end(),
                     [&](const auto& step) { return step.second == action; });
}

// Steps of setting up and removing belong to the host: it keeps what they give back.
chp::Result<const Action*> NeedAction(const Manifest& manifest, const std::string& id,
                                      std::string_view target) {
  const Action* action = manifest.ActionById(id);
  const bool offered =
      action != nullptr && action->target == target && !IsStepOfLifecycle(manifest, id);
  if (offered) return action;
  return Missing("This plugin offers no such action here. GET /api/v1/plugins/" + manifest.slug +
                 " lists its actions.");
}

bool TakesSettings(const Action& action) {
  return std::any_of(action.input.begin(), action.input.end(),
                     [](const Field& field) { return field.name == kSettings; });
}

chp::Result<std::string> Checked(Web& web, const Action& action, const json::object& input) {
  const auto targets = CurrentTargets(web);
  if (!targets) return targets.error();
  const auto checked = MergeForm(action.input, *targets, input, {});
  if (!checked) return checked.error();
  return json::serialize(*checked);
}

// {"input": {…}, "options": {…}}: the form of the action, and edited settings of the account that
// are tried and not stored.
chp::Result<std::string> ReadInput(const Call& call, const Manifest& manifest, const Action& action,
                                   const Account& account) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"input", "options"});
  json::object input = body.Object("input");
  const json::object options = body.Object("options");
  if (!options.empty() && !TakesSettings(action)) {
    body.Fail("options", "are not used by this action.");
  }
  if (!body.ok()) return body.error();
  if (body.Has("options")) {
    auto merged = MergedSettings(call.web, manifest, account, options);
    if (!merged) return merged.error();
    input[kSettings] = std::move(merged).value();
  }
  return Checked(call.web, action, input);
}

Answer Run(const Call& call, const ActionRequest& request) {
  const auto output = call.web.channels.RunAction(request);
  if (!output) return output.error();
  boost::system::error_code failure;
  const json::value result = json::parse(*output, failure);
  if (!failure) return JsonAnswer(result);
  return chp::Error{chp::Code::kInternal, "plugin.bad_json", "The plugin's answer is not JSON."};
}

Answer RunForAccount(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  const auto account = NeedAccount(call.web, (*manifest)->slug, ParseId(call.arguments[1]));
  if (!account) return account.error();
  const auto action = NeedAction(**manifest, call.arguments[2], "account");
  if (!action) return action.error();
  auto input = ReadInput(call, **manifest, **action, *account);
  if (!input) return input.error();
  return Run(call, {.slug = (*manifest)->slug,
                    .connection_id = account->connection_id,
                    .action = (*action)->id,
                    .account_id = account->id,
                    .external_id = {},
                    .principal = call.principal.opaque_id,
                    .input_json = std::move(input).value()});
}

// {"connection_id": 1, "input": {…}}. Without an id: the first app, or what the plugin can say
// while there is none.
Answer RunForConnection(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  const auto action = NeedAction(**manifest, call.arguments[1], "connection");
  if (!action) return action.error();
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"connection_id", "input"});
  const Id connection = body.IdOf("connection_id");
  const json::object sent = body.Object("input");
  if (!body.ok()) return body.error();
  auto input = Checked(call.web, **action, sent);
  if (!input) return input.error();
  return Run(call, {.slug = (*manifest)->slug,
                    .connection_id = connection,
                    .action = (*action)->id,
                    .external_id = {},
                    .principal = call.principal.opaque_id,
                    .input_json = std::move(input).value()});
}

constexpr Endpoint kActionEndpoints[] = {
    {"POST", "/api/v1/external_credentials/{slug}/actions/{action}", Access::kAdmin,
     &RunForConnection, "ran an action"},
    {"POST", "/api/v1/channels_{slug}/{id}/actions/{action}", Access::kAdmin, &RunForAccount,
     "ran an action"},
};

}  // namespace

std::span<const Endpoint> ActionEndpoints() { return kActionEndpoints; }

}  // namespace stub
