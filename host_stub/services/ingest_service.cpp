// chp.host.ingest: messages and updates of a plugin on their way into the store.
#include "host_stub/services/service_call.hpp"
#include "host_stub/services/services.hpp"
#include "host_stub/store/ingest_store.hpp"
#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/to_c.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestQuarantined = std::size_t{16} << 20;

// The store must answer for every item: a missing answer would leave a result unwritten.
template <class Value, class Result>
chp::Result<void> WriteAll(const std::vector<Value>& values, Result* const* results,
                           std::size_t count, void (*write)(const Value&, Result*) noexcept) {
  if (values.size() != count) {
    return chp::Error{.code = chp::Code::kInternal,
                      .reason = "store.result_count",
                      .message = "The store answered for another number of items."};
  }
  for (std::size_t i = 0; i < count; ++i) write(values[i], results[i]);
  return {};
}

chp_status CHP_CALL Deliver(void* ctx, const chp_batch* raw,
                            chp_delivery* const* results) noexcept {
  return Serve(ctx, "ingest.deliver", [&](HostContext& context) -> chp::Result<void> {
    const auto batch = chp::ReadBatch(raw);
    if (!batch) return batch.error();
    const std::size_t count = batch->messages.size();
    // Checked before anything is stored: afterwards it would be too late to say no.
    if (auto sound = chp::CheckDeliveries(results, count); !sound) return sound;
    if (auto connected = RequireConnection(context); !connected) return connected;
    const auto deliveries =
        context.services().ingest.Deliver(context.connection_id(), context.manifest(), *batch);
    if (!deliveries) return deliveries.error();
    return WriteAll(*deliveries, results, count, &chp::WriteDelivery);
  });
}

chp_status CHP_CALL Find(void* ctx, const chp_str* account_id, const chp_str* const* external_ids,
                         std::size_t count, chp_found* const* results) noexcept {
  return Serve(ctx, "ingest.find", [&](HostContext& context) -> chp::Result<void> {
    const auto account_text = chp::ReadText(account_id, "account_id");
    if (!account_text) return account_text.error();
    const auto ids = chp::ReadIds(external_ids, count);
    if (!ids) return ids.error();
    if (auto sound = chp::CheckFound(results, count); !sound) return sound;
    const auto account = OwnAccount(context, *account_text);
    if (!account) return account.error();
    const auto found = context.services().ingest.Find(context.connection_id(), *account, *ids);
    if (!found) return found.error();
    return WriteAll(*found, results, count, &chp::WriteFound);
  });
}

chp_status CHP_CALL Bind(void* ctx, const chp_str* account_id, const chp_str* idempotency_key,
                         const chp_str* external_id) noexcept {
  return Serve(ctx, "ingest.bind", [&](HostContext& context) -> chp::Result<void> {
    const auto account_text = chp::ReadText(account_id, "account_id");
    if (!account_text) return account_text.error();
    const auto key = chp::ReadText(idempotency_key, "idempotency_key");
    if (!key) return key.error();
    const auto id = chp::ReadText(external_id, "external_id");
    if (!id) return id.error();
    if (key->empty() || id->empty()) return InvalidArgument("bind needs a key and an id");
    const auto account = OwnAccount(context, *account_text);
    if (!account) return account.error();
    return context.services().ingest.Bind(context.connection_id(), *account, *key, *id);
  });
}

chp_status CHP_CALL Recent(void* ctx, const chp_str* account_id, std::int64_t since_ms, void* user,
                           std::int32_t(CHP_CALL* each)(void*, const chp_message*)) noexcept {
  return Serve(ctx, "ingest.recent", [&](HostContext& context) -> chp::Result<void> {
    if (each == nullptr) return chp::NullArgument("each");
    const auto account_text = chp::ReadText(account_id, "account_id");
    if (!account_text) return account_text.error();
    const auto account = OwnAccount(context, *account_text);
    if (!account) return account.error();
    const auto pass_on = [&](const chp::Message& message) {
      chp::CStructs structs;
      return each(user, structs.Add(message)) == 0;
    };
    return context.services().ingest.Recent(context.connection_id(), *account, since_ms, pass_on);
  });
}

chp_status CHP_CALL Quarantine(void* ctx, const chp_str* bytes, const chp_str* reason) noexcept {
  return Serve(ctx, "ingest.quarantine", [&](HostContext& context) -> chp::Result<void> {
    const auto body = chp::ReadText(bytes, "bytes");
    if (!body) return body.error();
    const auto why = chp::ReadText(reason, "reason");
    if (!why) return why.error();
    if (body->size() > kLongestQuarantined) {
      return InvalidArgument("at most 16 MiB can be quarantined");
    }
    if (auto connected = RequireConnection(context); !connected) return connected;
    return context.services().ingest.Quarantine(context.connection_id(), *body, *why);
  });
}

constexpr chp_ingest kIngestTable = {.struct_size = sizeof(chp_ingest),
                                     .reserved = 0,
                                     .deliver = Deliver,
                                     .find = Find,
                                     .bind = Bind,
                                     .recent = Recent,
                                     .quarantine = Quarantine};

}  // namespace

const chp_ingest& IngestService() { return kIngestTable; }

}  // namespace stub
