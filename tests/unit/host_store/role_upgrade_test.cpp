// A message that arrives again with a role that takes more.
#include "host_stub/store/job_store.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

class RoleUpgrade : public ReplyTest {
 protected:
  static chp::Message As(chp::Role role, chp::Message message) {
    message.role = role;
    return message;
  }
  std::string Match(const std::string& id) {
    std::string match;
    const auto take = [&](const chp::Message& message) {
      if (message.external_id == id) match = message.match_json;
      return true;
    };
    EXPECT_TRUE(store_->ingest().Recent(connection_, account_, 0, take));
    return match;
  }
};

TEST_F(RoleUpgrade, ContextThatOpensBecomesATicketWithItsGroupTitleAndReason) {
  chp::Message message = Post("1", "jo");
  chp::Message context = As(chp::Role::kContext, message);
  context.group_id.clear();
  context.subject = "Another title";
  Deliver(context);
  EXPECT_TRUE(Tickets().empty());
  message.match_json = R"({"source":"mention"})";
  const auto again = Deliver(message);
  EXPECT_FALSE(again.created);
  const Ticket ticket = TicketOf(again);
  EXPECT_EQ(ticket.title, "Title 1");
  EXPECT_EQ(std::to_string(ticket.group_id), kSupport);
  EXPECT_EQ(ticket.group_note, "");
  EXPECT_EQ(Match("1"), R"({"source":"mention"})");
  EXPECT_EQ(Bodies(ticket.id), std::vector<std::string>{"Text 1"});
}

TEST_F(RoleUpgrade, ContextThatJoinsGoesToItsTicket) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const chp::Message reply = Reply("2", "ann", "1");
  Deliver(As(chp::Role::kContext, reply));
  EXPECT_EQ(Articles(ticket.id).size(), 1u);
  EXPECT_EQ(Deliver(As(chp::Role::kJoin, reply)).ticket_ref, std::to_string(ticket.id));
  EXPECT_EQ(Articles(ticket.id).size(), 2u);
}

TEST_F(RoleUpgrade, AWaitingMessageThatOpensTakesThoseThatWaitForIt) {
  const chp::Message message = Post("1", "jo");
  chp::Message answer = Reply("2", "ann", "1");
  Deliver(As(chp::Role::kJoin, message));
  Deliver(As(chp::Role::kJoin, answer));
  EXPECT_TRUE(Tickets().empty());
  Deliver(message);
  EXPECT_EQ(Articles(OnlyTicket().id).size(), 2u);
}

TEST_F(RoleUpgrade, AJoinedMessageThatOpensConnectsWhatAnswersIt) {
  chp::Message opening = Post("1", "jo");
  opening.conversation_id = "c";
  chp::Message joined = Post("2", "jo");
  joined.conversation_id = "c";
  Deliver(opening);
  Deliver(As(chp::Role::kJoin, joined));
  Deliver(Reply("3", "ann", "2"));
  EXPECT_EQ(Tickets().size(), 2u);
  Deliver(joined);
  EXPECT_EQ(Articles(OnlyTicket().id).size(), 3u);
}

TEST_F(RoleUpgrade, ALetterThatOpensBecomesATicket) {
  const chp::Message letter = Direct("1", "jo");
  Deliver(As(chp::Role::kJoin, letter));
  EXPECT_TRUE(Tickets().empty());
  Deliver(letter);
  EXPECT_EQ(Articles(OnlyTicket().id).size(), 1u);
}

TEST_F(RoleUpgrade, ARoleThatTakesLessChangesNothing) {
  chp::Message message = Post("1", "jo");
  const Ticket ticket = TicketOf(Deliver(message));
  message.subject = "Another title";
  message.group_id.clear();
  for (const chp::Role role : {chp::Role::kOpen, chp::Role::kJoin, chp::Role::kContext}) {
    EXPECT_FALSE(Deliver(As(role, message)).created);
    EXPECT_EQ(TicketById(ticket.id).title, "Title 1");
    EXPECT_EQ(std::to_string(TicketById(ticket.id).group_id), kSupport);
  }
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(RoleUpgrade, AnEditedTextStays) {
  const chp::Message message = Post("1", "jo");
  Deliver(As(chp::Role::kContext, message));
  chp::Update edit;
  edit.kind = chp::UpdateKind::kEdited;
  edit.external_id = "1";
  edit.text = "Better";
  edit.at_ms = now_ms_ + 1;
  Update(edit);
  Deliver(message);
  EXPECT_EQ(Bodies(OnlyTicket().id), std::vector<std::string>{"Better"});
}

TEST_F(RoleUpgrade, ADeletedMessageStaysWithoutText) {
  chp::Message message = Post("1", "jo");
  chp::Job job;
  job.id = job.kind = "media";
  message.jobs = {job};
  Deliver(As(chp::Role::kContext, Post("1", "jo")));
  Delete("1");
  Deliver(message);
  EXPECT_EQ(OnlyTicket().title, "[This message was deleted on the remote side.]");
  EXPECT_EQ(Bodies(OnlyTicket().id),
            std::vector<std::string>{"[This message was deleted on the remote side.]"});
  EXPECT_TRUE(store_->jobs().List(9)->empty());
}

TEST_F(RoleUpgrade, AReplyOfOursStaysWhatItIs) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id reply = Write(ticket.id);
  const chp::Message echo = Echo("50", "1");
  Deliver(As(chp::Role::kContext, echo));
  Bind(reply, "50");
  Deliver(As(chp::Role::kOpen, echo));
  EXPECT_EQ(ArticleCount(), 2u);
  EXPECT_EQ(Load(reply).body, "Sorry!");
  EXPECT_EQ(OnlyTicket().title, "Title 1");
}

TEST_F(RoleUpgrade, ItsJobsAndFilesComeWithTheRoleThatTakesMore) {
  chp::Message message = Post("1", "jo");
  Deliver(As(chp::Role::kContext, message));
  chp::Job job;
  job.id = "media/1";
  job.kind = "media";
  message.jobs = {job};
  message.attachments = {
      {.blob_id = MakeBlob("b"), .filename = "a.png", .media_type = {}, .alt_text = {}}};
  Deliver(As(chp::Role::kContext, message));
  EXPECT_TRUE(store_->jobs().List(9)->empty());
  Deliver(message);
  ASSERT_EQ(store_->jobs().List(9)->size(), 1u);
  EXPECT_EQ(store_->jobs().List(9)->at(0).job_id, "media/1");
  EXPECT_EQ(Articles(OnlyTicket().id).at(0).attachments.size(), 1u);
}

TEST_F(RoleUpgrade, WhatOpenedATicketNoLongerExpires) {
  manifest_.limits.context_days = 1;
  const chp::Message message = Post("1", "jo");
  Deliver(As(chp::Role::kContext, message));
  Deliver(message);
  now_ms_ += 3LL * 24 * 3600 * 1000;
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_TRUE(Find("1").stored);
}

}  // namespace
}  // namespace stub
