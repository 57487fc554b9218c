// The quarantine, for admins: what could not be read, trying it again, throwing it away. Bodies are
// never shown: they hold what people wrote.
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/store/quarantine_store.hpp"
#include "host_stub/web/base64.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDefaultItems = 100;
constexpr std::int64_t kMostItems = 1'000;

json::object ItemJson(const QuarantineItem& item) {
  return {{"id", item.id},
          {"connection_id", item.connection_id},
          {"reason", item.reason},
          {"received_at", IsoTime(item.received_ms)},
          {"size", item.size_bytes}};
}

Answer ListItems(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"per_page"});
  const std::int64_t limit = query.Integer("per_page", kDefaultItems);
  if (limit < 1 || limit > kMostItems) query.Fail("per_page", "must be from 1 to 1000.");
  if (!query.ok()) return query.error();
  const auto items = call.web.store.quarantine().List(static_cast<std::size_t>(limit));
  if (!items) return items.error();
  json::array list;
  for (const QuarantineItem& item : *items) list.push_back(ItemJson(item));
  return JsonAnswer(list);
}

// The action that takes a body back, as the manifest of the item's plugin names it.
chp::Result<ActionRequest> ReplayOf(Web& web, const QuarantineItem& item) {
  auto slug = SlugOfConnection(web, item.connection_id);
  if (!slug) return slug.error();
  const auto manifest = NeedPlugin(web, *slug);
  if (!manifest) return manifest.error();
  const auto replay = (*manifest)->lifecycle.find("replay");
  if (replay == (*manifest)->lifecycle.end()) {
    return chp::Error{.code = chp::Code::kUnsupported,
                      .reason = "quarantine.no_replay",
                      .message =
                          "This plugin cannot take a body again: its manifest names no "
                          "action for that.",
                      .http_status = 422};
  }
  ActionRequest request;
  request.slug = std::move(*slug);
  request.connection_id = item.connection_id;
  request.action = replay->second;
  return request;
}

Answer ReplayItem(const Call& call) {
  QuarantineStore& quarantine = call.web.store.quarantine();
  const auto item = quarantine.Find(ParseId(call.arguments[0]));
  if (!item) return item.error();
  auto request = ReplayOf(call.web, *item);
  if (!request) return request.error();
  const auto body = quarantine.Body(item->id);
  if (!body) return body.error();
  request->principal = call.principal.opaque_id;
  request->input_json = json::serialize(json::object{{"body_base64", Base64(*body)}});
  const auto replayed = call.web.channels.RunAction(*request);
  if (!replayed) return replayed.error();
  if (auto erased = quarantine.Erase(item->id); !erased) return erased.error();
  return JsonAnswer(json::object{});
}

Answer DeleteItem(const Call& call) {
  const auto erased = call.web.store.quarantine().Erase(ParseId(call.arguments[0]));
  if (!erased) return erased.error();
  return JsonAnswer(json::object{});
}

constexpr Endpoint kQuarantineEndpoints[] = {
    {"GET", "/api/v1/quarantine", Access::kAdmin, &ListItems},
    {"POST", "/api/v1/quarantine/{id}/replay", Access::kAdmin, &ReplayItem,
     "read a kept event again"},
    {"DELETE", "/api/v1/quarantine/{id}", Access::kAdmin, &DeleteItem, "deleted a kept event"},
};

}  // namespace

std::span<const Endpoint> QuarantineEndpoints() { return kQuarantineEndpoints; }

}  // namespace stub
