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
  static constexpr std::size_t kPortion = 100'000;  // fits no piece evenly
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
    if (found == stored.end()) {
      return chp::Error{chp::Code::kNotFound, "blob.unknown", "There is no such file."};
    }
    const chp::Error stopped{chp::Code::kCancelled, "blob.stopped", "No more is wanted."};
    const FakeBlob& blob = found->second;
    if (!blob.start.empty() && !consume(blob.start)) return stopped;
    const std::string zeros(kPortion, '\0');
    for (std::size_t left = blob.size - blob.start.size(); left > 0;) {
      const std::size_t portion = std::min(left, kPortion);
      if (!consume(std::string_view(zeros).substr(0, portion))) return stopped;
      left -= portion;
    }
    return {};
  }
  // A file that begins so and is of that size; the rest is zeros.
  void Keep(const std::string& id, std::string_view start, std::size_t size) {
    stored[id] = FakeBlob{.start = std::string(start), .size = size, .name = id};
  }

  FaultPlan faults;
  std::map<std::string, FakeBlob> stored;  // by id; half-written ones are not
  std::size_t largest_piece = 0;
};

}  // namespace twitter::testing
