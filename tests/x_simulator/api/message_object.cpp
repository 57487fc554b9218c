// Direct message events of v1.1 and of the webhook payloads (x_api.md 2.6, 4.4).
#include "tests/x_simulator/api/entities.hpp"
#include "tests/x_simulator/api/media_object.hpp"
#include "tests/x_simulator/api/objects.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

json::object Attachment(const ObjectSource& source, const DirectMessage& message,
                        const EscapedText& escaped) {
  const Photo& photo = message.photos.front();
  const std::string folder =
      MediaBase(source) + "/1.1/ton/data/dm/" + message.id + "/" + photo.id + "/";
  return {{"type", "media"},
          {"media", MediaObject(photo, folder, escaped.Indices(message.photo_span),
                                "https://twitter.com/messages/media/" + message.id)}};
}

json::object LocationAttachment(const DirectMessage& message) {
  const json::object point = {{"type", "Point"},
                              {"coordinates", {message.point.at(0), message.point.at(1)}}};
  return {{"type", "location"},
          {"location",
           {{"type", "shared_coordinate"}, {"shared_coordinate", {{"coordinates", point}}}}}};
}

}  // namespace

json::object MessageObject(const ObjectSource& source, const DirectMessage& message) {
  const EscapedText escaped(message.content.text);
  json::object data = {
      {"text", escaped.text()},
      {"entities", Entities(source, message.content, escaped, escaped.typed_length())}};
  if (!message.photos.empty()) data["attachment"] = Attachment(source, message, escaped);
  if (!message.point.empty()) data["attachment"] = LocationAttachment(message);
  if (!message.quick_reply.empty()) {
    data["quick_reply_response"] = {{"type", "options"}, {"metadata", message.quick_reply}};
  }
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
