// Taking over the channels of another helpdesk.
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/zammad_import.hpp"

namespace stub {
namespace {

// POST /api/v1/import/zammad?dry_run=true&check=false, the file as body.
Answer TakeZammad(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"dry_run", "check"});
  ImportWish wish;
  wish.dry_run = query.Flag("dry_run", false);
  wish.check = query.Flag("check", true);
  wish.principal = call.principal.opaque_id;
  if (!query.ok()) return query.error();
  const auto file = ParseZammadFile(call.request.body);
  if (!file) return file.error();
  const auto report = ImportZammad(call.web, *file, wish);
  if (!report) return report.error();
  return JsonAnswer(*report);
}

constexpr Endpoint kImportEndpoints[] = {
    {"POST", "/api/v1/import/zammad", Access::kAdmin, &TakeZammad, "imported channels"},
};

}  // namespace

std::span<const Endpoint> ImportEndpoints() { return kImportEndpoints; }

}  // namespace stub
