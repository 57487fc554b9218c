// Replies of agents: written, sent, failed, and their echoes from the remote side.
#include <boost/json.hpp>

#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

class Replies : public ReplyTest {};

chp::Error ErrorOf(chp::Code code) {
  return {.code = code, .reason = "toy.reason", .message = "It is broken."};
}

TEST_F(Replies, AReplyIsQueuedWithItsArticle) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id article = Write(ticket.id);
  EXPECT_EQ(Load(article).delivery, DeliveryState::kQueued);
  EXPECT_EQ(Load(article).sender, "Agent");
  EXPECT_EQ(Load(article).from, "Anna Smith");
  const auto jobs = store_->jobs().List(10).value();
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].type, JobType::kSendReply);
  EXPECT_EQ(jobs[0].job_id, "reply/" + std::to_string(article));
  EXPECT_EQ(jobs[0].lane, "post");
  EXPECT_EQ(jobs[0].account_id, account_);
}

TEST_F(Replies, TheLastCustomerMessageIsAnsweredByDefault) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Deliver(Reply("2", "ann", "1"));
  Deliver(Echo("3", "2"));
  now_ms_ += 300'000;  // not meanwhile
  const auto reply = tickets().LoadReply(Write(ticket.id)).value();
  EXPECT_EQ(reply.in_reply_to, "2");
  EXPECT_EQ(reply.recipient_id, "id-ann");
}

TEST_F(Replies, LoadReplyGathersEverything) {
  chp::Message message = Direct("1", "jo");
  message.conversation_id = "c1";
  message.context_json = R"({"k":"v"})";
  const Ticket ticket = TicketOf(Deliver(message));
  NewArticle article = Draft(ticket.id);
  article.type = "toy letter";
  article.options_json = R"({"initials":true})";
  article.attachments = {{.blob_id = MakeBlob("png"),
                          .filename = "a.png",
                          .media_type = "image/png",
                          .alt_text = "Alt",
                          .size_bytes = 3}};
  const auto reply = tickets().LoadReply(tickets().CreateArticle(article, "dm").value()).value();
  EXPECT_EQ(reply.connection_id, connection_);
  EXPECT_EQ(reply.account_id, account_);
  EXPECT_EQ(reply.surface, "dm");
  EXPECT_EQ(reply.conversation_id, "c1");
  EXPECT_EQ(reply.in_reply_to, "1");
  EXPECT_EQ(reply.recipient_id, "id-jo");
  EXPECT_EQ(reply.text, "Sorry!");
  EXPECT_EQ(reply.context_json, R"({"k":"v"})");
  EXPECT_EQ(reply.options_json, R"({"initials":true})");
  EXPECT_EQ(boost::json::parse(reply.agent_json),
            boost::json::parse(
                "{\"id\":\"" + std::to_string(agent_) +
                R"(","first_name":"Anna","last_name":"Smith","email":"anna@example.org"})"));
  ASSERT_EQ(reply.attachments.size(), 1u);
  EXPECT_EQ(reply.attachments[0].alt_text, "Alt");
  EXPECT_GE(reply.idempotency_key.size(), 32u);
  EXPECT_FALSE(reply.force);
}

TEST_F(Replies, ABlankToIsFilledFromTheThread) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  EXPECT_EQ(Load(Write(ticket.id, "dm")).to, "@jo");
}

TEST_F(Replies, TheMessageAnsweredMustBeInTheTicket) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  Deliver(Post("2", "ann"));
  for (const char* foreign : {"2", "4711"}) {
    const auto refused = tickets().CreateArticle(Draft(ticket.id, foreign), "post");
    EXPECT_EQ(refused.error().reason, "reply.in_reply_to");
  }
}

TEST_F(Replies, PublicAndPrivateAnswersStayOnTheirSide) {
  const Ticket open = TicketOf(Deliver(Post("1", "jo")));
  const Ticket closed = TicketOf(Deliver(Direct("2", "jo")));
  EXPECT_EQ(tickets().CreateArticle(Draft(open.id), "dm").error().reason, "reply.surface");
  EXPECT_EQ(tickets().CreateArticle(Draft(closed.id), "post").error().reason, "reply.surface");
  EXPECT_EQ(tickets().CreateArticle(Draft(open.id, "1"), "dm").error().reason, "reply.surface");
}

