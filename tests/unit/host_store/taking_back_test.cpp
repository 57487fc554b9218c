// A public answer waits before it leaves, and becomes a draft again.
#include "host_stub/store/upload_store.hpp"
#include "tests/unit/host_store/answering_fixture.hpp"

namespace stub {
namespace {

using Undo = Answering;

TEST_F(Undo, IsOffUntilAnAdminWantsIt) {
  EXPECT_EQ(store_->settings().Replies()->undo_seconds, 0);
  Write(ticket_);
  EXPECT_EQ(store_->jobs().Claim(now_ms_, 1)->size(), 1u);
}

TEST_F(Undo, APublicAnswerLeavesAfterTheWindow) {
  Allow(30);
  const Id article = Write(ticket_);
  EXPECT_TRUE(store_->jobs().Claim(now_ms_ + 29'999, 1)->empty());
  EXPECT_EQ(WaitingOf(article).until_ms, now_ms_ + 30'000);
  EXPECT_EQ(WaitingOf(article).reason, "host.undo");
  EXPECT_EQ(store_->jobs().Claim(now_ms_ + 30'000, 1)->size(), 1u);
}

TEST_F(Undo, APrivateAnswerLeavesAtOnce) {
  Allow(30);
  const Ticket letter = TicketOf(Deliver(Direct("2", "ann")));
  NewArticle article = Draft(letter.id);
  article.type = "toy letter";
  ASSERT_TRUE(tickets().CreateArticle(article, "dm"));
  EXPECT_EQ(store_->jobs().Claim(now_ms_, 1)->size(), 1u);
}

TEST_F(Undo, AnAnswerSentAgainLeavesAtOnce) {
  Allow(30);
  const Id article = Write(ticket_);
  now_ms_ += 30'000;
  GiveUp(article, chp::Code::kRejected);
  ASSERT_TRUE(tickets().Resend(article, {}));
  EXPECT_EQ(store_->jobs().Claim(now_ms_, 1)->size(), 1u);
}

TEST_F(Undo, TheSettingSurvivesARestartAndHasLimits) {
  Allow(30, 60);
  Reopen();
  EXPECT_EQ(store_->settings().Replies()->undo_seconds, 30);
  EXPECT_EQ(store_->settings().Replies()->second_answer_seconds, 60);
  for (const ReplySettings& wrong : {ReplySettings{-1, 0}, ReplySettings{3'601, 0},
                                     ReplySettings{0, -1}, ReplySettings{0, 86'401}}) {
    EXPECT_EQ(store_->settings().SetReplies(wrong).error().reason, "settings.range");
  }
}

using TakingBack = Answering;

TEST_F(TakingBack, MakesADraftOfTheAnswerAndNothingLeaves) {
  Allow(30);
  const std::string upload = store_->uploads().Begin({agent_, "a.png", "image/png", 3})->id;
  ASSERT_TRUE(store_->uploads().Append(agent_, upload, 0, "png"));
  NewArticle article = Draft(ticket_);
  article.options_json = R"({"initials":true})";
  article.attachments = {{0, upload, "a.png", "image/png", "A parcel", 3}};
  const Id id = tickets().CreateArticle(article, "post").value();
  const auto taken = tickets().TakeBack(id, agent_);
  ASSERT_TRUE(taken) << taken.error().message;
  EXPECT_EQ(taken->article.body, "Sorry!");
  EXPECT_EQ(taken->article.in_reply_to, "1");
  EXPECT_EQ(taken->options_json, R"({"initials":true})");
  EXPECT_FALSE(taken->ticket_removed);
  ASSERT_EQ(taken->article.attachments.size(), 1u);
  EXPECT_EQ(taken->article.attachments[0].alt_text, "A parcel");
  EXPECT_TRUE(store_->uploads().Find(agent_, upload)->complete());
  EXPECT_EQ(Articles(ticket_).size(), 1u);
  now_ms_ += 60'000;
  EXPECT_TRUE(store_->jobs().Claim(now_ms_, 9)->empty());
}

TEST_F(TakingBack, ComesTooLateOnceItIsBeingSent) {
  const Id article = Write(ticket_);
  Begin();
  EXPECT_EQ(Refusal(article), "reply.leaving");
}

TEST_F(TakingBack, ComesTooLateAfterATryNobodyKnowsTheEndOf) {
  for (const chp::Code code : {chp::Code::kUncertain, chp::Code::kAgain, chp::Code::kCancelled}) {
    const Id article = Write(ticket_);
    Try(article, code);
    EXPECT_EQ(Refusal(article), "reply.in_doubt");
    now_ms_ += 2'000;
    GiveUp(article, chp::Code::kRejected);
    EXPECT_EQ(Refusal(article), "reply.in_doubt") << "the first try is still unknown";
  }
}

TEST_F(TakingBack, ComesTooLateAfterTheProcessDiedWhileSending) {
  const Id article = Write(ticket_);
  Begin();
  Reopen();
  ASSERT_TRUE(store_->jobs().RecoverRunning());
  EXPECT_EQ(Refusal(article), "reply.in_doubt");
}

TEST_F(TakingBack, ComesTooLateWhenAPartIsThere) {
  const Id article = Write(ticket_);
  Bind(article, "50");
  EXPECT_EQ(Refusal(article), "reply.partly_sent");
}

TEST_F(TakingBack, ComesTooLateWhenItWasSent) {
  const Id article = Write(ticket_);
  ASSERT_TRUE(tickets().ReplySent(article, {.parts = {{"50", ""}}, .article_json = {}}));
  EXPECT_EQ(Refusal(article), "reply.already_sent");
}

TEST_F(TakingBack, ComesTooLateForAnUncertainOne) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kUncertain);
  EXPECT_EQ(Refusal(article), "reply.in_doubt");
}

TEST_F(TakingBack, IsPossibleWhileATryThatChangedNothingIsRepeated) {
  const Id article = Write(ticket_);
  Try(article, chp::Code::kTransient);
  EXPECT_EQ(Refusal(article), "");
}

TEST_F(TakingBack, ARefusedOneTakesItsNoteAlong) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kRejected);
  EXPECT_EQ(Refusal(article), "");
  EXPECT_EQ(Articles(ticket_).size(), 1u);
}

TEST_F(TakingBack, OnlyAnswersCanBe) {
  EXPECT_EQ(Refusal(Articles(ticket_)[0].id), "reply.unknown");
  EXPECT_EQ(Refusal(999), "reply.unknown");
}

}  // namespace
}  // namespace stub
