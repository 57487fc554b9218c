// Public messages: a ticket is a connected component of the graph.
#include <algorithm>
#include <map>

#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

class PublicTickets : public IngestTest {
 protected:
  chp::Message With(chp::Message message, chp::Role role) {
    message.role = role;
    return message;
  }
  // Delivers every permutation to accounts of its own; the shapes of what results, one each.
  std::vector<std::string> ShapesOfEveryOrder(std::vector<chp::Message> messages);
  std::string Shape(Id account);
};

std::string PublicTickets::Shape(Id account) {
  std::vector<std::string> shapes;
  for (const Ticket& ticket : Tickets()) {
    if (ticket.account_id != account) continue;
    std::string shape = ticket.title + "/" + CustomerOf(ticket).login + "/" +
                        std::string(TicketStateName(ticket.state)) + ":";
    for (const Article& article : Articles(ticket.id)) shape += " " + article.message_id;
    shapes.push_back(shape);
  }
  std::sort(shapes.begin(), shapes.end());
  std::string all;
  for (const std::string& shape : shapes) all += shape + "\n";
  return all;
}

std::vector<std::string> PublicTickets::ShapesOfEveryOrder(std::vector<chp::Message> messages) {
  std::vector<std::string> shapes;
  const auto before = [](const chp::Message& a, const chp::Message& b) {
    return a.external_id < b.external_id;
  };
  std::sort(messages.begin(), messages.end(), before);
  do {
    const Id account = MakeAccount(connection_, "x" + std::to_string(shapes.size()), "acme");
    for (int repetition = 0; repetition < 2; ++repetition) {
      for (chp::Message message : messages) {
        message.account_id = std::to_string(account);
        Deliver(message);
      }
    }
    shapes.push_back(Shape(account));
  } while (std::next_permutation(messages.begin(), messages.end(), before));
  return shapes;
}

void ExpectAllEqual(const std::vector<std::string>& shapes, const std::string& expected) {
  for (const std::string& shape : shapes) EXPECT_EQ(shape, expected);
}

TEST_F(PublicTickets, AMentionOpensATicket) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  EXPECT_EQ(ticket.title, "Title 1");
  EXPECT_EQ(ticket.visibility, chp::Visibility::kPublic);
  EXPECT_EQ(ticket.create_article_type, "toy post");
}

TEST_F(PublicTickets, RecipientsAreNamedInOrder) {
  chp::Message message = Post("1", "jo");
  message.recipients = {PartyOf("ScruffyMcG"), PartyOf("MrThorstenEckel")};
  const Ticket ticket = TicketOf(Deliver(message));
  EXPECT_EQ(Articles(ticket.id).at(0).to, "@ScruffyMcG, @MrThorstenEckel");
}

TEST_F(PublicTickets, NobodyNamedIsNull) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  EXPECT_TRUE(Articles(ticket.id).at(0).to_is_null);
}

TEST_F(PublicTickets, AReplyStaysInTheTicketOfItsParent) {
  Deliver(Post("1", "jo"));
  Deliver(Reply("2", "ann", "1"));
  EXPECT_EQ(OnlyTicket().state, TicketState::kNew);
  EXPECT_EQ(ArticleCount(), 2u);
  EXPECT_EQ(Articles(OnlyTicket().id).at(1).in_reply_to, "1");
}

TEST_F(PublicTickets, AReplyOpensAClosedTicketAgain) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  SetState(ticket.id, TicketState::kClosed);
  Deliver(Reply("2", "jo", "1"));
  EXPECT_EQ(OnlyTicket().state, TicketState::kOpen);
}

TEST_F(PublicTickets, AThirdPersonInTheThreadKeepsTheirIdentity) {
  Deliver(Post("1", "jo"));
  Deliver(Reply("2", "ann", "1"));
  const auto articles = Articles(OnlyTicket().id);
  EXPECT_NE(articles[0].created_by_id, articles[1].created_by_id);
  EXPECT_EQ(CustomerOf(OnlyTicket()).login, "jo");
}

