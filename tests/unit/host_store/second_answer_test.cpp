// An answer to what a colleague has just answered is held.
#include <gmock/gmock.h>

#include "tests/unit/host_store/answering_fixture.hpp"

namespace stub {
namespace {

using testing::HasSubstr;

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

}  // namespace
}  // namespace stub
