// chp.host.blob: files in pieces, behind integer handles.
#include "host_stub/services/service_call.hpp"
#include "host_stub/services/services.hpp"
#include "plugin_api/cpp/from_c.hpp"

namespace stub {
namespace {

chp::Error NoSuchHandle() {
  return InvalidArgument("no such handle is open, or another call is using it");
}

chp::Error TooManyOpen() {
  return {.code = chp::Code::kTransient,
          .reason = "blob.too_many_open",
          .message = "Too many files are open on this connection."};
}

chp_status CHP_CALL Create(void* ctx, const chp_attachment* meta, std::uint64_t* writer) noexcept {
  return Serve(ctx, "blob.create", [&](HostContext& context) -> chp::Result<void> {
    if (writer == nullptr) return chp::NullArgument("writer");
    const auto attachment = chp::ReadAttachment(meta);
    if (!attachment) return attachment.error();
    if (auto connected = RequireConnection(context); !connected) return connected;
    auto stream = context.services().blobs.Create(context.connection_id(), *attachment);
    if (!stream) return stream.error();
    const auto handle = context.blob_handles().writers.Add(std::move(stream).value());
    if (!handle) return TooManyOpen();
    *writer = *handle;
    return {};
  });
}

chp_status CHP_CALL Write(void* ctx, std::uint64_t writer, const void* bytes,
                          std::size_t length) noexcept {
  return Serve(ctx, "blob.write", [&](HostContext& context) -> chp::Result<void> {
    const auto text = chp::ReadText(static_cast<const char*>(bytes), length, "bytes");
    if (!text) return text.error();
    auto stream = context.blob_handles().writers.Borrow(writer);
    if (stream == nullptr) return NoSuchHandle();
    auto written = stream->Write(*text);
    context.blob_handles().writers.GiveBack(writer, std::move(stream));
    return written;
  });
}

chp_status CHP_CALL Commit(void* ctx, std::uint64_t writer, const chp_sink* blob_id) noexcept {
  return Serve(ctx, "blob.commit", [&](HostContext& context) -> chp::Result<void> {
    if (blob_id == nullptr || blob_id->write == nullptr) return chp::NullArgument("blob_id");
    const auto [known, stream] = context.blob_handles().writers.Take(writer);
    if (stream == nullptr) return NoSuchHandle();
    const auto id = stream->Commit();
    if (!id) return id.error();
    return WriteTo(blob_id, *id);
  });
}

void CHP_CALL Abandon(void* ctx, std::uint64_t writer) noexcept {
  Serve(ctx, "blob.abandon", [&](HostContext& context) -> chp::Result<void> {
    if (!context.blob_handles().writers.Take(writer).first) return NoSuchHandle();
    return {};
  });
}

chp_status CHP_CALL Open(void* ctx, const char* blob_id, std::size_t length,
                         std::uint64_t* reader) noexcept {
  return Serve(ctx, "blob.open", [&](HostContext& context) -> chp::Result<void> {
    if (reader == nullptr) return chp::NullArgument("reader");
    const auto id = chp::ReadText(blob_id, length, "blob_id");
    if (!id) return id.error();
    auto stream = context.services().blobs.Open(context.connection_id(), *id);
    if (!stream) return stream.error();
    const auto handle = context.blob_handles().readers.Add(std::move(stream).value());
    if (!handle) return TooManyOpen();
    *reader = *handle;
    return {};
  });
}

chp_status CHP_CALL Read(void* ctx, std::uint64_t reader, void* buffer, std::size_t capacity,
                         std::size_t* got) noexcept {
  return Serve(ctx, "blob.read", [&](HostContext& context) -> chp::Result<void> {
    if (got == nullptr || buffer == nullptr) return chp::NullArgument("buffer or got");
    *got = 0;
    if (capacity == 0) return InvalidArgument("the buffer has no room");
    auto stream = context.blob_handles().readers.Borrow(reader);
    if (stream == nullptr) return NoSuchHandle();
    const auto count = stream->Read(static_cast<char*>(buffer), capacity);
    context.blob_handles().readers.GiveBack(reader, std::move(stream));
    if (!count) return count.error();
    *got = *count;
    return {};
  });
}

void CHP_CALL Close(void* ctx, std::uint64_t reader) noexcept {
  Serve(ctx, "blob.close", [&](HostContext& context) -> chp::Result<void> {
    if (!context.blob_handles().readers.Take(reader).first) return NoSuchHandle();
    return {};
  });
}

constexpr chp_blob kBlobTable = {.struct_size = sizeof(chp_blob),
                                 .reserved = 0,
                                 .create = Create,
                                 .write = Write,
                                 .commit = Commit,
                                 .abandon = Abandon,
                                 .open = Open,
                                 .read = Read,
                                 .close = Close};

}  // namespace

const chp_blob& BlobService() { return kBlobTable; }

}  // namespace stub
