// The ingest service: what a channel hands over, and the proof that it is stored.
#include <algorithm>
#include <optional>
#include <utility>

#include "plugin_api/cpp/barrier.hpp"
#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/service_ports.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"
#include "plugin_api/cpp/to_c.hpp"

namespace chp {
namespace {

// Zeroed results and the array of pointers that the service fills through.
template <class Raw>
struct Results {
  explicit Results(std::size_t count) : items(count, Zeroed<Raw>()) {
    pointers.reserve(count);
    for (Raw& item : items) pointers.push_back(&item);
  }
  std::vector<Raw> items;
  std::vector<Raw*> pointers;
};

Delivery DeliveryOf(const chp_delivery& raw) {
  return Delivery{.created = raw.created != 0,
                  .status = CodeFrom(raw.status),
                  .message_ref = ReadBounded(raw.message_ref),
                  .ticket_ref = ReadBounded(raw.ticket_ref),
                  .reason = ReadBounded(raw.reason)};
}

// Stored and says where, or refused for its content: nothing else is an answer.
bool HasEvidence(const Delivery& delivery) {
  if (delivery.status == Code::kOk) return !delivery.message_ref.empty();
  return delivery.status == Code::kInvalid;
}

Found FoundOf(const chp_found& raw) {
  return Found{.stored = (raw.flags & CHP_FOUND_STORED) != 0,
               .own = (raw.flags & CHP_FOUND_OWN) != 0,
               .deleted = (raw.flags & CHP_FOUND_DELETED) != 0,
               .message_ref = ReadBounded(raw.message_ref),
               .ticket_ref = ReadBounded(raw.ticket_ref)};
}

// A listing under way, and what ended it.
struct Listing {
  const std::function<bool(Message)>& each;
  std::optional<Error> problem;
  bool stopped = false;
};

std::int32_t CHP_CALL PassOn(void* user, const chp_message* raw) noexcept {
  auto& listing = *static_cast<Listing*>(user);
  const chp_status status = Barrier(nullptr, [&]() -> chp_status {
    auto message = ReadMessage(raw);
    if (message) {
      listing.stopped = !listing.each(*std::move(message));
      return CHP_OK;
    }
    listing.problem = std::move(message).error();
    return CHP_E_INVALID;
  });
  if (status != CHP_OK && !listing.problem) {
    listing.problem = ServiceError("ingest.recent", CHP_E_TRANSIENT);
  }
  return status != CHP_OK || listing.stopped ? 1 : 0;
}

}  // namespace

Result<std::vector<Delivery>> IngestPort::Deliver(const Batch& batch) {
  CStructs structs;
  Results<chp_delivery> results(batch.messages.size());
  const auto done = CallService("ingest.deliver", [&] {
    return table_.deliver(ctx_, structs.Add(batch), results.pointers.data());
  });
  if (!done) return done.error();
  std::vector<Delivery> deliveries;
  deliveries.reserve(results.items.size());
  for (const chp_delivery& raw : results.items) deliveries.push_back(DeliveryOf(raw));
  if (!std::all_of(deliveries.begin(), deliveries.end(), HasEvidence)) {
    return NoEvidence("ingest.deliver");
  }
  return deliveries;
}

Result<std::vector<Found>> IngestPort::Find(std::string_view account_id,
                                            std::span<const std::string> external_ids) {
  CStructs structs;
  std::vector<const chp_str*> ids;
  ids.reserve(external_ids.size());
  for (const std::string& id : external_ids) ids.push_back(structs.Add(id));
  Results<chp_found> results(ids.size());
  const auto done = CallService("ingest.find", [&] {
    return table_.find(ctx_, structs.Add(account_id), ids.data(), ids.size(),
                       results.pointers.data());
  });
  if (!done) return done.error();
  std::vector<Found> found;
  found.reserve(results.items.size());
  for (const chp_found& raw : results.items) found.push_back(FoundOf(raw));
  return found;
}

Result<void> IngestPort::Bind(std::string_view account_id, std::string_view idempotency_key,
                              std::string_view external_id) {
  CStructs structs;
  return CallService("ingest.bind", [&] {
    return table_.bind(ctx_, structs.Add(account_id), structs.Add(idempotency_key),
                       structs.Add(external_id));
  });
}

Result<void> IngestPort::Recent(std::string_view account_id, std::int64_t since_ms,
                                const std::function<bool(Message)>& each) {
  if (table_.recent == nullptr) return ServiceError("ingest.recent", CHP_E_UNSUPPORTED);
  Listing listing{.each = each, .problem = {}};
  CStructs structs;
  auto done = CallService("ingest.recent", [&] {
    return table_.recent(ctx_, structs.Add(account_id), since_ms, &listing, &PassOn);
  });
  if (listing.problem) return *std::move(listing.problem);
  return done;
}

Result<void> IngestPort::Quarantine(std::string_view bytes, std::string_view reason) {
  CStructs structs;
  return CallService("ingest.quarantine", [&] {
    return table_.quarantine(ctx_, structs.Add(bytes), structs.Add(reason));
  });
}

}  // namespace chp
