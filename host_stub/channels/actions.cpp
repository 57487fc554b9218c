// What is asked for is checked against the manifest before the plugin sees it.
#include "host_stub/channels/actions.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>

#include "host_stub/channels/json_object.hpp"
#include "host_stub/store/connection_store.hpp"

namespace stub {
namespace {

namespace json = boost::json;

chp::Error NotFound(const char* reason, const char* sentence) {
  return {.code = chp::Code::kNotFound, .reason = reason, .message = sentence, .http_status = 404};
}

std::string_view FirstWord(std::string_view name) { return name.substr(0, name.find('.')); }

// Members must be fields of the form; their values were checked where they were filled in.
chp::Result<void> CheckInput(const Action& action, std::string_view input_json,
                             std::string_view secrets_json) {
  for (const std::string_view text : {input_json, secrets_json}) {
    const auto input = ParseJsonObject(text, "The input of the action");
    if (!input) return input.error();
    for (const auto& member : *input) {
      const bool known =
          std::any_of(action.input.begin(), action.input.end(), [&](const Field& field) {
            return FirstWord(field.name) == std::string_view(member.key());
          });
      if (known) continue;
      return chp::Error{.code = chp::Code::kInvalid,
                        .reason = "action.unknown_input",
                        .message = "The action " + action.id + " has no input named " +
                                   std::string(member.key()).substr(0, 64) + ".",
                        .http_status = 422};
    }
  }
  return {};
}

}  // namespace

chp::Error PluginUnavailable() {
  return {.code = chp::Code::kTransient,
          .reason = "plugin.unavailable",
          .message =
              "The plugin is switched off or could not be loaded. Switch it on, or look "
              "there for the reason.",
          .http_status = 503};
}

chp::Result<json::object> RunActionOn(Instance& instance, const CallLimits& limits,
                                      const chp::ActionInput& input) {
  const auto output =
      instance.Call(limits, [&](chp::Channel& channel, const chp::CallContext& call) {
        return channel.RunAction(call, input);
      });
  if (!output) return output.error();
  auto object = ParseJsonObject(*output, "The output");
  if (object) return object;
  return chp::Error{.code = chp::Code::kInternal,
                    .reason = "plugin.broken_answer",
                    .message = "The plugin answered with something that is not a JSON object."};
}

json::object AttributesOf(const json::object& output, const Manifest& manifest) {
  const json::value* member = output.if_contains("attributes");
  json::object attributes;
  if (member != nullptr && member->is_object()) attributes = member->get_object();
  for (const Field& field : manifest.connection_fields) {
    if (field.type == "secret") attributes.erase(FirstWord(field.name));
  }
  return attributes;
}

chp::Result<std::shared_ptr<Instance>> Actions::TargetOf(const ActionRequest& request) {
  Id connection = request.connection_id;
  if (request.account_id != 0) {
    const auto account = store_.connections().FindAccount(request.account_id);
    if (!account) return account.error();
    if (!*account || (connection != 0 && (*account)->connection_id != connection)) {
      return NotFound("account.unknown", "There is no such account.");
    }
    connection = (*account)->connection_id;
  }
  auto instance = connection == 0 ? registry_.First(request.slug) : registry_.Find(connection);
  if (instance == nullptr) return PluginUnavailable();
  if (instance->manifest().slug != request.slug) {
    return NotFound("connection.unknown", "This plugin has no such connection.");
  }
  return instance;
}

chp::Result<std::string> Actions::Run(const ActionRequest& request) {
  const CatalogEntry* entry = plugins_.Running(request.slug);
  if (entry == nullptr) return PluginUnavailable();
  const Action* action = entry->manifest->ActionById(request.action);
  if (action == nullptr) return NotFound("action.unknown", "This plugin has no such action.");
  if (auto sound = CheckInput(*action, request.input_json, request.secrets_json); !sound) {
    return sound.error();
  }
  auto target = TargetOf(request);
  if (!target) return std::move(target).error();
  Instance& instance = **target;
  const std::string account = request.account_id == 0 ? "" : std::to_string(request.account_id);
  const CallLimits limits{.attempt = 1, .deadline = options_.call_deadline};
  const auto output = RunActionOn(instance, limits,
                                  {.id = request.action,
                                   .account_id = account,
                                   .external_id = request.external_id,
                                   .principal = request.principal,
                                   .base_url = options_.public_url,
                                   .input_json = request.input_json,
                                   .secrets_json = request.secrets_json});
  if (!output) return output.error();
  const json::object attributes = AttributesOf(*output, *entry->manifest);
  if (!attributes.empty() && instance.connection_id() != 0) {
    if (auto stored = StoreAttributes(instance, attributes); !stored) return stored.error();
  }
  return json::serialize(*output);
}

chp::Result<void> Actions::StoreAttributes(Instance& instance, const json::object& attributes) {
  const auto snapshot = store_.connections().Snapshot(instance.connection_id());
  if (!snapshot) return snapshot.error();
  if (!*snapshot) return NotFound("connection.unknown", "This connection no longer exists.");
  const Connection& connection = (*snapshot)->connection;
  auto app = ParseJsonObject(connection.app_json, "The app's configuration");
  if (!app) return app.error();
  for (const auto& member : attributes) (*app)[member.key()] = member.value();
  const auto saved = store_.connections().Save({.id = connection.id,
                                                .slug = connection.slug,
                                                .key = connection.key,
                                                .app_json = json::serialize(*app),
                                                .app_secrets_json = "{}",
                                                .verified = connection.verified});
  if (!saved) return saved.error();
  return launcher_.Configure(instance);
}

}  // namespace stub
