// The host's files in memory. Of each only what is asked for is kept: its size, its beginning, and
// the largest piece it came in.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "tests/support/fault_plan.hpp"

namespace twitter::testing {

struct FakeBlob {
  std::string start;  // at most 64 KiB
  std::size_t size = 0;
  std::string name;
};

class FakeBlobs : public chp::Blobs {
 public:
  static constexpr std::size_t kKept = std::size_t{64} << 10;

  chp::Result<std::string> Store(
      const chp::Attachment& meta,
      const std::function<chp::Result<void>(const Writer&)>& produce) override {
    if (auto fault = faults.Next()) return *fault;
    FakeBlob blob{.start = {}, .size = 0, .name = meta.filename};
    const auto produced = produce([&](std::string_view bytes) {
      blob.size += bytes.size();
      blob.start += bytes.substr(0, kKept - std::min(kKept, blob.start.size()));
      largest_piece = std::max(largest_piece, bytes.size());
      return true;
    });
    if (!produced) return produced.error();
    if (auto fault = faults.Next()) return *fault;
    const std::string id = "blob-" + std::to_string(stored.size() + 1);
    stored.emplace(id, blob);
    return id;
  }
  chp::Result<void> Read(std::string_view blob_id, const Writer& consume) override {
    if (auto fault = faults.Next()) return *fault;
    const auto found = stored.find(std::string(blob_id));
    if (found != stored.end()) consume(found->second.start);
    return {};
  }

  FaultPlan faults;
  std::map<std::string, FakeBlob> stored;  // by id; half-written ones are not
  std::size_t largest_piece = 0;
};

}  // namespace twitter::testing
