// Answers that wait: how long, why and in which order; uncertain ones settled by a person.
#include <gmock/gmock.h>

#include "tests/unit/host_store/answering_fixture.hpp"

namespace stub {
namespace {

using testing::HasSubstr;

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
