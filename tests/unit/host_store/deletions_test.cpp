// What was deleted on the remote side, before or after it came.
#include "host_stub/store/job_store.hpp"
#include "tests/unit/host_store/updates_fixture.hpp"

namespace stub {
namespace {

using Deletions = UpdatesFixture;

TEST_F(Deletions, DeletionErasesTheTextAndKeepsTheArticle) {
  chp::Message message = Post("1", "jo");
  message.attributes_json = R"({"secret":"canary"})";
  const Ticket ticket = TicketOf(Deliver(message));
  Delete("1");
  const Article article = Articles(ticket.id).at(0);
  EXPECT_EQ(article.body, "[This message was deleted on the remote side.]");
  EXPECT_EQ(article.attributes_json, "{}");
  EXPECT_TRUE(article.links.empty());
  EXPECT_TRUE(Find("1").deleted);
  EXPECT_FALSE(Find("1").stored);
}

TEST_F(Deletions, DeletionLeavesNoTextInTheFiles) {
  chp::Message message = Post("1", "jo");
  message.text = "canary-text " + std::string(20000, 'x');
  message.subject = "canary-title";
  message.context_json = R"({"c":"canary-context"})";
  Deliver(message);
  Update(Edit("1", "canary-edited", "2"));
  Delete("1");
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_EQ(DatabaseBytes().find("canary"), std::string::npos);
}

TEST_F(Deletions, DeletionRemovesTheFiles) {
  chp::Message message = Post("1", "jo");
  message.attachments = {{.blob_id = MakeBlob("bytes"),
                          .filename = "a.png",
                          .media_type = "image/png",
                          .alt_text = {}}};
  const Ticket ticket = TicketOf(Deliver(message));
  ASSERT_EQ(BlobFiles(), 1u);
  Delete("1");
  EXPECT_EQ(BlobFiles(), 0u);
  EXPECT_TRUE(Articles(ticket.id).at(0).attachments.empty());
}

TEST_F(Deletions, AFileOfTwoMessagesStaysUntilBothAreDeleted) {
  const std::string blob = MakeBlob("bytes");
  for (const char* id : {"1", "2"}) {
    chp::Message message = Post(id, "jo");
    message.attachments = {{.blob_id = blob, .filename = "a", .media_type = {}, .alt_text = {}}};
    Deliver(message);
  }
  Delete("1");
  EXPECT_EQ(BlobFiles(), 1u);
  Delete("2");
  EXPECT_EQ(BlobFiles(), 0u);
}

TEST_F(Deletions, ADeletedMessageDoesNotComeBack) {
  const chp::Message message = Post("1", "jo");
  Deliver(message);
  Delete("1");
  EXPECT_FALSE(Deliver(message).created);
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(Deletions, ADeletionBeforeItsMessageKeepsItsTextAway) {
  chp::Message message = Post("1", "jo");
  message.text = message.subject = "canary";
  message.context_json = message.attributes_json = message.match_json = R"({"c":"canary"})";
  message.permalink = "https://toy.example/canary";
  chp::Job job;
  job.id = job.kind = "media";
  message.jobs = {job};
  Delete("1");
  EXPECT_FALSE(Deliver(message).created);
  EXPECT_EQ(DatabaseBytes().find("canary"), std::string::npos);
  EXPECT_TRUE(store_->jobs().List(9)->empty());
}

// Whether the message or its deletion comes first makes no difference.
TEST_F(Deletions, ADeletionBeforeItsMessageLeavesTheSamePlaceAsOneAfterIt) {
  const chp::Message first = Post("1", "jo");
  const chp::Message answer = Reply("2", "ann", "1");
  Delete("1");
  Deliver(answer);
  Deliver(first);
  EXPECT_EQ(OnlyTicket().title, "[This message was deleted on the remote side.]");
  EXPECT_EQ(CustomerOf(OnlyTicket()).login, "jo");
  EXPECT_EQ(Bodies(OnlyTicket().id),
            (std::vector<std::string>{"[This message was deleted on the remote side.]", "Text 2"}));
}

TEST_F(Deletions, AWaitingMessageThatWasDeletedIsShownWithoutItsText) {
  chp::Message waiting = Reply("2", "ann", "1");
  waiting.role = chp::Role::kJoin;
  waiting.text = "canary";
  Deliver(waiting);
  Delete("2");
  chp::Message opening = Post("1", "jo");
  opening.sent_ms = waiting.sent_ms - 1;
  Deliver(opening);
  const auto articles = Articles(OnlyTicket().id);
  ASSERT_EQ(articles.size(), 2u);
  EXPECT_EQ(articles[1].body, "[This message was deleted on the remote side.]");
  EXPECT_EQ(articles[1].from, "@ann");
  EXPECT_TRUE(articles[1].links.empty());
}

TEST_F(Deletions, AnEditAfterDeletionBringsNothingBack) {
  Deliver(Post("1", "jo"));
  Delete("1");
  Update(Edit("1", "Back", "2"));
  EXPECT_EQ(Bodies(OnlyTicket().id),
            std::vector<std::string>{"[This message was deleted on the remote side.]"});
  EXPECT_FALSE(Deliver(Post("2", "jo")).created);
}

TEST_F(Deletions, TheTitleOfADeletedMessageGoesToo) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Delete("1");
  EXPECT_EQ(TicketById(ticket.id).title, "[This message was deleted on the remote side.]");
}

TEST_F(Deletions, AnAgentsTitleStays) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  TicketChange change;
  change.title = "Parcel late";
  ASSERT_TRUE(store_->tickets().Update(ticket.id, change));
  Delete("1");
  EXPECT_EQ(TicketById(ticket.id).title, "Parcel late");
}
}  // namespace
}  // namespace stub
