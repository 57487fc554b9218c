// The blob service: files stream through, they are never whole in memory.
#include "plugin_api/cpp/service_ports.hpp"
#include "plugin_api/cpp/text.hpp"
#include "plugin_api/cpp/to_c.hpp"

namespace chp {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
constexpr std::size_t kLongestBlobId = 4096;

// Gives up the half-written blob unless it was committed, however the scope is left.
class HalfWritten {
 public:
  HalfWritten(void* ctx, const chp_blob& table, std::uint64_t handle)
      : ctx_(ctx), table_(table), handle_(handle) {}
  ~HalfWritten() {
    const ServiceCall scope;
    if (open_ && scope.allowed()) table_.abandon(ctx_, handle_);
  }
  HalfWritten(const HalfWritten&) = delete;
  HalfWritten& operator=(const HalfWritten&) = delete;

  void Committed() { open_ = false; }

 private:
  void* ctx_;
  const chp_blob& table_;
  std::uint64_t handle_;
  bool open_ = true;
};

// Closes what was opened for reading.
class OpenForReading {
 public:
  OpenForReading(void* ctx, const chp_blob& table, std::uint64_t handle)
      : ctx_(ctx), table_(table), handle_(handle) {}
  ~OpenForReading() {
    const ServiceCall scope;
    if (scope.allowed()) table_.close(ctx_, handle_);
  }
  OpenForReading(const OpenForReading&) = delete;
  OpenForReading& operator=(const OpenForReading&) = delete;

 private:
  void* ctx_;
  const chp_blob& table_;
  std::uint64_t handle_;
};

Error Stopped() {
  return Error{.code = Code::kCancelled,
               .reason = "blob.stopped",
               .message = "Reading a file was stopped before its end; try again."};
}

}  // namespace

Result<std::string> BlobsPort::Store(const Attachment& meta,
                                     const std::function<Result<void>(const Writer&)>& produce) {
  CStructs structs;
  std::uint64_t handle = 0;
  auto step =
      CallService("blob.create", [&] { return table_.create(ctx_, structs.Add(meta), &handle); });
  if (!step) return std::move(step).error();
  HalfWritten half_written(ctx_, table_, handle);

  Result<void> written;
  const Result<void> produced = produce([&](std::string_view bytes) {
    if (!written) return false;
    written = CallService("blob.write",
                          [&] { return table_.write(ctx_, handle, bytes.data(), bytes.size()); });
    return written.ok();
  });
  if (!written) return std::move(written).error();
  if (!produced) return produced.error();

  std::string id;
  StringSink sink(id, kLongestBlobId);
  const chp_sink table = sink.Table();
  step = CallService("blob.commit", [&] { return table_.commit(ctx_, handle, &table); });
  if (!step) return std::move(step).error();
  half_written.Committed();
  if (id.empty()) return NoEvidence("blob.commit");
  return id;
}

Result<void> BlobsPort::Read(std::string_view blob_id, const Writer& consume) {
  std::uint64_t handle = 0;
  const auto opened = CallService(
      "blob.open", [&] { return table_.open(ctx_, blob_id.data(), blob_id.size(), &handle); });
  if (!opened) return opened.error();
  const OpenForReading reading(ctx_, table_, handle);
  std::vector<char> block(kBlockBytes);
  for (;;) {
    std::size_t got = 0;
    const auto read = CallService(
        "blob.read", [&] { return table_.read(ctx_, handle, block.data(), block.size(), &got); });
    if (!read) return read.error();
    if (got > block.size()) return NoEvidence("blob.read");
    if (got == 0) return {};
    if (!consume(std::string_view(block.data(), got))) return Stopped();
  }
}

}  // namespace chp
