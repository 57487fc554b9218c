// Messages that answer nobody: broadcasts, and private messages that begin a conversation.
#include <gmock/gmock.h>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/settings_store.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

using testing::HasSubstr;

class Conversations : public ReplyTest {
 protected:
  NewConversation Broadcast(const std::string& text = "We are closed on Monday.\nSorry!") {
    NewConversation wish;
    wish.article = Draft(0);
    wish.article.account_id = account_;
    wish.article.body = text;
    wish.surface = "post";
    return wish;
  }
  NewConversation Letter(Id customer) {
    NewConversation wish = Broadcast("Your parcel is here.");
    wish.article.type = "toy letter";
    wish.surface = "dm";
    wish.is_private = true;
    wish.customer_id = customer;
    return wish;
  }
  Begun Begin(const NewConversation& wish) {
    const auto begun = tickets().BeginConversation(wish);
    EXPECT_TRUE(begun) << begun.error().message;
    return begun ? *begun : Begun{};
  }
  void Sent(const Begun& begun, const std::string& id) {
    ASSERT_TRUE(tickets().ReplySent(begun.article, {.parts = {{id, ""}}, .article_json = {}}));
  }
  std::string Refusal(const NewConversation& wish) {
    const auto begun = tickets().BeginConversation(wish);
    return begun ? "" : begun.error().reason;
  }
  Id Customer(const std::string& id = "1", const std::string& name = "jo") {
    return TicketOf(Deliver(Post(id, name))).customer_id;
  }
};

TEST_F(Conversations, ABroadcastHasATicketOfItsOwn) {
  const Begun begun = Begin(Broadcast());
  const Ticket ticket = TicketById(begun.ticket);
  EXPECT_EQ(ticket.title, "We are closed on Monday.");
  EXPECT_EQ(ticket.state, TicketState::kClosed);
  EXPECT_EQ(ticket.customer_id, 0);
  EXPECT_EQ(ticket.visibility, chp::Visibility::kPublic);
  EXPECT_EQ(ticket.account_screen_name, "acme");
  const auto reply = tickets().LoadReply(begun.article).value();
  EXPECT_EQ(reply.surface, "post");
  EXPECT_EQ(reply.in_reply_to, "");
  EXPECT_EQ(reply.recipient_id, "");
  EXPECT_EQ(reply.account_id, account_);
  Sent(begun, "50");
  EXPECT_EQ(Load(begun.article).message_id, "50");
  EXPECT_EQ(TicketById(begun.ticket).state, TicketState::kClosed);
}

TEST_F(Conversations, ABroadcastWaitsToBeTakenBack) {
  ASSERT_TRUE(store_->settings().SetReplies({30, 0}));
  const Begun begun = Begin(Broadcast());
  EXPECT_TRUE(store_->jobs().Claim(now_ms_, 1)->empty());
  const auto taken = tickets().TakeBack(begun.article, agent_);
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->ticket_removed);
  EXPECT_TRUE(Tickets().empty());
}

TEST_F(Conversations, ThoseWhoAnswerABroadcastHaveTicketsOfTheirOwnAndSeeIt) {
  const Begun begun = Begin(Broadcast());
  ASSERT_TRUE(
      tickets().ReplySent(begun.article, {.parts = {{"50", ""}, {"51", ""}}, .article_json = {}}));
  const Id jo = TicketOf(Deliver(Reply("60", "jo", "50"))).id;
  const Id ann = TicketOf(Deliver(Reply("61", "ann", "51"))).id;
  EXPECT_NE(jo, begun.ticket);
  EXPECT_NE(ann, begun.ticket);
  EXPECT_NE(jo, ann);
  for (const Id ticket : {jo, ann}) {
    const auto context = tickets().Context(ticket).value();
    ASSERT_EQ(context.size(), 1u);
    EXPECT_THAT(context[0].body, HasSubstr("closed on Monday"));
    EXPECT_EQ(context[0].id, 0);
    EXPECT_EQ(context[0].delivery, DeliveryState::kNone);
  }
  EXPECT_TRUE(tickets().Context(begun.ticket)->empty());
}

TEST_F(Conversations, TheEchoOfABroadcastIsNoSecondArticle) {
  const Begun begun = Begin(Broadcast());
  chp::Message echo = Own(Post("50", "jo"));
  echo.role = chp::Role::kContext;
  Deliver(echo);
  Sent(begun, "50");
  Deliver(echo);
  EXPECT_EQ(Articles(begun.ticket).size(), 1u);
  EXPECT_EQ(Tickets().size(), 1u);
}

