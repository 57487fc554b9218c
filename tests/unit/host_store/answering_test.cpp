// Answers that wait: how long and why, taken back, held after a colleague's, settled by a person.
#include <gmock/gmock.h>

#include "host_stub/store/settings_store.hpp"
#include "host_stub/store/upload_store.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

using testing::HasSubstr;

class Answering : public ReplyTest {
 protected:
  Answering() : ticket_(TicketOf(Deliver(Post("1", "jo"))).id) {}

  void Allow(std::int64_t undo_seconds, std::int64_t second_answer_seconds = 300) {
    ASSERT_TRUE(store_->settings().SetReplies({undo_seconds, second_answer_seconds}));
  }
  static chp::Error ErrorOf(chp::Code code) {
    return {.code = code, .reason = "toy.reason", .message = "It is broken."};
  }
  QueuedJob Begin() { return store_->jobs().Claim(now_ms_, 1)->at(0); }
  // One try of the only job, which ends so.
  void Try(Id article, chp::Code code, std::int64_t wait_ms = 1000) {
    const QueuedJob job = Begin();
    ASSERT_TRUE(tickets().ReplyFailed(article, ErrorOf(code), false));
    ASSERT_TRUE(store_->jobs().RetryAt(job.id, now_ms_ + wait_ms, ErrorOf(code), true));
  }
  void GiveUp(Id article, chp::Code code) {
    const QueuedJob job = Begin();
    const chp::Error error = ErrorOf(code);
    ASSERT_TRUE(tickets().ReplyFailed(article, error, true));
    ASSERT_TRUE(store_->jobs().Finish(job.id, JobState::kFailed, &error));
  }
  std::string Refusal(Id article) {
    const auto taken = tickets().TakeBack(article, agent_);
    return taken ? "" : taken.error().reason;
  }
  Waiting WaitingOf(Id article) { return Load(article).waiting; }

  const Id ticket_;
};

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

class SecondAnswer : public Answering {
 protected:
  SecondAnswer() {
    NewUser user;
    user.login = "bo";
    user.firstname = "Bo";
    user.lastname = "Ss";
    user.roles = {"Agent"};
    colleague_ = store_->directory().CreateUser(user).value();
  }
  NewArticle Theirs() {
    NewArticle article = Draft(ticket_);
    article.created_by_id = colleague_;
    article.from = "Bo Ss";
    return article;
  }
  std::string Send(const NewArticle& article) {
    const auto made = tickets().CreateArticle(article, "post");
    return made ? "" : made.error().reason;
  }
  Id colleague_ = 0;
};

TEST_F(SecondAnswer, ToTheSameMessageIsHeldAndNamesTheFirst) {
  ASSERT_EQ(Send(Theirs()), "");
  const auto held = tickets().CreateArticle(Draft(ticket_), "post");
  EXPECT_EQ(held.error().reason, "reply.answered_meanwhile");
  EXPECT_THAT(held.error().message, HasSubstr("Bo Ss"));
  EXPECT_EQ(Articles(ticket_).size(), 2u);
}

TEST_F(SecondAnswer, LeavesOnceItsAuthorHasLooked) {
  ASSERT_EQ(Send(Theirs()), "");
  NewArticle mine = Draft(ticket_);
  mine.despite_answer = true;
  EXPECT_EQ(Send(mine), "");
}

TEST_F(SecondAnswer, OfTheSamePersonIsNotHeld) {
  ASSERT_EQ(Send(Theirs()), "");
  EXPECT_EQ(Send(Theirs()), "");
}

TEST_F(SecondAnswer, ToAnotherMessageIsNotHeld) {
  ASSERT_EQ(Send(Theirs()), "");
  Deliver(Reply("2", "jo", "1"));
  EXPECT_EQ(Send(Draft(ticket_)), "");
}

TEST_F(SecondAnswer, MuchLaterIsNotHeld) {
  ASSERT_EQ(Send(Theirs()), "");
  now_ms_ += 300'000;
  EXPECT_EQ(Send(Draft(ticket_)), "");
}

TEST_F(SecondAnswer, AfterAFailedOneIsNotHeld) {
  ASSERT_EQ(Send(Theirs()), "");
  ASSERT_TRUE(
      tickets().ReplyFailed(Articles(ticket_).back().id, ErrorOf(chp::Code::kRejected), true));
  EXPECT_EQ(Send(Draft(ticket_)), "");
}

TEST_F(SecondAnswer, IsNeverHeldWhenAnAdminSaysSo) {
  Allow(0, 0);
  ASSERT_EQ(Send(Theirs()), "");
  EXPECT_EQ(Send(Draft(ticket_)), "");
}

TEST_F(SecondAnswer, AnAnswerWrittenOnTheRemoteSideCounts) {
  chp::Message echo = Echo("3", "1");
  echo.sent_ms = now_ms_;
  Deliver(echo);
  EXPECT_EQ(Send(Draft(ticket_)), "reply.answered_meanwhile");
}

TEST_F(SecondAnswer, ANoteIsNotHeld) {
  ASSERT_EQ(Send(Theirs()), "");
  NewArticle note = Draft(ticket_);
  note.type = "note";
  EXPECT_TRUE(tickets().CreateArticle(note, ""));
}

using Settling = Answering;

