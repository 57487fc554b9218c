// The audit list in SQLite.
#pragma once

#include "host_stub/store/audit_log.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteAuditLog : public AuditLog {
 public:
  explicit SqliteAuditLog(StoreContext& context) : context_(context) {}
  chp::Result<void> Record(const AuditEntry& entry) override;
  chp::Result<std::vector<AuditEntry>> Entries(std::size_t limit, Id before) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
