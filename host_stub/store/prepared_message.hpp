// Messages of a batch made ready on the caller's thread, so that the writer has little to do.
#pragma once

#include <string>
#include <vector>

#include "host_stub/manifest.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

struct PreparedMessage {
  std::string refused;  // reason token; empty: to be stored
  MessageRow row;       // without account, group and id
  std::vector<std::string> parents;
  const chp::Message* message = nullptr;  // of the batch
};

std::vector<PreparedMessage> PrepareMessages(const Manifest& manifest, const chp::Batch& batch,
                                             std::int64_t now_ms);

// kInvalid for updates and jobs that no host could keep: the caller broke the contract.
chp::Result<void> CheckUpdatesAndJobs(const Manifest& manifest, const chp::Batch& batch);

}  // namespace stub
