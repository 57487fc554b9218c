// A public ticket, and answers to it whose tries end as a test wants.
#pragma once

#include <string>

#include "host_stub/store/settings_store.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {

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

}  // namespace stub
