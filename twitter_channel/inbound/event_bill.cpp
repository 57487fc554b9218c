#include "twitter_channel/inbound/event_bill.hpp"

#include <variant>

namespace twitter {
namespace {

// The notice of an encrypted message has an id of ours (encrypted_notice.hpp).
std::string_view DeliveryKind(const DirectMessage& message, const Account& account) {
  if (message.id.starts_with("chat-")) return "chat.received";
  return message.sender.id == account.external_id ? "dm.sent" : "dm.received";
}

}  // namespace

Bill BillOfEvents(const EventBody& body, const Account& account) {
  Bill bill;
  for (const Event& event : body.events) {
    if (const auto* message = std::get_if<DirectMessageCreated>(&event)) {
      bill += BillOfDelivery(DeliveryKind(message->message, account));
    } else if (std::holds_alternative<PostCreated>(event) ||
               std::holds_alternative<PostAnnounced>(event)) {
      bill += BillOfDelivery("post.create");
    } else if (std::holds_alternative<PostDeleted>(event)) {
      bill += BillOfDelivery("post.delete");
    } else if (const auto* other = std::get_if<OtherEvent>(&event)) {
      for (std::size_t i = 0; i < other->count; ++i) bill += BillOfDelivery(other->kind);
    }
  }
  return bill;
}

}  // namespace twitter
