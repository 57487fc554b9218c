// JSON objects kept as text in the database.
#include "host_stub/store/json_text.hpp"

#include "host_stub/store/store_context.hpp"

namespace stub {

chp::Result<boost::json::object> ParseObject(std::string_view text, std::string_view what) {
  if (text.empty()) return boost::json::object();
  boost::json::error_code failed;
  boost::json::value value = boost::json::parse(text, failed);
  if (failed || !value.is_object()) {
    return InvalidError("json.not_an_object", std::string(what) + " must be a JSON object.");
  }
  return std::move(value.get_object());
}

BriefObject::BriefObject(std::string_view text) {
  if (text.empty()) return;
  boost::json::error_code failed;
  boost::json::value parsed = boost::json::parse(text, failed, &memory_);
  ok_ = !failed && parsed.is_object();
  if (ok_) value_ = std::move(parsed);
}

chp::Result<std::string> MergeObjects(std::string_view base, std::string_view over,
                                      std::string_view what) {
  auto merged = ParseObject(base, what);
  auto added = ParseObject(over, what);
  if (!merged || !added) return merged ? added.error() : merged.error();
  for (const auto& [name, value] : *added) merged->insert_or_assign(name, value);
  return boost::json::serialize(*merged);
}

std::string StringMember(const boost::json::object& object, std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return std::string(value->get_string());
}

std::int64_t NumberMember(const boost::json::object& object, std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  if (value == nullptr) return 0;
  boost::json::error_code failed;
  const auto number = value->to_number<std::int64_t>(failed);
  return failed ? 0 : number;
}

}  // namespace stub