TEST_F(PublicTickets, ContextIsKeptButIsNoArticle) {
  const auto delivered = Deliver(With(Post("1", "jo"), chp::Role::kContext));
  EXPECT_TRUE(delivered.created);
  EXPECT_EQ(delivered.ticket_ref, "");
  EXPECT_TRUE(Find("1").stored);
  EXPECT_TRUE(Tickets().empty());
}

TEST_F(PublicTickets, AJoiningMessageAloneIsContext) {
  EXPECT_EQ(Deliver(With(Post("1", "jo"), chp::Role::kJoin)).ticket_ref, "");
  EXPECT_TRUE(Tickets().empty());
}

TEST_F(PublicTickets, FiveHundredAnswersToOneAnnouncementAreFiveHundredTickets) {
  constexpr int kAnswers = 500;
  Deliver(With(Own(Post("1", "nobody")), chp::Role::kContext));
  chp::Batch batch;
  for (int i = 0; i < kAnswers; ++i) {
    chp::Message answer = Reply(std::to_string(100 + i), "jo" + std::to_string(i), "1");
    answer.conversation_id = "1";
    batch.messages.push_back(answer);
  }
  Deliver(batch);
  EXPECT_EQ(Tickets().size(), 500u);
}

TEST_F(PublicTickets, OurAnswersUnderOneAnnouncementDoNotConnectItsTickets) {
  Deliver(With(Own(Post("1", "nobody")), chp::Role::kContext));
  for (const char* who : {"jo", "ann"}) {
    chp::Message answer = Reply(std::string("q-") + who, who, "1");
    answer.conversation_id = "1";
    Deliver(answer);
    chp::Message ours = Own(Reply(std::string("r-") + who, who, answer.external_id));
    ours.role = chp::Role::kJoin;
    ours.conversation_id = "1";
    Deliver(ours);
  }
  EXPECT_EQ(Tickets().size(), 2u);
  EXPECT_EQ(ArticleCount(), 4u);
}

TEST_F(PublicTickets, AnAncestorIsFoundThroughContext) {
  const auto a = Post("1", "jo");
  const auto b = With(Reply("2", "stranger", "1"), chp::Role::kContext);
  const auto c = Reply("3", "ann", "2");
  ExpectAllEqual(ShapesOfEveryOrder({a, b, c}), "Title 1/jo/new: 1 3\n");
}

TEST_F(PublicTickets, ListedAncestorsConnectWithoutTheOnesBetween) {
  const auto a = Post("1", "jo");
  auto c = Reply("3", "ann", "2");
  c.parent_ids = {"2", "1"};
  ExpectAllEqual(ShapesOfEveryOrder({a, c}), "Title 1/jo/new: 1 3\n");
}

TEST_F(PublicTickets, EveryOrderOfAThreadGivesTheSameTicket) {
  const auto a = Post("1", "jo");
  auto b = Own(Reply("2", "jo", "1"));
  b.role = chp::Role::kJoin;
  const auto c = With(Reply("3", "ann", "2"), chp::Role::kJoin);
  const auto d = Reply("4", "jo", "3");
  ExpectAllEqual(ShapesOfEveryOrder({a, b, c, d}), "Title 1/jo/new: 1 2 3 4\n");
}

TEST_F(PublicTickets, EveryOrderOfOneAuthorsConversationGivesOneTicket) {
  auto a = Post("1", "jo");
  auto b = With(Post("2", "jo"), chp::Role::kJoin);
  auto c = Post("3", "jo");
  auto other = Post("4", "ann");
  for (chp::Message* message : {&a, &b, &c, &other}) message->conversation_id = "1";
  ExpectAllEqual(ShapesOfEveryOrder({a, b, c, other}),
                 "Title 1/jo/new: 1 2 3\nTitle 4/ann/new: 4\n");
}

TEST_F(PublicTickets, EveryOrderOfALateBridgeMergesTwoTickets) {
  const auto a = Post("1", "jo");
  const auto bridge = With(Reply("2", "ann", "1"), chp::Role::kJoin);
  auto b = Reply("3", "bob", "2");
  auto c = Reply("4", "bob", "3");
  ExpectAllEqual(ShapesOfEveryOrder({a, bridge, b, c}), "Title 1/jo/new: 1 2 3 4\n");
}

