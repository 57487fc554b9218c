// Who changed what.
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/audit_log.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDefaultEntries = 100;
constexpr std::int64_t kMostEntries = 1'000;

Answer ListEntries(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"per_page", "before_id"});
  const std::int64_t limit = query.Integer("per_page", kDefaultEntries);
  const Id before = query.IdOf("before_id");
  if (limit < 1 || limit > kMostEntries) query.Fail("per_page", "must be from 1 to 1000.");
  if (!query.ok()) return query.error();
  const auto entries = call.web.store.audit().Entries(static_cast<std::size_t>(limit), before);
  if (!entries) return entries.error();
  json::array list;
  for (const AuditEntry& entry : *entries) {
    list.push_back(json::object{{"id", entry.id},
                                {"created_at", IsoTime(entry.at_ms)},
                                {"user_id", entry.user_id},
                                {"login", entry.login},
                                {"action", entry.action},
                                {"target", entry.target},
                                {"fields", entry.fields}});
  }
  return JsonAnswer(list);
}

constexpr Endpoint kAuditEndpoints[] = {
    {"GET", "/api/v1/audit", Access::kAdmin, &ListEntries},
};

}  // namespace

std::span<const Endpoint> AuditEndpoints() { return kAuditEndpoints; }

}  // namespace stub
