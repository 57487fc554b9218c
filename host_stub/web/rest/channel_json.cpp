#include "host_stub/web/rest/channel_json.hpp"

#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

json::object ParsedObject(const std::string& text) {
  boost::system::error_code failure;
  json::value value = json::parse(text, failure);
  return !failure && value.is_object() ? std::move(value.get_object()) : json::object{};
}

std::string Area(const std::string& slug) {
  std::string name = slug;
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
  return name + "::Account";
}

// Settings an account never had still show their place: {"sync": {"mentions": {}, "search": []}}.
void AddEmptyPlaces(const std::vector<Field>& fields, json::object& options) {
  for (const Field& field : fields) {
    std::string_view path = field.name;
    json::object* place = &options;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
      json::value& inner = (*place)[path.substr(0, dot)];
      if (!inner.is_object()) inner.emplace_object();
      place = &inner.get_object();
      path.remove_prefix(dot + 1);
    }
    if (field.type == "rows" && !place->contains(path)) (*place)[path] = json::array{};
    if (field.type == "bool" && !place->contains(path)) {
      const json::object described = ParsedObject(field.json);
      const json::value* standard = described.if_contains("default");
      (*place)[path] = standard != nullptr && *standard == json::value(true);
    }
  }
}

json::value StatusIn(chp::AccountState state) {
  if (state == chp::AccountState::kConnecting) return nullptr;
  return state == chp::AccountState::kUp ? "ok" : "error";
}

}  // namespace

std::string_view AccountStateName(chp::AccountState state) {
  switch (state) {
    case chp::AccountState::kConnecting:
      return "connecting";
    case chp::AccountState::kUp:
      return "up";
    case chp::AccountState::kDegraded:
      return "degraded";
    case chp::AccountState::kDown:
      break;
  }
  return "down";
}

json::object ChannelJson(const Manifest& manifest, const Account& account) {
  json::object options = ParsedObject(account.settings_json);
  AddEmptyPlaces(manifest.account_fields, options);
  options["adapter"] = manifest.slug;
  options["user"] = json::object{
      {"id", account.external_id}, {"screen_name", account.screen_name}, {"name", account.name}};
  options["auth"] = json::object{{"external_credential_id", account.connection_id}};
  return {{"id", account.id},
          {"area", Area(manifest.slug)},
          {"options", std::move(options)},
          {"group_id", nullptr},
          {"profile", ParsedObject(account.profile_json)},
          {"active", account.active},
          {"removing", account.removing},
          {"state", AccountStateName(account.state)},
          {"state_reason", account.state_reason},
          {"status_in", StatusIn(account.state)},
          {"last_log_in", account.state_message},
          {"preferences", json::object{}},
          {"last_message_at", account.last_message_ms == 0
                                  ? json::value(nullptr)
                                  : json::value(IsoTime(account.last_message_ms))},
          {"created_at", IsoTime(account.created_ms)},
          {"updated_at", IsoTime(account.updated_ms)}};
}

json::object CredentialJson(const ConnectionSnapshot& snapshot, std::string_view webhook_url) {
  const Connection& connection = snapshot.connection;
  json::array stored_secrets;
  for (const auto& secret : ParsedObject(snapshot.app_secrets_json)) {
    stored_secrets.push_back(json::value(secret.key()));
  }
  json::object body{{"id", connection.id},
                    {"name", connection.slug},
                    {"credentials", ParsedObject(connection.app_json)},
                    {"stored_secrets", std::move(stored_secrets)},
                    {"verified", connection.verified},
                    {"webhook_url", nullptr},
                    {"created_at", IsoTime(connection.created_ms)}};
  if (!webhook_url.empty()) body["webhook_url"] = webhook_url;
  return body;
}

}  // namespace stub
