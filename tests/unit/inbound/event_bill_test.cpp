// What X bills for the events of one body.
#include "twitter_channel/inbound/event_bill.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

class EventBillTest : public ::testing::Test {
 protected:
  EventBillTest() { account_.external_id = "2001"; }
  static Event MessageFrom(std::string_view sender) {
    DirectMessageCreated event;
    event.message.sender.id = sender;
    return event;
  }
  Bill For(std::vector<Event> events) const {
    EventBody body;
    body.events = std::move(events);
    return BillOfEvents(body, account_);
  }
  Account account_;
};

TEST_F(EventBillTest, EachPostIsBilled) {
  EXPECT_EQ(For({PostCreated(), PostAnnounced()}).Of(Charge::kPostDelivery), 2);
}

TEST_F(EventBillTest, MessagesToUsAreBilledAndOursAreFree) {
  EXPECT_EQ(For({MessageFrom("3001"), MessageFrom("2001")}).Of(Charge::kDmDelivery), 1);
}

TEST_F(EventBillTest, EncryptedMessagesAreBilledAndUnknownKindsAreFree) {
  DirectMessageCreated notice;
  notice.message.id = "chat-1-2";
  EXPECT_EQ(For({notice}).Of(Charge::kChatDelivery), 1);
  const Bill bill = For({OtherEvent{"chat.received", 2}, OtherEvent{"spaces.start", 1}});
  EXPECT_EQ(bill.Of(Charge::kChatDelivery), 2);
  EXPECT_EQ(CostOf(bill, PlanNamed("pay_per_use").value()), 20'000);
}

}  // namespace
}  // namespace twitter
