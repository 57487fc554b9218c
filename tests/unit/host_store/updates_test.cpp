// Edits, deletions, files and receipts that come after, or before, their message.
#include "tests/unit/host_store/updates_fixture.hpp"

namespace stub {
namespace {

using Updates = UpdatesFixture;

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

TEST_F(Updates, ANoteAboutAFileWaitsForItsMessageToBeShown) {
  chp::Message waiting = Reply("2", "ann", "1");
  waiting.role = chp::Role::kJoin;
  const chp::Message opening = Post("1", "jo");
  Deliver(waiting);
  chp::Update update = Plain(chp::UpdateKind::kAttached, "2");
  update.text = "The video is too large.";
  Update(update);
  Deliver(opening);
  EXPECT_EQ(Bodies(OnlyTicket().id).back(), "The video is too large.");
  EXPECT_EQ(ArticleCount(), 3u);
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