TEST_F(Conversations, AnAnswerToAnAnswerStillJoinsItsTicket) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id article = Write(ticket.id);
  ASSERT_TRUE(tickets().ReplySent(article, {.parts = {{"50", ""}}, .article_json = {}}));
  EXPECT_EQ(TicketOf(Deliver(Reply("60", "jo", "50"))).id, ticket.id);
}

TEST_F(Conversations, APrivateOneGoesToAKnownPersonAtOnce) {
  const Id customer = Customer();
  ASSERT_TRUE(store_->settings().SetReplies({30, 0}));
  const Begun begun = Begin(Letter(customer));
  const Ticket ticket = TicketById(begun.ticket);
  EXPECT_EQ(ticket.visibility, chp::Visibility::kPrivate);
  EXPECT_EQ(ticket.customer_id, customer);
  EXPECT_EQ(tickets().LoadReply(begun.article)->recipient_id, "id-jo");
  EXPECT_EQ(store_->jobs().Claim(now_ms_, 1)->size(), 1u);
}

TEST_F(Conversations, ThePersonsAnswerJoinsAndOpensIt) {
  const Begun begun = Begin(Letter(Customer()));
  Sent(begun, "50");
  now_ms_ += 1000;
  chp::Message answer = Direct("60", "jo");
  answer.sent_ms = now_ms_;
  EXPECT_EQ(TicketOf(Deliver(answer)).id, begun.ticket);
  EXPECT_EQ(TicketById(begun.ticket).state, TicketState::kNew);
}

TEST_F(Conversations, AnOpenPrivateConversationGoesOn) {
  const Ticket letter = TicketOf(Deliver(Direct("1", "jo")));
  EXPECT_EQ(Begin(Letter(letter.customer_id)).ticket, letter.id);
  SetState(letter.id, TicketState::kClosed);
  EXPECT_NE(Begin(Letter(letter.customer_id)).ticket, letter.id);
}

TEST_F(Conversations, ThePersonMayBeNamedByHandle) {
  const Id customer = Customer();
  NewConversation wish = Letter(0);
  wish.article.to = "@JO";
  EXPECT_EQ(TicketById(Begin(wish).ticket).customer_id, customer);
}

TEST_F(Conversations, NobodyUnknownIsWrittenTo) {
  NewConversation wish = Letter(0);
  for (const char* handle : {"", "@", "@nobody"}) {
    wish.article.to = handle;
    EXPECT_EQ(Refusal(wish), "reply.recipient_unknown") << handle;
  }
  EXPECT_EQ(Refusal(Letter(agent_)), "reply.recipient_unknown");
  EXPECT_TRUE(Tickets().empty());
}

TEST_F(Conversations, TheAccountMustBeThereAndActive) {
  NewConversation wish = Broadcast();
  wish.article.account_id = 999;
  EXPECT_EQ(Refusal(wish), "reply.account_unusable");
  ASSERT_TRUE(store_->connections().UpdateAccount(account_, "{}", false));
  EXPECT_EQ(Refusal(Broadcast()), "reply.account_unusable");
}

TEST_F(Conversations, ABlankTextAndAnUnknownGroupAreRefused) {
  EXPECT_EQ(Refusal(Broadcast(" \n")), "article.body_empty");
  NewConversation wish = Broadcast();
  wish.group_id = 999;
  EXPECT_EQ(Refusal(wish), "ticket.group");
}

TEST_F(Conversations, ALongFirstLineIsCutBetweenLetters) {
  const Ticket ticket = TicketById(Begin(Broadcast(std::string(99, 'x') + "öööö")).ticket);
  EXPECT_EQ(ticket.title, std::string(99, 'x') + "…");
}

TEST_F(Conversations, ThePreviewSeesWhatWouldBeSent) {
  const auto draft = tickets().DraftConversation(Letter(Customer())).value();
  EXPECT_EQ(draft.recipient_id, "id-jo");
  EXPECT_EQ(draft.surface, "dm");
  EXPECT_EQ(draft.text, "Your parcel is here.");
  EXPECT_EQ(draft.idempotency_key, "");
  EXPECT_EQ(Tickets().size(), 1u);
}

}  // namespace
}  // namespace stub
