// Messages, updates and follow-up jobs of a plugin, in one transaction (chp.host.ingest).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

struct Manifest;

class IngestStore {
 public:
  virtual ~IngestStore() = default;
  virtual chp::Result<std::vector<chp::Delivery>> Deliver(Id connection, const Manifest& manifest,
                                                          const chp::Batch& batch) = 0;
  virtual chp::Result<std::vector<chp::Found>> Find(Id connection, Id account,
                                                    std::span<const std::string> external_ids) = 0;
  virtual chp::Result<void> Bind(Id connection, Id account, std::string_view idempotency_key,
                                 std::string_view external_id) = 0;
  // Oldest first; `each` returns false to stop.
  virtual chp::Result<void> Recent(Id connection, Id account, std::int64_t since_ms,
                                   const std::function<bool(const chp::Message&)>& each) = 0;
  virtual chp::Result<void> Quarantine(Id connection, std::string_view bytes,
                                       std::string_view reason) = 0;
};

}  // namespace stub
