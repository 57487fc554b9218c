// X's files in memory: what each address gives, and every way it may not.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/fault_plan.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter::testing {

struct FakeFile {
  std::string bytes;
  std::string media_type = "image/jpeg";
  std::optional<chp::Error> error;  // after the bytes
  std::size_t zeros = 0;            // so many further bytes follow, in pieces
};

class FakeMediaFiles : public MediaFiles {
 public:
  static constexpr std::size_t kPiece = std::size_t{64} << 10;

  chp::Result<MediaAnswer> Fetch(const Credentials&, const MediaRequest& request,
                                 const BodySink& sink, const chp::CallContext&) override {
    if (auto fault = faults.Next()) return *fault;
    requests.push_back(request);
    if (on_fetch) on_fetch();
    const auto found = files.find(request.url);
    if (found == files.end()) {
      return chp::Error{chp::Code::kRejected, "x.media_gone", "X does not give it."};
    }
    const FakeFile& file = found->second;
    const std::size_t size = file.bytes.size() + file.zeros;
    if (size > request.limit) {
      return chp::Error{chp::Code::kRejected, "x.too_large", "It is too large."};
    }
    const chp::Error unwanted{chp::Code::kTransient, "http.sink_refused", "It is not wanted."};
    if (!file.bytes.empty() && !sink(file.bytes)) return unwanted;
    const std::string piece(std::min(kPiece, file.zeros), '\0');
    for (std::size_t left = file.zeros; left > 0; left -= std::min(left, kPiece)) {
      if (!sink(std::string_view(piece).substr(0, left))) return unwanted;
    }
    if (file.error) return *file.error;
    return MediaAnswer{file.media_type, size};
  }

  std::map<std::string, FakeFile> files;  // by address
  FaultPlan faults;
  std::function<void()> on_fetch;
  std::vector<MediaRequest> requests;  // all that were not faults
};

}  // namespace twitter::testing
