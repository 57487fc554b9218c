// Direct message events of v1.1 and of the webhook payloads (x_api.md 2.6, 4.4).
#include "tests/x_simulator/api/entities.hpp"
#include "tests/x_simulator/api/objects.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

json::object Attachment(const ObjectSource& source, const DirectMessage& message,
                        const EscapedText& escaped) {
  const Photo& photo = message.photos.front();
  const std::string address =
      source.base_url + "/1.1/ton/data/dm/" + message.id + "/" + photo.id + "/" + photo.file;
  return {{"type", "media"},
          {"media",
           {{"id", Number(photo.id)},
            {"id_str", photo.id},
            {"indices", escaped.Indices(message.photo_span)},
            {"media_url", address},
            {"media_url_https", address},
            {"url", photo.url},
            {"display_url", "pic.twitter.com/" + photo.url.substr(photo.url.rfind('/') + 1)},
            {"expanded_url", "https://twitter.com/messages/media/" + message.id},
            {"type", "photo"},
            {"sizes", {{"large", {{"w", 32}, {"h", 32}, {"resize", "fit"}}}}}}}};
}

}  // namespace

json::object MessageObject(const ObjectSource& source, const DirectMessage& message) {
  const EscapedText escaped(message.content.text);
  json::object data = {
      {"text", escaped.text()},
      {"entities", Entities(source, message.content, escaped, escaped.typed_length())}};
  if (!message.photos.empty()) data["attachment"] = Attachment(source, message, escaped);
  json::object create = {{"target", {{"recipient_id", message.recipient_id}}},
                         {"sender_id", message.sender_id}};
  if (!message.app_id.empty()) create["source_app_id"] = message.app_id;
  create["message_data"] = data;
  return {{"type", "message_create"},
          {"id", message.id},
          {"created_timestamp", std::to_string(message.created_ms)},
          {"message_create", create}};
}

json::object MessageApps(const State& state, const DirectMessage& message) {
  const App* app = state.apps.Find(message.app_id);
  if (app == nullptr) return {};
  return {{app->id, {{"id", app->id}, {"name", app->name}, {"url", app->website}}}};
}

}  // namespace xsim
