// SearchCursor as JSON.
#include "twitter_channel/inbound/search_cursor.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

std::int64_t Count(const json::object& object, std::string_view name) {
  return std::max<std::int64_t>(OwnNumber(object, name), 0);
}

json::object ToJson(const SearchTurn& turn) {
  return {{"started_ms", turn.started_ms},
          {"queries", turn.queries},
          {"query", turn.query},
          {"max_id", turn.max_id},
          {"pages", turn.pages}};
}

SearchTurn TurnFrom(const json::object& object) {
  return {.started_ms = Count(object, "started_ms"),
          .queries = OwnText(object, "queries"),
          .query = static_cast<std::size_t>(Count(object, "query")),
          .max_id = OwnText(object, "max_id"),
          .pages = static_cast<std::size_t>(Count(object, "pages"))};
}

std::string ToJson(const SearchCursor& cursor) {
  json::object object{{"since_id", cursor.since_id}};
  if (cursor.turn) object["turn"] = ToJson(*cursor.turn);
  json::array gaps;
  for (const SearchGap& gap : cursor.gaps) {
    gaps.push_back({{"query", gap.query}, {"since_id", gap.since_id}, {"max_id", gap.max_id}});
  }
  if (!gaps.empty()) object["gaps"] = std::move(gaps);
  return json::serialize(object);
}

SearchCursor CursorFrom(std::string_view text) {
  SearchCursor cursor;
  const auto object = ParseOwnObject(text);
  if (!object) return cursor;
  cursor.since_id = OwnText(*object, "since_id");
  const json::value* turn = object->if_contains("turn");
  if (turn != nullptr && turn->is_object()) cursor.turn = TurnFrom(turn->get_object());
  const json::array* gaps = OwnList(*object, "gaps");
  for (std::size_t i = 0; gaps != nullptr && i < gaps->size(); ++i) {
    const json::object* gap = (*gaps)[i].if_object();
    if (gap == nullptr) continue;
    cursor.gaps.push_back(
        {OwnText(*gap, "query"), OwnText(*gap, "since_id"), OwnText(*gap, "max_id")});
  }
  return cursor;
}

}  // namespace

SearchCursorStore::SearchCursorStore(chp::Kv& kv, std::string_view account_id)
    : kv_(kv), key_(SearchCursorKey(account_id)) {}

chp::Result<SearchCursor> SearchCursorStore::Read() {
  const auto stored = kv_.Get(key_);
  if (!stored) return stored.error();
  if (!stored->has_value()) return SearchCursor();
  version_ = (*stored)->version;
  return CursorFrom((*stored)->value);
}

chp::Result<void> SearchCursorStore::Write(const SearchCursor& cursor) {
  const std::string value = ToJson(cursor);
  const auto version = kv_.Put({.key = key_, .value = value, .expected_version = version_});
  if (!version) return version.error();
  version_ = *version;
  return {};
}

}  // namespace twitter