TEST_F(Settling, AnUncertainOneThatIsThereIsSent) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kUncertain);
  ASSERT_TRUE(tickets().SettleReply(article, {"50", "https://toy.example/50", "on Toy", "Bo Ss"}));
  EXPECT_EQ(Load(article).delivery, DeliveryState::kSuccess);
  EXPECT_EQ(Load(article).message_id, "50");
  EXPECT_EQ(Load(article).links.at(0).url, "https://toy.example/50");
  EXPECT_EQ(Find("50").ticket_ref, std::to_string(ticket_));
  EXPECT_THAT(Articles(ticket_).back().body, HasSubstr("Bo Ss"));
  EXPECT_TRUE(tickets().FailedReplies(9)->empty());
  EXPECT_TRUE(store_->jobs().Claim(now_ms_ + kDayMs, 9)->empty());
}

TEST_F(Settling, ItsEchoBecomesTheAnswerItself) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kUncertain);
  Deliver(Echo("50", "1"));
  const std::size_t before = Articles(ticket_).size();
  ASSERT_TRUE(tickets().SettleReply(article, {"50", "", "", "Bo Ss"}));
  EXPECT_EQ(Articles(ticket_).size(), before);  // one absorbed, one note more
  EXPECT_EQ(Load(article).message_id, "50");
}

TEST_F(Settling, WhereItIsNeedNotBeKnown) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kUncertain);
  ASSERT_TRUE(tickets().SettleReply(article, {"", "", "", "Bo Ss"}));
  EXPECT_EQ(Load(article).delivery, DeliveryState::kSuccess);
}

TEST_F(Settling, ACustomersMessageIsNotTheAnswer) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kUncertain);
  EXPECT_EQ(tickets().SettleReply(article, {"1", "", "", "Bo Ss"}).error().reason, "bind.not_own");
  EXPECT_EQ(Load(article).delivery, DeliveryState::kUncertain);
}

TEST_F(Settling, OnlyAnUncertainOneNeedsIt) {
  EXPECT_EQ(tickets().SettleReply(Write(ticket_), {"50", "", "", ""}).error().reason,
            "reply.not_uncertain");
}

using WaitingReply = Answering;

TEST_F(WaitingReply, SaysThatItLeavesNow) {
  const Id article = Write(ticket_);
  EXPECT_EQ(WaitingOf(article).reason, "host.due");
  Begin();
  EXPECT_EQ(WaitingOf(article).reason, "host.leaving");
}

TEST_F(WaitingReply, SaysHowManyGoFirst) {
  Write(ticket_);
  Write(ticket_);
  const Waiting waiting = WaitingOf(Write(ticket_));
  EXPECT_EQ(waiting.reason, "host.in_line");
  EXPECT_THAT(waiting.message, HasSubstr("2 other messages"));
}

TEST_F(WaitingReply, SaysWhenItIsTriedAgainAndWhy) {
  const Id article = Write(ticket_);
  Try(article, chp::Code::kTransient, 5'000);
  EXPECT_EQ(WaitingOf(article).until_ms, now_ms_ + 5'000);
  EXPECT_EQ(WaitingOf(article).reason, "toy.reason");
  EXPECT_EQ(WaitingOf(article).message, "It is broken.");
}

TEST_F(WaitingReply, SaysWhenItsPausedLaneGoesOn) {
  const Id first = Write(ticket_);
  const Id second = Write(ticket_);
  const QueuedJob job = Begin();
  const chp::Error error = ErrorOf(chp::Code::kRateLimited);
  ASSERT_TRUE(store_->jobs().PauseScope(job, chp::Scope::kLane, now_ms_ + 90'000, error));
  ASSERT_TRUE(store_->jobs().RetryAt(job.id, now_ms_ + 90'000, error, false));
  for (const Id article : {first, second}) {
    EXPECT_EQ(WaitingOf(article).until_ms, now_ms_ + 90'000);
    EXPECT_EQ(WaitingOf(article).reason, "toy.reason");
  }
}

TEST_F(WaitingReply, SaysThatItsStoppedAccountNeedsSomebody) {
  const Id article = Write(ticket_);
  const QueuedJob job = Begin();
  ASSERT_TRUE(
      store_->jobs().PauseScope(job, chp::Scope::kAccount, INT64_MAX, ErrorOf(chp::Code::kAuth)));
  ASSERT_TRUE(store_->jobs().RetryAt(job.id, now_ms_, ErrorOf(chp::Code::kAuth), false));
  EXPECT_EQ(WaitingOf(article).until_ms, INT64_MAX);
}

TEST_F(WaitingReply, SaysNothingOnceItHasEnded) {
  const Id article = Write(ticket_);
  GiveUp(article, chp::Code::kRejected);
  EXPECT_EQ(WaitingOf(article).until_ms, 0);
  EXPECT_EQ(Articles(ticket_)[0].waiting.until_ms, 0);
}

TEST_F(Answering, PrivateOnesGoBeforePublicOnesAndBothBeforeOtherWork) {
  chp::Job work;
  work.id = "work";
  work.kind = "work";
  work.account_id = std::to_string(account_);
  work.run_at_ms = now_ms_ - 1000;
  ASSERT_TRUE(store_->jobs().Schedule(connection_, work));
  const Ticket letter = TicketOf(Deliver(Direct("2", "ann")));
  const Id in_public = Write(ticket_);
  NewArticle article = Draft(letter.id);
  article.type = "toy letter";
  const Id in_private = tickets().CreateArticle(article, "dm").value();
  std::vector<std::string> order;
  for (int i = 0; i < 3; ++i) order.push_back(Begin().job_id);
  EXPECT_EQ(order, (std::vector<std::string>{"reply/" + std::to_string(in_private),
                                             "reply/" + std::to_string(in_public), "work"}));
}

}  // namespace
}  // namespace stub
