// What a ticket is about and nobody's article: shown beside it, and kept as long as it.
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

class Context : public IngestTest {
 protected:
  chp::Message Only(chp::Message message) {
    message.role = chp::Role::kContext;
    return message;
  }
  std::vector<std::string> Shown(Id ticket) {
    std::vector<std::string> bodies;
    const std::vector<Article> context = store_->tickets().Context(ticket).value();
    for (const Article& article : context) {
      EXPECT_EQ(article.id, 0);
      EXPECT_EQ(article.ticket_id, ticket);
      bodies.push_back(article.body);
    }
    return bodies;
  }
  void AfterTheyExpire() {
    now_ms_ += 30 * kDayMs;
    ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  }
  using List = std::vector<std::string>;
};

TEST_F(Context, AncestorsAreShownByTimeAndAreNoArticles) {
  Deliver(Only(Post("1", "stranger")));
  Deliver(Only(Reply("2", "other", "1")));
  const Ticket ticket = TicketOf(Deliver(Reply("3", "jo", "2")));
  EXPECT_EQ(Shown(ticket.id), (List{"Text 1", "Text 2"}));
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(Context, AnAnnouncementIsShownInEveryTicketAboutIt) {
  chp::Message announcement = Only(Own(Post("1", "jo")));
  Deliver(announcement);
  const Ticket one = TicketOf(Deliver(Reply("2", "jo", "1")));
  const Ticket two = TicketOf(Deliver(Reply("3", "mia", "1")));
  EXPECT_NE(one.id, two.id);
  EXPECT_EQ(Shown(one.id), List{"Text 1"});
  EXPECT_EQ(Shown(two.id), List{"Text 1"});
}

TEST_F(Context, WhatIsAnArticleIsNotContext) {
  Deliver(Post("1", "jo"));
  const Ticket ticket = TicketOf(Deliver(Reply("2", "jo", "1")));
  EXPECT_EQ(Shown(ticket.id), List{});
}

TEST_F(Context, OutlivesItsTimeWhateverCameFirst) {
  const chp::Message root = Only(Post("1", "stranger"));
  const chp::Message middle = Only(Reply("2", "other", "1"));
  const chp::Message shown = Reply("3", "jo", "2");
  const std::vector<std::vector<chp::Message>> orders = {
      {root, middle, shown}, {shown, middle, root}, {middle, shown, root}, {shown, root, middle}};
  int number = 0;
  for (std::vector<chp::Message> order : orders) {
    const std::string prefix = std::to_string(++number) + "0";
    for (chp::Message& message : order) {
      message.external_id = prefix + message.external_id;
      message.conversation_id = prefix;
      for (std::string& parent : message.parent_ids) parent = prefix + parent;
      Deliver(message);
    }
    AfterTheyExpire();
    EXPECT_EQ(Shown(Tickets().front().id), (List{"Text 1", "Text 2"})) << "order " << number;
  }
}

TEST_F(Context, OfNobodysTicketExpires) {
  Deliver(Only(Post("1", "stranger")));
  Deliver(Only(Reply("2", "other", "1")));
  AfterTheyExpire();
  const Ticket ticket = TicketOf(Deliver(Reply("3", "jo", "2")));
  EXPECT_EQ(Shown(ticket.id), List{});
}

TEST_F(Context, ADeletedAncestorIsNotShown) {
  Deliver(Only(Post("1", "stranger")));
  const Ticket ticket = TicketOf(Deliver(Reply("2", "jo", "1")));
  Delete("1");
  EXPECT_EQ(Shown(ticket.id), List{});
}

TEST_F(Context, ALongChainIsFollowedSoFarAndACircleEnds) {
  Deliver(Only(Reply("100", "a", "124")));
  for (int id = 101; id < 125; ++id) {
    Deliver(Only(Reply(std::to_string(id), "a", std::to_string(id - 1))));
  }
  const Ticket ticket = TicketOf(Deliver(Reply("125", "jo", "124")));
  EXPECT_EQ(Shown(ticket.id).size(), 20u);
}

}  // namespace
}  // namespace stub
