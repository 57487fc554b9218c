#include "host_stub/web/fields.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <boost/json/parse.hpp>

#include "host_stub/web/answer.hpp"
#include "host_stub/web/encoding.hpp"
#include "plugin_api/cpp/text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

bool IsForm(const HttpRequest& request) {
  // Command-line clients announce a form for whatever they send; an object says what it is.
  const bool announced =
      request.Header("content-type").starts_with("application/x-www-form-urlencoded");
  const std::size_t first = request.body.find_first_not_of(" \t\r\n");
  return announced && first != std::string::npos && request.body[first] != '{';
}

}  // namespace

Fields Fields::OfBody(const HttpRequest& request) {
  Fields fields;
  if (request.body.empty()) return fields;
  if (IsForm(request)) {
    fields.ReadPairs(request.body);
  } else {
    fields.ReadJson(request.body);
  }
  return fields;
}

Fields Fields::OfQuery(const HttpRequest& request) {
  Fields fields;
  fields.ReadPairs(request.query);
  return fields;
}

void Fields::ReadJson(std::string_view body) {
  boost::system::error_code failure;
  json::value parsed = json::parse(body, failure);
  if (failure) {
    error_ = Refused(400, "rest.malformed",
                     "The body is not valid JSON (" + failure.message() + "). Send one object.");
  } else if (!parsed.is_object()) {
    error_ =
        Invalid("rest.not_an_object", "The body must be one JSON object, such as {\"id\": 1}.");
  } else {
    values_ = std::move(parsed.get_object());
  }
}

void Fields::ReadPairs(std::string_view text) {
  auto pairs = ParseForm(text);
  if (!pairs) {
    error_ = Refused(400, "rest.malformed",
                     "The form or query holds a broken %-sequence or text that is not UTF-8.");
    return;
  }
  for (const auto& [name, value] : *pairs) values_[name] = value;
}

void Fields::AllowOnly(std::initializer_list<std::string_view> names) {
  std::string known;
  for (const std::string_view name : names)
    known += (known.empty() ? "" : ", ") + std::string(name);
  for (const auto& member : values_) {
    const std::string_view name = member.key();
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    Fail(name, "is not known here. Known: " + known + ".");
  }
}

void Fields::Require(std::string_view name) {
  const json::value* value = values_.if_contains(name);
  const bool blank =
      value == nullptr || value->is_null() || (value->is_string() && value->get_string().empty());
  if (blank) Fail(name, "is missing.");
}

bool Fields::Has(std::string_view name) const {
  const json::value* value = values_.if_contains(name);
  return value != nullptr && !value->is_null();
}

std::string Fields::Text(std::string_view name, std::size_t max_bytes) {
  if (!Has(name)) return {};
  const json::value& value = values_.at(name);
  if (!value.is_string()) {
    Fail(name, "must be text in quotes.");
    return {};
  }
  if (value.get_string().size() > max_bytes) {
    Fail(name, "is longer than " + std::to_string(max_bytes) + " bytes.");
    return {};
  }
  return std::string(value.get_string());
}

Id Fields::IdOf(std::string_view name) {
  if (!Has(name)) return 0;
  const auto number = WholeNumber(values_.at(name));
  if (!number || *number <= 0) Fail(name, "must be an id: a whole number above 0.");
  return number.value_or(0);
}

bool Fields::Flag(std::string_view name, bool fallback) {
  if (!Has(name)) return fallback;
  const auto truth = Truth(values_.at(name));
  if (!truth) Fail(name, "must be true or false.");
  return truth.value_or(fallback);
}

std::int64_t Fields::Integer(std::string_view name, std::int64_t fallback) {
  if (!Has(name)) return fallback;
  const auto number = WholeNumber(values_.at(name));
  if (!number) Fail(name, "must be a whole number.");
  return number.value_or(fallback);
}

json::object Fields::Object(std::string_view name) {
  if (!Has(name)) return {};
  const json::value& value = values_.at(name);
  if (value.is_object()) return value.get_object();
  Fail(name, "must be an object in braces.");
  return {};
}

void Fields::Fail(std::string_view name, std::string_view what) {
  if (error_) return;
  // A hostile name is cut: the sentence is for people.
  const std::string shown(chp::Shortened(name, 60));
  error_ = Invalid("rest.bad_field", "\"" + shown + "\" " + std::string(what));
}

std::optional<std::int64_t> WholeNumber(const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.get_string();
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> Truth(const json::value& value) {
  if (value.is_bool()) return value.get_bool();
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.get_string();
  if (text == "true" || text == "1" || text == "on") return true;
  if (text == "false" || text == "0" || text.empty()) return false;
  return std::nullopt;
}

}  // namespace stub
