// SearchCursor as JSON.
#include "twitter_channel/inbound/search_cursor.hpp"

#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

std::string Text(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr || !member->is_string()) return {};
  return std::string(member->get_string());
}

std::int64_t Number(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  const std::int64_t* number = member == nullptr ? nullptr : member->if_int64();
  return number == nullptr || *number < 0 ? 0 : *number;
}

json::object ToJson(const SearchTurn& turn) {
  return {{"started_ms", turn.started_ms},
          {"queries", turn.queries},
          {"query", turn.query},
          {"max_id", turn.max_id},
          {"pages", turn.pages}};
}

SearchTurn TurnFrom(const json::object& object) {
  return {.started_ms = Number(object, "started_ms"),
          .queries = Text(object, "queries"),
          .query = static_cast<std::size_t>(Number(object, "query")),
          .max_id = Text(object, "max_id"),
          .pages = static_cast<std::size_t>(Number(object, "pages"))};
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
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  SearchCursor cursor;
  if (failure || !value.is_object()) return cursor;
  const json::object& object = value.get_object();
  cursor.since_id = Text(object, "since_id");
  const json::value* turn = object.if_contains("turn");
  if (turn != nullptr && turn->is_object()) cursor.turn = TurnFrom(turn->get_object());
  const json::value* gaps = object.if_contains("gaps");
  if (gaps == nullptr || !gaps->is_array()) return cursor;
  for (const json::value& gap : gaps->get_array()) {
    const json::object* fields = gap.if_object();
    if (fields == nullptr) continue;
    cursor.gaps.push_back(
        {Text(*fields, "query"), Text(*fields, "since_id"), Text(*fields, "max_id")});
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
