// Ingest and blobs of memory_host.hpp.
#include "tests/contract/memory_host_tables.hpp"

#include <algorithm>
#include <cstring>

#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/to_c.hpp"

namespace contract {
namespace {

constexpr std::uint64_t kReader = 7;

chp_status Deliver(void* ctx, const chp_batch* batch, chp_delivery* const* results) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("ingest.deliver", &status)) return status;
  auto read = chp::ReadBatch(batch);
  if (!read) return StatusOf(read.error());
  const std::size_t count = read->messages.size();
  if (auto sound = chp::CheckDeliveries(results, count); !sound) return StatusOf(sound.error());
  for (std::size_t i = 0; i < count; ++i) {
    const auto sound = chp::CheckMessage(read->messages[i]);
    chp::Delivery delivery{.created = true, .message_ref = "m1", .ticket_ref = "t1", .reason = {}};
    if (!sound) {
      delivery = {};
      delivery.status = chp::Code::kInvalid;
      delivery.reason = sound.error().reason;
    }
    chp::WriteDelivery(delivery, results[i]);
  }
  HostOf(ctx).batches.push_back(std::move(read).value());
  return CHP_OK;
}

chp_status Find(void* ctx, const chp_str*, const chp_str* const* external_ids, std::size_t count,
                chp_found* const* results) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("ingest.find", &status)) return status;
  const auto ids = chp::ReadIds(external_ids, count);
  if (!ids) return StatusOf(ids.error());
  if (auto sound = chp::CheckFound(results, count); !sound) return StatusOf(sound.error());
  for (std::size_t i = 0; i < count; ++i) {
    chp::WriteFound({.stored = true, .message_ref = "m-" + (*ids)[i], .ticket_ref = {}},
                    results[i]);
  }
  return CHP_OK;
}

chp_status Bind(void* ctx, const chp_str*, const chp_str*, const chp_str* external_id) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("ingest.bind", &status)) return status;
  HostOf(ctx).bound.emplace_back(chp::View(*external_id));
  return CHP_OK;
}

// Every message that was delivered, whatever its account and time.
chp_status Recent(void* ctx, const chp_str*, std::int64_t, void* user,
                  std::int32_t (*each)(void*, const chp_message*)) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("ingest.recent", &status)) return status;
  for (const chp::Batch& batch : HostOf(ctx).batches) {
    for (const chp::Message& message : batch.messages) {
      chp::CStructs structs;
      if (each(user, structs.Add(message)) != 0) return CHP_OK;
    }
  }
  return CHP_OK;
}

chp_status Quarantine(void* ctx, const chp_str* bytes, const chp_str*) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("ingest.quarantine", &status)) return status;
  HostOf(ctx).quarantined.emplace_back(chp::View(*bytes));
  return CHP_OK;
}

chp_status Create(void* ctx, const chp_attachment* meta, std::uint64_t* writer) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("blob.create", &status)) return status;
  auto read = chp::ReadAttachment(meta);
  if (!read) return StatusOf(read.error());
  HostOf(ctx).blobs.push_back({.meta = std::move(read).value(), .bytes = {}});
  *writer = HostOf(ctx).blobs.size() - 1;
  return CHP_OK;
}

chp_status Write(void* ctx, std::uint64_t writer, const void* bytes, std::size_t length) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("blob.write", &status)) return status;
  HostOf(ctx).blobs.at(writer).bytes.append(static_cast<const char*>(bytes), length);
  return CHP_OK;
}

chp_status Commit(void* ctx, std::uint64_t, const chp_sink* blob_id) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("blob.commit", &status)) return status;
  return chp_sink_write(blob_id, "b1", 2) == 0 ? CHP_OK : CHP_E_CANCELLED;
}

void Abandon(void* ctx, std::uint64_t) { ++HostOf(ctx).abandoned; }

chp_status Open(void* ctx, const char*, std::size_t, std::uint64_t* reader) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("blob.open", &status)) return status;
  if (HostOf(ctx).blobs.empty()) return CHP_E_NOT_FOUND;
  *reader = kReader;
  return CHP_OK;
}

// Hands out the last blob from its front; a lie claims more than the buffer holds.
chp_status Read(void* ctx, std::uint64_t, void* buffer, std::size_t capacity, std::size_t* got) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("blob.read", &status)) {
    *got = capacity + 1;
    return status;
  }
  std::string& bytes = HostOf(ctx).blobs.back().bytes;
  *got = std::min(capacity, bytes.size());
  std::memcpy(buffer, bytes.data(), *got);
  bytes.erase(0, *got);
  return CHP_OK;
}

void Close(void* ctx, std::uint64_t) { ++HostOf(ctx).closed; }

}  // namespace

chp_ingest IngestTable() {
  return {sizeof(chp_ingest), 0, &Deliver, &Find, &Bind, &Recent, &Quarantine};
}

chp_blob BlobTable() {
  return {sizeof(chp_blob), 0, &Create, &Write, &Commit, &Abandon, &Open, &Read, &Close};
}

}  // namespace contract
