// What the host reads from a request before any endpoint sees it: path, query, cookies, body and
// the values of a manifest's form. An input reads like a request.
#include <string>

#include <boost/json.hpp>

#include "host_stub/web/encoding.hpp"
#include "host_stub/web/endpoint_table.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/form_values.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::Require;
namespace json = boost::json;

constexpr stub::Endpoint kEndpoints[] = {
    {"GET", "/api/v1/tickets", stub::Access::kAgent, nullptr},
    {"POST", "/api/v1/tickets", stub::Access::kAgent, nullptr},
    {"GET", "/api/v1/users/me", stub::Access::kAgent, nullptr},
    {"GET", "/api/v1/users/{id}", stub::Access::kAgent, nullptr},
    {"POST", "/api/v1/channels_{slug}_enable", stub::Access::kAdmin, nullptr},
    {"GET", "/api/v1/ticket_attachment/{ticket}/{article}/{id}", stub::Access::kAgent, nullptr}};

stub::HttpRequest RequestFrom(std::string_view text) {
  std::string_view line = fuzz::TakeLine(text);
  stub::HttpRequest request;
  request.method = fuzz::TakeUntil(line, ' ');
  request.target = line;
  const std::string_view target = request.target;
  const std::size_t query = std::min(target.find('?'), target.size());
  request.path = target.substr(0, query);
  request.query = target.substr(std::min(query + 1, target.size()));
  while (!text.empty()) {
    std::string_view value = fuzz::TakeLine(text);
    if (value.empty()) break;
    const std::string_view name = fuzz::TakeUntil(value, ':');
    request.headers.push_back({std::string(name), std::string(value)});
  }
  request.body = text;
  return request;
}

void CheckEncoding(std::string_view text) {
  const auto decoded = stub::FormDecode(text);
  Require(!decoded || chp::IsUtf8(*decoded), "what is decoded is UTF-8");
  const bool is_text = chp::IsUtf8(text);
  Require(stub::PercentDecode(stub::PercentEncode(text)).has_value() == is_text,
          "text is UTF-8, and nothing else is");
  if (is_text) Require(stub::FormDecode(stub::PercentEncode(text)) == text, "decoding is exact");
  Require(stub::ParseId(text) >= 0, "no row has a number below zero");
}

void CheckPath(const stub::HttpRequest& request) {
  if (!request.path.starts_with('/')) return;  // the server answers 400 to those
  stub::EndpointTable table;
  table.Add(kEndpoints);
  const auto match = table.Find(request.method, request.path);
  if (!match) return;
  const auto wanted = std::count(match->pattern.begin(), match->pattern.end(), '{');
  Require(static_cast<std::size_t>(wanted) == match->arguments.size(), "every {} has a value");
  for (const std::string& argument : match->arguments) {
    Require(!argument.empty() && chp::IsUtf8(argument), "a value is some text");
  }
}

const std::vector<stub::Field>& Form() {
  static const std::vector<stub::Field> form = [] {
    const auto field = [](const char* name, const char* type) {
      stub::Field made;
      made.name = name;
      made.type = type;
      return made;
    };
    stub::Field rows = field("sync.search", "rows");
    rows.columns = {field("term", "string"), field("group_id", "group")};
    stub::Field mode = field("mode", "enum");
    mode.options = {"slow", "fast"};
    return std::vector<stub::Field>{rows,
                                    mode,
                                    field("sync.mentions.group_id", "group"),
                                    field("sync.tracked", "bool"),
                                    field("days", "integer"),
                                    field("secret", "secret"),
                                    field("agents", "users")};
  }();
  return form;
}

void CheckFields(stub::Fields fields) {
  if (!fields.ok()) {
    Require(chp::IsUtf8(fields.error().message), "the sentence is UTF-8");
    return;
  }
  stub::User user;
  user.id = 5;
  const stub::FormTargets targets{{{1, "Users"}, {2, "Sales"}}, {user}};
  const auto merged = stub::MergeForm(Form(), targets, fields.values(), {});
  if (merged) {
    const auto again = stub::MergeForm(Form(), targets, *merged, {});
    Require(again.ok() && *again == *merged, "what was stored can be sent again");
  } else {
    Require(chp::IsUtf8(merged.error().message), "the sentence is UTF-8");
  }
  fields.Require("name");
  fields.AllowOnly({"name", "days"});
  const std::string name = fields.Text("name", 20);
  Require(name.size() <= 20, "a text is as short as it has to be");
  Require(fields.IdOf("days") >= 0 || !fields.ok(), "an id is above zero");
  Require(fields.ok() || chp::IsUtf8(fields.error().message), "the sentence is UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  const stub::HttpRequest request = RequestFrom(text);
  CheckEncoding(request.body);
  CheckPath(request);
  CheckFields(stub::Fields::OfBody(request));
  CheckFields(stub::Fields::OfQuery(request));
  const std::string_view cookie = stub::CookieValue(request.Header("cookie"), "session");
  Require(cookie.find(';') == std::string_view::npos, "a cookie ends before the next");
  return 0;
}
