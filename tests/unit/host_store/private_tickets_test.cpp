// Private messages: one ticket per account and counterpart.
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

class PrivateTickets : public IngestTest {};

TEST_F(PrivateTickets, TheFirstMessageOpensATicket) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  EXPECT_EQ(ticket.title, "Title 1");
  EXPECT_EQ(ticket.state, TicketState::kNew);
  EXPECT_EQ(std::to_string(ticket.group_id), kSupport);
  EXPECT_EQ(ticket.priority, "2 normal");
  EXPECT_EQ(ticket.visibility, chp::Visibility::kPrivate);
  EXPECT_EQ(ticket.create_article_type, "toy letter");
  EXPECT_EQ(ticket.account_screen_name, "acme");
  EXPECT_EQ(ticket.article_count, 1);
}

TEST_F(PrivateTickets, NumbersIncrease) {
  const Ticket first = TicketOf(Deliver(Direct("1", "jo")));
  const Ticket second = TicketOf(Deliver(Direct("2", "ann")));
  EXPECT_LT(std::stoll(first.number), std::stoll(second.number));
}

TEST_F(PrivateTickets, TheArticleHasTheMessagesFields) {
  chp::Message message = Direct("1", "jo");
  message.attributes_json = R"({"geo":{}})";
  const Ticket ticket = TicketOf(Deliver(message));
  const Article article = Articles(ticket.id).at(0);
  EXPECT_EQ(article.type, "toy letter");
  EXPECT_EQ(article.sender, "Customer");
  EXPECT_EQ(article.from, "@jo");
  EXPECT_EQ(article.to, "@acme");
  EXPECT_EQ(article.subject, "");
  EXPECT_EQ(article.body, "Text 1");
  EXPECT_EQ(article.message_id, "1");
  EXPECT_EQ(article.in_reply_to, "");
  EXPECT_FALSE(article.internal);
  EXPECT_EQ(article.created_ms, message.sent_ms);
  EXPECT_EQ(article.attributes_json, R"({"geo":{}})");
  ASSERT_EQ(article.links.size(), 1u);
  EXPECT_EQ(article.links[0].url, "https://toy.example/1");
  EXPECT_EQ(article.links[0].name, "on Toy");
  EXPECT_EQ(article.links[0].target, "_blank");
  EXPECT_EQ(article.created_by_id, ticket.customer_id);
}

TEST_F(PrivateTickets, TheSameMessageTwiceChangesNothing) {
  const chp::Message message = Direct("1", "jo");
  const auto first = Deliver(message);
  const auto second = Deliver(message);
  EXPECT_TRUE(first.created);
  EXPECT_FALSE(second.created);
  EXPECT_EQ(first.message_ref, second.message_ref);
  EXPECT_EQ(first.ticket_ref, second.ticket_ref);
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(PrivateTickets, TheSameMessageTwiceInOneBatchIsOneArticle) {
  const chp::Message message = Direct("1", "jo");
  const auto delivered =
      Deliver(chp::Batch{.messages = {message, message}, .updates = {}, .jobs = {}});
  EXPECT_TRUE(delivered[0].created);
  EXPECT_FALSE(delivered[1].created);
}

TEST_F(PrivateTickets, AFollowUpStaysInTheTicketAndLeavesItNew) {
  Deliver(Direct("1", "jo"));
  Deliver(Direct("2", "jo"));
  EXPECT_EQ(OnlyTicket().state, TicketState::kNew);
  EXPECT_EQ(Bodies(OnlyTicket().id), (std::vector<std::string>{"Text 1", "Text 2"}));
}

TEST_F(PrivateTickets, AMessageAfterClosingOpensANewTicket) {
  const Ticket first = TicketOf(Deliver(Direct("1", "jo")));
  SetState(first.id, TicketState::kClosed);
  const Ticket second = TicketOf(Deliver(Direct("2", "jo")));
  EXPECT_NE(first.id, second.id);
  EXPECT_EQ(second.state, TicketState::kNew);
  EXPECT_EQ(TicketById(first.id).state, TicketState::kClosed);
}

TEST_F(PrivateTickets, AFollowUpOpensAPendingTicket) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  for (const TicketState state : {TicketState::kPendingReminder, TicketState::kPendingClose}) {
    SetState(ticket.id, state);
    Deliver(Direct("2" + std::to_string(static_cast<int>(state)), "jo"));
    EXPECT_EQ(OnlyTicket().state, TicketState::kOpen);
  }
}

TEST_F(PrivateTickets, TwoCustomersHaveTwoTickets) {
  Deliver(Direct("1", "jo"));
  Deliver(Direct("2", "ann"));
  EXPECT_EQ(Tickets().size(), 2u);
}