TEST_F(PublicTickets, OurOpeningPostWaitsSilentlyInEveryOrder) {
  const auto ours = Own(Post("1", "jo"));
  const auto answer = Reply("2", "jo", "1");
  ExpectAllEqual(ShapesOfEveryOrder({ours, answer}), "Title 2/jo/new: 1 2\n");
}

TEST_F(PublicTickets, ALateEdgeMergesIntoTheEarlierTicket) {
  const chp::Message first = Post("1", "jo");
  const chp::Message parent = With(Reply("2", "x", "1"), chp::Role::kContext);
  const Ticket later = TicketOf(Deliver(Reply("3", "ann", "2")));
  const Ticket earlier = TicketOf(Deliver(first));
  ASSERT_NE(later.id, earlier.id);
  Deliver(parent);
  EXPECT_EQ(TicketById(later.id).state, TicketState::kMerged);
  EXPECT_EQ(TicketById(later.id).merged_into, earlier.id);
  EXPECT_EQ(Bodies(earlier.id), (std::vector<std::string>{"Text 1", "Text 3"}));
  EXPECT_TRUE(Articles(later.id).empty());
}

TEST_F(PublicTickets, MergingKeepsAClosedTicketOpenForWhoWaits) {
  const chp::Message first = Post("1", "jo");
  const chp::Message parent = With(Reply("2", "x", "1"), chp::Role::kContext);
  Deliver(Reply("3", "ann", "2"));
  const Ticket earlier = TicketOf(Deliver(first));
  SetState(earlier.id, TicketState::kClosed);
  Deliver(parent);
  EXPECT_EQ(TicketById(earlier.id).state, TicketState::kOpen);
}

TEST_F(PublicTickets, NumbersDecideAmongMessagesOfTheSameTime) {
  chp::Message nine = Post("9", "jo");
  chp::Message ten = Reply("10", "ann", "9");
  ten.sent_ms = nine.sent_ms;
  ExpectAllEqual(ShapesOfEveryOrder({nine, ten}), "Title 9/jo/new: 9 10\n");
}

TEST_F(PublicTickets, AncestorsInACircleEndTheSearch) {
  Deliver(With(Reply("1", "jo", "2"), chp::Role::kContext));
  Deliver(With(Reply("2", "jo", "1"), chp::Role::kContext));
  Deliver(Reply("3", "jo", "1"));
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(PublicTickets, TwoAccountsGetTheSamePostOnceEach) {
  const Id other = MakeAccount(connection_, "200", "acme_sales");
  chp::Message first = Post("1", "jo");
  chp::Message second = first;
  second.account_id = std::to_string(other);
  const auto delivered =
      Deliver(chp::Batch{.messages = {first, second}, .updates = {}, .jobs = {}});
  EXPECT_TRUE(delivered[0].created);
  EXPECT_TRUE(delivered[1].created);
  EXPECT_EQ(Tickets().size(), 2u);
}

TEST_F(PublicTickets, OfTwoUnrelatedPostsInOneBatchEachHasItsTicket) {
  Deliver(chp::Batch{.messages = {Post("1", "jo"), Post("2", "jo")}, .updates = {}, .jobs = {}});
  EXPECT_EQ(Tickets().size(), 2u);
}

TEST_F(PublicTickets, AnAnswerLeavesATicketClosedWhereTheAccountHasItSo) {
  ASSERT_TRUE(store_->connections().UpdateAccount(account_, R"({"follow_up":"keep"})", true));
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Deliver(Reply("2", "jo", "1"));
  EXPECT_EQ(TicketById(ticket.id).state, TicketState::kNew);
  SetState(ticket.id, TicketState::kClosed);
  Deliver(Reply("3", "jo", "1"));
  EXPECT_EQ(OnlyTicket().state, TicketState::kClosed);
  EXPECT_EQ(ArticleCount(), 3u);
}

}  // namespace
}  // namespace stub
