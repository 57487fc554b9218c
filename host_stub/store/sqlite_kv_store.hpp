// Key-value pairs in SQLite.
#pragma once

#include "host_stub/store/kv_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteKvStore : public KvStore {
 public:
  explicit SqliteKvStore(StoreContext& context) : context_(context) {}

  chp::Result<std::optional<chp::KvValue>> Get(Id connection, std::string_view key) override;
  chp::Result<std::uint64_t> Put(Id connection, const chp::KvPut& put) override;
  chp::Result<void> Erase(Id connection, std::string_view key, std::uint64_t expected) override;
  chp::Result<std::vector<std::string>> Scan(Id connection, std::string_view prefix) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