TEST_F(Replies, AMergedTicketIsNotAnswered) {
  const chp::Message first = Post("1", "jo");
  chp::Message parent = Reply("2", "x", "1");
  parent.role = chp::Role::kContext;
  const Ticket merged = TicketOf(Deliver(Reply("3", "ann", "2")));
  Deliver(first);
  Deliver(parent);
  EXPECT_EQ(tickets().CreateArticle(Draft(merged.id), "post").error().reason, "ticket.merged");
  EXPECT_EQ(tickets().CreateArticle(Draft(merged.id), "").error().reason, "ticket.merged");
}

TEST_F(Replies, AnEmptyBodyIsRefused) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  NewArticle article = Draft(ticket.id);
  article.body = " \n";
  EXPECT_EQ(tickets().CreateArticle(article, "post").error().reason, "article.body_empty");
}

TEST_F(Replies, ANoteIsNotSent) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  NewArticle note = Draft(ticket.id);
  note.type = "note";
  note.internal = true;
  const Id id = tickets().CreateArticle(note, "").value();
  EXPECT_EQ(Load(id).delivery, DeliveryState::kNone);
  EXPECT_TRUE(Load(id).internal);
  EXPECT_TRUE(store_->jobs().List(10)->empty());
  EXPECT_EQ(tickets().LoadReply(id).error().code, chp::Code::kNotFound);
}

TEST_F(Replies, ADraftStoresNothing) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const auto draft = tickets().DraftReply(Draft(ticket.id), "post").value();
  EXPECT_EQ(draft.in_reply_to, "1");
  EXPECT_EQ(draft.article_id, 0);
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(Replies, SuccessIsWrittenDown) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id id = Write(ticket.id);
  ASSERT_TRUE(tickets().ReplySent(
      id, {.parts = {{"50", "u"}, {"51", "u"}},
           .article_json = R"({"from":"@Acme","to":"@jo","attributes":{"a":1},)"
                           R"("links":[{"url":"https://x","name":"on Toy","target":"_blank"}]})"}));
  const Article article = Load(id);
  EXPECT_EQ(article.delivery, DeliveryState::kSuccess);
  EXPECT_EQ(article.delivery_retry, 1);
  EXPECT_EQ(article.delivery_ms, now_ms_);
  EXPECT_EQ(article.message_id, "50");
  EXPECT_EQ(article.from, "@Acme");
  EXPECT_EQ(article.to, "@jo");
  EXPECT_EQ(article.attributes_json, R"({"a":1})");
  EXPECT_EQ(article.links.at(0).url, "https://x");
  EXPECT_EQ(TicketById(ticket.id).state, TicketState::kOpen);
  for (const char* part : {"50", "51"}) {
    EXPECT_TRUE(Find(part).own);
    EXPECT_EQ(Find(part).ticket_ref, std::to_string(ticket.id));
  }
}

TEST_F(Replies, OnlyWhatTheChannelNamesIsChanged) {
  const Ticket ticket = TicketOf(Deliver(Direct("1", "jo")));
  const Id id = Write(ticket.id, "dm");
  ASSERT_TRUE(tickets().ReplySent(id, {.parts = {{"50", ""}}, .article_json = "{}"}));
  EXPECT_EQ(Load(id).from, "Anna Smith");
  EXPECT_EQ(Load(id).to, "@jo");
}

TEST_F(Replies, NobodyNamedIsAnEmptyTextNotNull) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id id = Write(ticket.id);
  ASSERT_TRUE(tickets().ReplySent(id, {.parts = {{"50", ""}}, .article_json = R"({"to":""})"}));
  EXPECT_EQ(Load(id).to, "");
  EXPECT_FALSE(Load(id).to_is_null);
}

TEST_F(Replies, AClosedTicketStaysClosedAfterOurAnswer) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  SetState(ticket.id, TicketState::kClosed);
  ASSERT_TRUE(tickets().ReplySent(Write(ticket.id), {.parts = {{"50", ""}}, .article_json = {}}));
  EXPECT_EQ(TicketById(ticket.id).state, TicketState::kClosed);
}