TEST_F(PrivateTickets, TwoAccountsHaveTwoTicketsWithOneCustomer) {
  const Id other = MakeAccount(connection_, "200", "acme_sales");
  const Ticket first = TicketOf(Deliver(Direct("1", "jo")));
  chp::Message message = Direct("2", "jo");
  message.account_id = std::to_string(other);
  const Ticket second = TicketOf(Deliver(message));
  EXPECT_NE(first.id, second.id);
  EXPECT_EQ(first.customer_id, second.customer_id);
}

TEST_F(PrivateTickets, OurMessageJoinsAndChangesNoState) {
  Deliver(Direct("1", "jo"));
  Deliver(Own(Direct("2", "jo")));
  const Ticket ticket = OnlyTicket();
  EXPECT_EQ(ticket.state, TicketState::kNew);
  const Article article = Articles(ticket.id).at(1);
  EXPECT_EQ(article.sender, "Agent");
  EXPECT_EQ(article.from, "@acme");
  EXPECT_EQ(article.to, "@jo");
}

TEST_F(PrivateTickets, OurFirstMessageIsAClosedTicketOfTheCounterpart) {
  const Ticket ticket = TicketOf(Deliver(Own(Direct("1", "jo"))));
  EXPECT_EQ(ticket.state, TicketState::kClosed);
  EXPECT_EQ(ticket.title, "Title 1");
  EXPECT_EQ(CustomerOf(ticket).login, "jo");
}

TEST_F(PrivateTickets, TheAnswerToOurFirstMessageWakesItsTicketAsNew) {
  Deliver(Own(Direct("1", "jo")));
  Deliver(Direct("2", "jo"));
  EXPECT_EQ(OnlyTicket().state, TicketState::kNew);
  EXPECT_EQ(OnlyTicket().title, "Title 2");
}

TEST_F(PrivateTickets, ManyOwnMessagesAreOneTicket) {
  for (const char* id : {"1", "2", "3"}) Deliver(Own(Direct(id, "jo")));
  EXPECT_EQ(OnlyTicket().state, TicketState::kClosed);
  EXPECT_EQ(ArticleCount(), 3u);
}

TEST_F(PrivateTickets, OurMessageJoinsAClosedTicketAndLeavesItClosed) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  SetState(ticket.id, TicketState::kClosed);
  Deliver(Own(Direct("2", "jo")));
  EXPECT_EQ(OnlyTicket().state, TicketState::kClosed);
  EXPECT_EQ(ArticleCount(), 2u);
}

TEST_F(PrivateTickets, SilenceLongerThanTheSettingOpensANewTicket) {
  ASSERT_TRUE(store_->connections().UpdateAccount(account_, R"({"dm_reopen_days":2})", true));
  Deliver(Direct("1", "jo"));
  now_ms_ += 2LL * 24 * 3600 * 1000 - 1000;
  Deliver(Direct("2", "jo"));
  EXPECT_EQ(Tickets().size(), 1u);
  now_ms_ += 2LL * 24 * 3600 * 1000;
  Deliver(Direct("3", "jo"));
  EXPECT_EQ(Tickets().size(), 2u);
}

TEST_F(PrivateTickets, ALateMessageJoinsTheSegmentNearestInTime) {
  ASSERT_TRUE(store_->connections().UpdateAccount(account_, R"({"dm_reopen_days":1})", true));
  const chp::Message first = Direct("1", "jo");
  chp::Message late = Direct("2", "jo");
  now_ms_ += 10LL * 24 * 3600 * 1000;
  const Ticket early_ticket = TicketOf(Deliver(first));
  Deliver(Direct("3", "jo"));
  EXPECT_EQ(TicketOf(Deliver(late)).id, early_ticket.id);
}

TEST_F(PrivateTickets, AClosedTicketTakesItsCustomersMessagesWhereTheAccountHasItSo) {
  ASSERT_TRUE(
      store_->connections().UpdateAccount(account_, R"({"dm_after_close":"reopen"})", true));
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  SetState(ticket.id, TicketState::kClosed);
  EXPECT_EQ(TicketOf(Deliver(Direct("2", "jo"))).id, ticket.id);
  EXPECT_EQ(OnlyTicket().state, TicketState::kOpen);
}

TEST_F(PrivateTickets, PublicAndPrivateNeverMix) {
  Deliver(Post("1", "jo"));
  chp::Message message = Direct("2", "jo");
  message.in_reply_to = "1";
  message.parent_ids = {"1"};
  message.conversation_id = "1";
  Deliver(message);
  EXPECT_EQ(Tickets().size(), 2u);
}

TEST_F(PrivateTickets, AJoiningMessageWaitsForTheConversation) {
  chp::Message waiting = Direct("1", "jo");
  waiting.role = chp::Role::kJoin;
  EXPECT_EQ(Deliver(waiting).ticket_ref, "");
  Deliver(Direct("2", "jo"));
  EXPECT_EQ(Bodies(OnlyTicket().id), (std::vector<std::string>{"Text 1", "Text 2"}));
}

}  // namespace
}  // namespace stub
