// Edits, deletions, files and receipts that come after, or before, their message.
#include <filesystem>

#include "host_stub/store/job_store.hpp"
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

class Updates : public IngestTest {
 protected:
  chp::Update Edit(const std::string& id, const std::string& text, const std::string& new_id) {
    chp::Update update;
    update.kind = chp::UpdateKind::kEdited;
    update.external_id = id;
    update.new_external_id = new_id;
    update.text = text;
    update.at_ms = ++now_ms_;
    return update;
  }
  chp::Update Plain(chp::UpdateKind kind, const std::string& id) {
    chp::Update update;
    update.kind = kind;
    update.external_id = id;
    update.at_ms = ++now_ms_;
    return update;
  }
  std::size_t BlobFiles() {
    std::size_t count = 0;
    for (const auto& each :
         std::filesystem::directory_iterator(directory_.path() / "desk.db.blobs")) {
      count += each.is_regular_file() ? 1u : 0u;
    }
    return count;
  }
};

TEST_F(Updates, AnEditReplacesTheText) {
  Deliver(Post("1", "jo"));
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Better"});
}

TEST_F(Updates, TheEditedVersionIsNotANewMessage) {
  Deliver(Post("1", "jo"));
  Update(Edit("1", "Better", "2"));
  EXPECT_FALSE(Deliver(Post("2", "jo")).created);
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(Updates, AnEditBeforeItsMessageIsApplied) {
  const chp::Message message = Post("1", "jo");
  Update(Edit("1", "Better", "2"));
  Deliver(message);
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Better"});
  EXPECT_TRUE(Find("2").stored);
}

TEST_F(Updates, TheLatestOfTwoEditsWinsInAnyOrder) {
  const auto first = Edit("1", "Better", "2");
  const auto second = Edit("1", "Best", "3");
  Deliver(Post("1", "jo"));
  Update(second);
  Update(first);
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Best"});
}

TEST_F(Updates, AVersionThatCameFirstIsAbsorbed) {
  const chp::Message original = Post("1", "jo");
  Deliver(Post("2", "jo"));
  Deliver(original);
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Better"});
}

TEST_F(Updates, AVersionThatConcernsUsKeepsItsTicket) {
  chp::Message original = Post("1", "jo");
  original.role = chp::Role::kContext;
  const Ticket ticket = TicketOf(Deliver(Post("2", "jo")));
  Deliver(original);
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(OnlyTicket().id, ticket.id);
  EXPECT_EQ(Bodies(ticket.id), std::vector<std::string>{"Better"});
}

TEST_F(Updates, AnEditOfAnEditIsAppliedInAnyOrder) {
  const auto first = Edit("1", "Better", "2");
  const auto second = Edit("2", "Best", "3");
  Deliver(Post("1", "jo"));
  Update(second);
  Update(first);
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Best"});
  EXPECT_TRUE(Find("3").stored);
}

TEST_F(Updates, AVersionBringsItsOwnEditAndIdsAlong) {
  const auto first = Edit("1", "Better", "2");
  const auto second = Edit("2", "Best", "3");
  const chp::Message original = Post("1", "jo");
  Deliver(Post("2", "jo"));
  Update(second);
  Deliver(original);
  Update(first);
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Best"});
  EXPECT_FALSE(Deliver(Post("3", "jo")).created);
}

TEST_F(Updates, TheDeletionOfAVersionIsThatOfTheMessageInAnyOrder) {
  Deliver(Post("1", "jo"));
  Delete("2");
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(Bodies(OnlyTicket().id),
            std::vector<std::string>{"[This message was deleted on the remote side.]"});
}

TEST_F(Updates, AMessageTakesTheStrongerRoleOfItsVersionAndItsOwnPlaceInTime) {
  chp::Message original = Post("1", "jo");
  original.role = chp::Role::kContext;
  chp::Message between = Post("5", "jo");
  between.conversation_id = "c";
  chp::Message version = Post("2", "jo");
  version.conversation_id = "c";
  Deliver(between);
  Deliver(version);
  Deliver(original);
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(Bodies(OnlyTicket().id), (std::vector<std::string>{"Better", "Text 5"}));
  EXPECT_EQ(Articles(OnlyTicket().id).at(0).message_id, "1");
  EXPECT_EQ(OnlyTicket().title, "Title 2");
}

TEST_F(Updates, ALaterEditIsShownWhenTheMessageTakesItsVersionsPlace) {
  const auto first = Edit("1", "Better", "2");
  const auto second = Edit("1", "Best", "");
  chp::Message original = Post("1", "jo");
  original.role = chp::Role::kContext;
  Deliver(original);
  Update(second);
  Deliver(Post("2", "jo"));
  Update(first);
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Best"});
}

TEST_F(Updates, AReplyToAnEditedVersionJoinsTheTicket) {
  Deliver(Post("1", "jo"));
  Deliver(Reply("9", "ann", "2"));
  EXPECT_EQ(Tickets().size(), 2u);
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(Tickets().size(), 1u);
}

TEST_F(Updates, DeletionErasesTheTextAndKeepsTheArticle) {
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

TEST_F(Updates, DeletionLeavesNoTextInTheFiles) {
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

TEST_F(Updates, DeletionRemovesTheFiles) {
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

TEST_F(Updates, AFileOfTwoMessagesStaysUntilBothAreDeleted) {
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

TEST_F(Updates, ADeletedMessageDoesNotComeBack) {
  const chp::Message message = Post("1", "jo");
  Deliver(message);
  Delete("1");
  EXPECT_FALSE(Deliver(message).created);
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(Updates, ADeletionBeforeItsMessageKeepsItsTextAway) {
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
TEST_F(Updates, ADeletionBeforeItsMessageLeavesTheSamePlaceAsOneAfterIt) {
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

TEST_F(Updates, AWaitingMessageThatWasDeletedIsShownWithoutItsText) {
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

TEST_F(Updates, AnEditAfterDeletionBringsNothingBack) {
  Deliver(Post("1", "jo"));
  Delete("1");
  Update(Edit("1", "Back", "2"));
  EXPECT_EQ(Bodies(OnlyTicket().id),
            std::vector<std::string>{"[This message was deleted on the remote side.]"});
  EXPECT_FALSE(Deliver(Post("2", "jo")).created);
}

TEST_F(Updates, TheTitleOfADeletedMessageGoesToo) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Delete("1");
  EXPECT_EQ(TicketById(ticket.id).title, "[This message was deleted on the remote side.]");
}

TEST_F(Updates, AnAgentsTitleStays) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  TicketChange change;
  change.title = "Parcel late";
  ASSERT_TRUE(store_->tickets().Update(ticket.id, change));
  Delete("1");
  EXPECT_EQ(TicketById(ticket.id).title, "Parcel late");
}

TEST_F(Updates, FilesThatComeLaterAreAttachedOnce) {
  Deliver(Post("1", "jo"));
  chp::Update update = Plain(chp::UpdateKind::kAttached, "1");
  update.attachments = {{.blob_id = MakeBlob("b"),
                         .filename = "a.png",
                         .media_type = "image/png",
                         .alt_text = "A cat",
                         .size_bytes = 1}};
  Update(update);
  Update(update);
  const auto attachments = Articles(OnlyTicket().id).at(0).attachments;
  ASSERT_EQ(attachments.size(), 1u);
  EXPECT_EQ(attachments[0].alt_text, "A cat");
}

TEST_F(Updates, AFileThatWasFetchedTwiceIsAttachedOnceAndKeptOnce) {
  Deliver(Post("1", "jo"));
  chp::Update update = Plain(chp::UpdateKind::kAttached, "1");
  const auto attach = [&](const std::string& name) {
    update.attachments = {
        {.blob_id = MakeBlob("b"), .filename = name, .media_type = "image/png", .alt_text = {}}};
    Update(update);
  };
  attach("a.png");
  attach("a.png");
  attach("b.png");
  EXPECT_EQ(Articles(OnlyTicket().id).at(0).attachments.size(), 2u);
  EXPECT_EQ(BlobFiles(), 2u);
}

TEST_F(Updates, AFileThatComesAfterTheDeletionIsRemoved) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Delete("1");
  chp::Update update = Plain(chp::UpdateKind::kAttached, "1");
  update.text = "The video is too large.";
  update.attachments = {
      {.blob_id = MakeBlob("b"), .filename = "a.png", .media_type = "image/png", .alt_text = {}}};
  Update(update);
  ASSERT_EQ(Articles(ticket.id).size(), 1u);
  EXPECT_TRUE(Articles(ticket.id).at(0).attachments.empty());
  EXPECT_EQ(BlobFiles(), 0u);
}

TEST_F(Updates, FilesOfContextAppearWhenItBecomesAnArticle) {
  chp::Message waiting = Reply("2", "ann", "1");
  waiting.role = chp::Role::kJoin;
  const chp::Message opening = Post("1", "jo");
  Deliver(waiting);
  chp::Update update = Plain(chp::UpdateKind::kAttached, "2");
  update.attachments = {
      {.blob_id = MakeBlob("b"), .filename = "a.png", .media_type = {}, .alt_text = {}}};
  Update(update);
  Deliver(opening);
  std::size_t files = 0;
  for (const Article& article : Articles(OnlyTicket().id)) files += article.attachments.size();
  EXPECT_EQ(files, 1u);
}

TEST_F(Updates, ANoteAboutAFileIsInternalAndWrittenOnce) {
  Deliver(Post("1", "jo"));
  chp::Update update = Plain(chp::UpdateKind::kAttached, "1");
  update.text = "The video is too large.";
  Update(update);
  Update(update);
  const auto articles = Articles(OnlyTicket().id);
  ASSERT_EQ(articles.size(), 2u);
  EXPECT_TRUE(articles[1].internal);
  EXPECT_EQ(articles[1].sender, "System");
}

TEST_F(Updates, ReceiptsAreRecorded) {
  Deliver(Own(Direct("1", "jo")));
  const auto delivered = Plain(chp::UpdateKind::kDelivered, "1");
  const auto read = Plain(chp::UpdateKind::kRead, "1");
  Update(delivered);
  Update(read);
  const Article article = Articles(OnlyTicket().id).at(0);
  EXPECT_EQ(article.delivered_ms, delivered.at_ms);
  EXPECT_EQ(article.read_ms, read.at_ms);
}

}  // namespace
}  // namespace stub