TEST_F(Replies, AFailureIsWrittenDown) {
  const Id id = Write(TicketOf(Deliver(Post("1", "jo"))).id);
  ASSERT_TRUE(tickets().ReplyFailed(id, ErrorOf(chp::Code::kTransient), false));
  EXPECT_EQ(Load(id).delivery, DeliveryState::kFail);
  EXPECT_EQ(Load(id).delivery_message, "It is broken.");
  EXPECT_EQ(Load(id).delivery_reason, "toy.reason");
  EXPECT_EQ(Load(id).delivery_retry, 1);
  EXPECT_EQ(ArticleCount(), 2u);
}

TEST_F(Replies, TheFinalFailureLeavesANote) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id id = Write(ticket.id);
  ASSERT_TRUE(tickets().ReplyFailed(id, ErrorOf(chp::Code::kRejected), true));
  const Article note = Articles(ticket.id).back();
  EXPECT_EQ(note.type, "note");
  EXPECT_EQ(note.sender, "System");
  EXPECT_TRUE(note.internal);
  EXPECT_EQ(note.body, "Unable to send: It is broken.");
  EXPECT_EQ(note.delivery_article_id_related, id);
}

TEST_F(Replies, AnUncertainEndIsUncertain) {
  const Id id = Write(TicketOf(Deliver(Post("1", "jo"))).id);
  ASSERT_TRUE(tickets().ReplyFailed(id, ErrorOf(chp::Code::kUncertain), true));
  EXPECT_EQ(Load(id).delivery, DeliveryState::kUncertain);
}

TEST_F(Replies, ResendQueuesAgainUnderTheSameKey) {
  const Id id = Write(TicketOf(Deliver(Post("1", "jo"))).id);
  const std::string key = tickets().LoadReply(id)->idempotency_key;
  EXPECT_EQ(tickets().Resend(id, {}).error().reason, "reply.still_queued");
  const auto job = store_->jobs().Claim(now_ms_, 1)->at(0);
  ASSERT_TRUE(tickets().ReplyFailed(id, ErrorOf(chp::Code::kRejected), true));
  ASSERT_TRUE(store_->jobs().Finish(job.id, JobState::kFailed, nullptr));
  ASSERT_TRUE(tickets().Resend(id, {.force = true}));
  EXPECT_EQ(Load(id).delivery, DeliveryState::kQueued);
  EXPECT_TRUE(tickets().LoadReply(id)->force);
  EXPECT_EQ(tickets().LoadReply(id)->idempotency_key, key);
  EXPECT_EQ(store_->jobs().Claim(now_ms_, 1)->size(), 1u);
}

TEST_F(Replies, ASentReplyIsNotSentAgain) {
  const Id id = Write(TicketOf(Deliver(Post("1", "jo"))).id);
  ASSERT_TRUE(tickets().ReplySent(id, {.parts = {{"50", ""}}, .article_json = {}}));
  EXPECT_EQ(tickets().Resend(id, {.force = true}).error().reason, "reply.already_sent");
}

TEST_F(Replies, AThreadIsErasedWithItsLastPart) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  const Id id = Write(ticket.id);
  ASSERT_TRUE(tickets().ReplySent(id, {.parts = {{"50", ""}, {"51", ""}}, .article_json = {}}));
  Delete("50");
  EXPECT_EQ(Load(id).body, "Sorry!");
  Delete("51");
  EXPECT_EQ(Load(id).body, "[This message was deleted on the remote side.]");
}

TEST_F(Replies, AnAccountOfTheSameNameTakesOver) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  ASSERT_TRUE(store_->connections().RemoveAccount(account_));
  EXPECT_EQ(tickets().CreateArticle(Draft(ticket.id), "post").error().reason, "reply.account_gone");
  const Id heir = MakeAccount(MakeConnection(), "100", "Acme");
  const Id id = Write(ticket.id);
  EXPECT_EQ(tickets().LoadReply(id)->account_id, heir);
  ASSERT_TRUE(tickets().ReplySent(id, {.parts = {{"50", ""}}, .article_json = {}}));
  EXPECT_EQ(Load(id).message_id, "50");
}

}  // namespace
}  // namespace stub
