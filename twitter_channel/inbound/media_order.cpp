// MediaOrder <-> JSON.
#include "twitter_channel/inbound/media_order.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/json_members.hpp"
#include "twitter_channel/inbound/json_text.hpp"

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
  const auto* kind = std::find(kKinds.begin(), kKinds.end(), TextMember(object, "kind"));
  if (kind != kKinds.end()) file.kind = static_cast<MediaType>(kind - kKinds.begin());
  file.url = TextMember(object, "url");
  if (const json::array* others = ArrayMember(object, "others")) {
    for (const json::value& other : *others) {
      if (const json::string* url = other.if_string()) file.others.emplace_back(*url);
    }
  }
  file.name = TextMember(object, "name");
  file.media_type = TextMember(object, "type");
  file.alt_text = TextMember(object, "alt");
  file.page = TextMember(object, "page");
  const json::value* is_signed = object.if_contains("signed");
  file.is_signed = is_signed != nullptr && is_signed->is_bool() && is_signed->get_bool();
  return file;
}

}  // namespace

std::string WriteMediaOrder(const MediaOrder& order) {
  JsonText json;
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
  boost::system::error_code failure;
  const json::value value = json::parse({payload.data(), payload.size()}, failure);
  if (failure || !value.is_object()) return NoOrder();
  const json::object& object = value.get_object();
  MediaOrder order;
  order.message_id = TextMember(object, "message_id");
  const json::array* files = ArrayMember(object, "files");
  if (order.message_id.empty() || files == nullptr || files->size() > kMostFiles) return NoOrder();
  for (const json::value& file : *files) {
    if (!file.is_object()) return NoOrder();
    order.list.files.push_back(FileFrom(file.get_object()));
    if (order.list.files.back().url.empty() || order.list.files.back().name.empty()) {
      return NoOrder();
    }
  }
  const json::value* left_out = object.if_contains("left_out");
  if (left_out != nullptr && left_out->is_int64() && left_out->get_int64() > 0) {
    order.list.left_out = static_cast<std::size_t>(left_out->get_int64());
  }
  return order;
}

}  // namespace twitter
