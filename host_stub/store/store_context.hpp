// What every part of the SQLite store works with. Owned by the store, outlives the parts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "host_stub/store/database.hpp"
#include "host_stub/store/secrets.hpp"

namespace stub {

struct StoreContext {
  Database& database;
  const SecretBox& secrets;
  const std::function<std::int64_t()>& now_ms;
  const std::string blob_directory;
};

// Errors of the caller, as opposed to failures of the store.
inline chp::Error InvalidError(std::string reason, std::string message) {
  return {.code = chp::Code::kInvalid, .reason = std::move(reason), .message = std::move(message)};
}
inline chp::Error NotFoundError(std::string reason, std::string message) {
  return {.code = chp::Code::kNotFound, .reason = std::move(reason), .message = std::move(message)};
}
inline chp::Error ConflictError(std::string reason, std::string message) {
  return {.code = chp::Code::kConflict, .reason = std::move(reason), .message = std::move(message)};
}

}  // namespace stub
