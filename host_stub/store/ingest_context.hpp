// What the parts of one ingest operation share. Lives for one operation of the writer.
#pragma once

#include <string>

#include "host_stub/model.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

struct IngestContext {
  Transaction& transaction;
  const StoreContext& store;
  Id connection = 0;
  std::string provider;  // of identities: the plugin's slug
  std::int64_t now_ms = 0;

  SqliteConnection& sql() const { return transaction.sql; }
};

}  // namespace stub
