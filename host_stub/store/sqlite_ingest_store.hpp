// Messages, updates and follow-up jobs in SQLite: one call of a plugin is one operation of the
// writer.
#pragma once

#include "host_stub/store/ingest_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteIngestStore : public IngestStore {
 public:
  explicit SqliteIngestStore(StoreContext& context) : context_(context) {}

  chp::Result<std::vector<chp::Delivery>> Deliver(Id connection, const Manifest& manifest,
                                                  const chp::Batch& batch) override;
  chp::Result<std::vector<chp::Found>> Find(Id connection, Id account,
                                            std::span<const std::string> external_ids) override;
  chp::Result<void> Bind(Id connection, Id account, std::string_view idempotency_key,
                         std::string_view external_id) override;
  chp::Result<void> Recent(Id connection, Id account, std::int64_t since_ms,
                           const std::function<bool(const chp::Message&)>& each) override;
  chp::Result<void> Quarantine(Id connection, std::string_view bytes,
                               std::string_view reason) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
