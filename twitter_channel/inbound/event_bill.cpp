#include "twitter_channel/inbound/event_bill.hpp"

#include <variant>

namespace twitter {

Bill BillOfEvents(const EventBody& body, const Account& account) {
  Bill bill;
  for (const Event& event : body.events) {
    if (const auto* message = std::get_if<DirectMessageCreated>(&event)) {
      const bool is_own = message->message.sender.id == account.external_id;
      bill += BillOfDelivery(is_own ? "dm.sent" : "dm.received");
    } else if (std::holds_alternative<PostCreated>(event)) {
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
