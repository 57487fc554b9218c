#include "host_stub/web/audit_trail.hpp"

#include <boost/json/parse.hpp>
#include <spdlog/spdlog.h>

#include "host_stub/store/audit_log.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestList = 500;

void Append(std::string& list, std::string_view separator, std::string_view word) {
  if (list.size() + word.size() > kLongestList) return;
  if (!list.empty()) list += separator;
  list += word;
}

std::string NamesOf(const std::string_view body) {
  std::string names;
  boost::system::error_code failure;
  const json::value sent = json::parse(body, failure);
  if (failure || !sent.is_object()) return names;
  for (const auto& member : sent.get_object()) {
    if (member.key() == "options" && member.value().is_object()) {
      for (const auto& option : member.value().get_object()) Append(names, ", ", option.key());
      continue;
    }
    Append(names, ", ", member.key());
  }
  return names;
}

// Of a request that names what it is about in its body: {"id": 3}.
std::string IdInBody(std::string_view body) {
  boost::system::error_code failure;
  const json::value sent = json::parse(body, failure);
  if (failure || !sent.is_object()) return {};
  const json::value* id = sent.get_object().if_contains("id");
  return id != nullptr && id->is_int64() ? std::to_string(id->get_int64()) : std::string();
}

// Some endpoints tell of a failed check in a 200, as the clients of other helpdesks expect.
bool Failed(const HttpResponse& answer) {
  return answer.status >= 400 || answer.body.starts_with("{\"error\":");
}

}  // namespace

void RecordChange(const Call& call, std::string_view action, const HttpResponse& answer) {
  if (Failed(answer)) return;
  AuditEntry entry;
  entry.user_id = call.principal.user.id;
  entry.login = call.principal.user.login;
  entry.action = action;
  for (const std::string& argument : call.arguments) Append(entry.target, " ", argument);
  if (const std::string id = IdInBody(call.request.body); !id.empty()) {
    Append(entry.target, " ", id);
  }
  entry.fields = NamesOf(call.request.body);
  if (const auto stored = call.web.store.audit().Record(entry); !stored) {
    spdlog::error("A change is missing in the audit list ({}): {}", action, stored.error().message);
  }
}

}  // namespace stub
