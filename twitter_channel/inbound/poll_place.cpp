// PollPlace as JSON: {"since_id":"1","gaps":[{"since_id":"1","max_id":"9","token":"…"}]}
#include "twitter_channel/inbound/poll_place.hpp"

#include <algorithm>
#include <utility>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

std::string ToJson(const PollPlace& place) {
  chp::JsonText json;
  json.BeginObject().Name("since_id").Text(place.since_id).Name("gaps").BeginArray();
  for (const Stretch& gap : place.gaps) {
    json.BeginObject().Name("since_id").Text(gap.since_id).Name("max_id").Text(gap.max_id);
    if (!gap.token.empty()) json.Name("token").Text(gap.token);
    json.EndObject();
  }
  return std::move(json.EndArray().EndObject()).Take();
}

PollPlace PlaceFrom(std::string_view text) {
  if (IsXId(text)) return {.since_id = std::string(text), .gaps = {}};
  PollPlace place;
  const auto object = ParseOwnObject(text);
  if (!object) return place;
  place.since_id = OwnText(*object, "since_id");
  const boost::json::array* gaps = OwnList(*object, "gaps");
  for (std::size_t i = 0; gaps != nullptr && i < gaps->size(); ++i) {
    const boost::json::object* gap = (*gaps)[i].if_object();
    if (gap == nullptr) continue;
    place.gaps.push_back(
        {OwnText(*gap, "since_id"), OwnText(*gap, "max_id"), OwnText(*gap, "token")});
  }
  return place;
}

}  // namespace

void PollPlace::MoveUp(const std::string& newest_id, std::int64_t started_ms, std::int64_t lag_ms) {
  const std::string settled = LowestIdAt(started_ms - lag_ms);
  const std::string& reached = IsLowerId(settled, newest_id) ? settled : newest_id;
  if (IsLowerId(since_id, reached)) since_id = reached;
}

PollPlaceStore::PollPlaceStore(chp::Kv& kv, std::string_view account_id, std::string_view list)
    : kv_(kv), key_(PollPlaceKey(account_id, list)) {}

chp::Result<PollPlace> PollPlaceStore::Read() {
  auto stored = kv_.Get(key_);
  if (!stored) return stored.error();
  if (!stored->has_value()) return PollPlace();
  version_ = (*stored)->version;
  stored_ = std::move((*stored)->value);
  return PlaceFrom(stored_);
}

chp::Result<void> PollPlaceStore::Write(const PollPlace& place) {
  std::string value = ToJson(place);
  if (value == stored_) return {};
  const auto version = kv_.Put({.key = key_, .value = value, .expected_version = version_});
  if (!version) return version.error();
  version_ = *version;
  stored_ = std::move(value);
  return {};
}

}  // namespace twitter
