// Ids of our replies on the remote side, and their echoes from there, before and after binding.
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

class Echoes : public ReplyTest {};

TEST_F(Echoes, AnEchoAfterBindingIsKnown) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Bind(Write(ticket.id), "50");
  const auto echo = Deliver(Echo("50", "1"));
  EXPECT_FALSE(echo.created);
  EXPECT_EQ(echo.ticket_ref, std::to_string(ticket.id));
  EXPECT_EQ(ArticleCount(), 2u);
}

TEST_F(Echoes, AnEchoBeforeBindingIsAbsorbed) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id id = Write(ticket.id);
  Deliver(Echo("50", "1"));
  EXPECT_EQ(ArticleCount(), 3u);
  Bind(id, "50");
  EXPECT_EQ(ArticleCount(), 2u);
  EXPECT_EQ(OnlyTicket().id, ticket.id);
}

TEST_F(Echoes, AnEchoThatOpenedATicketOfItsOwnTakesItAway) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  const Id id = Write(ticket.id, "dm");
  ASSERT_TRUE(store_->connections().UpdateAccount(account_, R"({"dm_reopen_days":1})", true));
  now_ms_ += 5LL * 24 * 3600 * 1000;
  Deliver(Own(Direct("50", "jo")));
  EXPECT_EQ(Tickets().size(), 2u);
  Bind(id, "50");
  EXPECT_EQ(OnlyTicket().id, ticket.id);
}

TEST_F(Echoes, AnEchoTakesItsAttachmentsAndOtherArticlesStay) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  const Id id = Write(ticket.id, "dm");
  Deliver(Own(Direct("50", "jo")));
  Deliver(Direct("2", "jo"));
  Bind(id, "50");
  Bind(id, "50");
  EXPECT_EQ(OnlyTicket().id, ticket.id);
  EXPECT_EQ(ArticleCount(), 3u);
}

TEST_F(Echoes, ACustomersAnswerToOurReplyJoinsTheTicketInAnyOrder) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id id = Write(ticket.id);
  chp::Message answer = Reply("60", "stranger", "50");
  answer.role = chp::Role::kJoin;
  EXPECT_EQ(Deliver(answer).ticket_ref, "");
  Bind(id, "50");
  EXPECT_EQ(Find("60").ticket_ref, std::to_string(ticket.id));
  EXPECT_EQ(Articles(ticket.id).back().type, "toy post");
}

TEST_F(Echoes, AnotherPersonsMessageIsNeverBound) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const auto reply = tickets().LoadReply(Write(ticket.id));
  const auto bound = store_->ingest().Bind(connection_, account_, reply->idempotency_key, "1");
  EXPECT_EQ(bound.error().reason, "bind.not_own");
}

TEST_F(Echoes, AnIdBelongsToOneReply) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Bind(Write(ticket.id), "50");
  const auto other = tickets().LoadReply(Write(ticket.id));
  const auto bound = store_->ingest().Bind(connection_, account_, other->idempotency_key, "50");
  EXPECT_EQ(bound.error().reason, "bind.other_reply");
}

TEST_F(Echoes, AnUnknownKeyBindsNothing) {
  EXPECT_EQ(store_->ingest().Bind(connection_, account_, "guess", "50").error().reason,
            "bind.reply_unknown");
}

}  // namespace
}  // namespace stub
