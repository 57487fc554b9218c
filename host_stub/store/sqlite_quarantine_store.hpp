// The quarantine in SQLite. Bodies are encrypted; ingest puts them there.
#pragma once

#include "host_stub/store/quarantine_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

// The place that a body of this connection is sealed for.
std::string QuarantinePlace(Id connection);

class SqliteQuarantineStore : public QuarantineStore {
 public:
  explicit SqliteQuarantineStore(StoreContext& context) : context_(context) {}
  chp::Result<std::vector<QuarantineItem>> List(std::size_t limit) override;
  chp::Result<QuarantineItem> Find(Id item) override;
  chp::Result<std::string> Body(Id item) override;
  chp::Result<void> Erase(Id item) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
