// Bodies that a plugin could authenticate and not decode, kept for seven days (plugin_abi.md A18).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

struct QuarantineItem {
  Id id = 0;
  Id connection_id = 0;
  std::string reason;            // the plugin's token
  std::int64_t received_ms = 0;  // UTC
  std::size_t size_bytes = 0;    // of the body
};

class QuarantineStore {
 public:
  virtual ~QuarantineStore() = default;
  virtual chp::Result<std::vector<QuarantineItem>> List(std::size_t limit) = 0;  // newest first
  // kNotFound "quarantine.unknown", here and below.
  virtual chp::Result<QuarantineItem> Find(Id item) = 0;
  virtual chp::Result<std::string> Body(Id item) = 0;
  virtual chp::Result<void> Erase(Id item) = 0;
};

}  // namespace stub
