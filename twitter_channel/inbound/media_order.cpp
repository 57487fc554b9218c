// MediaOrder <-> JSON.
#include "twitter_channel/inbound/media_order.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/inbound/own_json.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// In the order of MediaType.
constexpr std::array<std::string_view, 3> kKinds{"photo", "video", "animated_gif"};

chp::Error NoOrder() {
  return {.code = chp::Code::kInvalid,
          .reason = "job.payload",
          .message = "The payload of a job is not one this channel writes."};
}

MediaFile FileFrom(const json::object& object) {
  MediaFile file;
  const auto* kind = std::find(kKinds.begin(), kKinds.end(), OwnText(object, "kind"));
  if (kind != kKinds.end()) file.kind = static_cast<MediaType>(kind - kKinds.begin());
  file.url = OwnText(object, "url");
  if (const json::array* others = OwnList(object, "others")) {
    for (const json::value& other : *others) {
      if (const json::string* url = other.if_string()) file.others.emplace_back(*url);
    }
  }
  file.name = OwnText(object, "name");
  file.media_type = OwnText(object, "type");
  file.alt_text = OwnText(object, "alt");
  file.page = OwnText(object, "page");
  file.is_signed = OwnFlag(object, "signed");
  return file;
}

}  // namespace

std::string WriteMediaOrder(const MediaOrder& order) {
  chp::JsonText json;
  json.BeginObject().Name("message_id").Text(order.message_id).Name("files").BeginArray();
  for (const MediaFile& file : order.list.files) {
    json.BeginObject().Name("kind").Text(kKinds[static_cast<std::size_t>(file.kind)]);
    json.Name("url").Text(file.url).Name("others").BeginArray();
    for (const std::string& other : file.others) json.Text(other);
    json.EndArray().Name("name").Text(file.name).Name("type").Text(file.media_type);
    json.Name("alt").Text(file.alt_text).Name("page").Text(file.page);
    json.Name("signed").Flag(file.is_signed).EndObject();
  }
  json.EndArray().Name("left_out").Number(static_cast<std::int64_t>(order.list.left_out));
  return std::move(json.EndObject()).Take();
}

chp::Result<MediaOrder> ReadMediaOrder(std::string_view payload) {
  const std::optional<json::object> object = ParseOwnObject(payload);
  if (!object) return NoOrder();
  MediaOrder order;
  order.message_id = OwnText(*object, "message_id");
  const json::array* files = OwnList(*object, "files");
  if (order.message_id.empty() || files == nullptr || files->size() > kMostFiles) return NoOrder();
  for (const json::value& file : *files) {
    if (!file.is_object()) return NoOrder();
    order.list.files.push_back(FileFrom(file.get_object()));
    if (order.list.files.back().url.empty() || order.list.files.back().name.empty()) {
      return NoOrder();
    }
  }
  const std::int64_t left_out = OwnNumber(*object, "left_out");
  order.list.left_out = static_cast<std::size_t>(std::max<std::int64_t>(left_out, 0));
  return order;
}

}  // namespace twitter
