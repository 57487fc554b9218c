// Who changed what here: every change by an admin, for as long as the database lives.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

struct AuditEntry {
  Id id = 0;
  std::int64_t at_ms = 0;  // UTC
  Id user_id = 0;
  std::string login;   // as it was then
  std::string action;  // "made a group"
  std::string target;  // what it was done to: "toy 3"; may be empty
  std::string fields;  // names of what was sent, never its values: "name, active"
};

class AuditLog {
 public:
  virtual ~AuditLog() = default;
  virtual chp::Result<void> Record(const AuditEntry& entry) = 0;  // id and at_ms are set here
  // Newest first, older than `before` (0: from the newest).
  virtual chp::Result<std::vector<AuditEntry>> Entries(std::size_t limit, Id before) = 0;
};

}  // namespace stub
