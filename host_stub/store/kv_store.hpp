// Durable key-value pairs of connections (chp.host.kv). Secret values are encrypted at rest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

class KvStore {
 public:
  virtual ~KvStore() = default;
  virtual chp::Result<std::optional<chp::KvValue>> Get(Id connection, std::string_view key) = 0;
  virtual chp::Result<std::uint64_t> Put(Id connection, const chp::KvPut& put) = 0;
  // kNotFound when there is nothing, kConflict when `expected` does not hold.
  virtual chp::Result<void> Erase(Id connection, std::string_view key, std::uint64_t expected) = 0;
  virtual chp::Result<std::vector<std::string>> Scan(Id connection, std::string_view prefix) = 0;
};

}  // namespace stub
