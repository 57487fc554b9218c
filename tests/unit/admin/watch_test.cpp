// Whether X reaches us, what an outage costs, and silence.
#include "twitter_channel/admin/watch.hpp"

#include "tests/unit/admin/admin_fixture.hpp"

namespace twitter {
namespace {

using testing::kWebhookUrl;
using testing::StoreFailure;
using testing::XError;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;

class WatchTest : public testing::AdminTest {
 protected:
  WatchTest() {
    form_.webhook_id = "56";
    AddAccount(form_, "7", "2001", "token-7");
    form_.accounts[0].as_object()["settings"] = {{"sync", {{"silence_hours", 6}}}};
    x_.webhooks.registered = {{.id = "56", .url = std::string(kWebhookUrl), .valid = true}};
    chp::AccountStatus up;
    up.state = chp::AccountState::kUp;
    up.account_id = "7";
    (void)states_.SetState(up);
  }
  chp::Error Run() {
    Reconciler reconciler(host_.ports(), x_.ports(), states_);
    Watch watch(host_.ports(), {x_.webhooks, reconciler, states_},
                [this](const Config&, const Account& account, std::int64_t since_ms) {
                  chp::Job job;
                  job.id = "poll/" + account.id;
                  job.payload_json = std::to_string(since_ms);
                  return host_.jobs.Schedule(job);
                });
    const auto done = watch.Run(call_, *ConfigOf(form_));
    return done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
  }
  void RunAfter(std::int64_t milliseconds) {
    host_.clock.Advance(milliseconds);
    EXPECT_EQ(Run().reason, "watch.next_look");
  }
  void Arrives(bool own = false) {
    chp::Message message;
    message.account_id = "7";
    message.external_id = std::to_string(host_.clock.NowMs());
    message.sent_ms = host_.clock.NowMs();
    message.own = own;
    chp::Batch batch;
    batch.messages = {message};
    ASSERT_TRUE(host_.ingest.Deliver(batch).ok());
  }

  Form form_;
  StateBoard states_{host_.accounts};
};

TEST_F(WatchTest, WithoutAppItEnds) {
  form_.consumer_key = "";
  EXPECT_EQ(Run().code, chp::Code::kOk);
}

TEST_F(WatchTest, AllWellNothingIsDoneAndItLooksAgain) {
  const chp::Error next = Run();
  EXPECT_EQ(next.reason, "watch.next_look");
  EXPECT_EQ(next.retry_after_ms, 5 * kMinuteMs);
  RunAfter(5 * kMinuteMs);
  EXPECT_TRUE(host_.jobs.scheduled.empty());
  EXPECT_FALSE(WasCalledWithPrefix("revalidate"));
}

TEST_F(WatchTest, AWebhookThatWentInvalidIsRepairedAndWhatItMissedIsRead) {
  Run();
  const std::int64_t seen_ms = host_.clock.NowMs();
  x_.webhooks.registered[0].valid = false;
  RunAfter(5 * kMinuteMs);
  EXPECT_TRUE(WasCalled("revalidate 56"));
  ASSERT_EQ(host_.jobs.scheduled.size(), 1u);
  EXPECT_EQ(host_.jobs.scheduled[0].payload_json, std::to_string(seen_ms));
  RunAfter(5 * kMinuteMs);
  EXPECT_EQ(host_.jobs.scheduled.size(), 1u) << "one outage is read up once";
}

TEST_F(WatchTest, WhileTheWebhookStaysInvalidTheOutageGrows) {
  Run();
  const std::int64_t seen_ms = host_.clock.NowMs();
  x_.webhooks.registered[0].valid = false;
  x_.webhooks.revalidate_error = XError(chp::Code::kConfig, "x.webhook_refused", 400);
  RunAfter(5 * kMinuteMs);
  RunAfter(kHourMs);
  EXPECT_TRUE(host_.jobs.scheduled.empty());
  EXPECT_EQ(states_.StateOf("").reason, "webhook.not_valid");
  x_.webhooks.revalidate_error.reset();
  RunAfter(5 * kMinuteMs);
  ASSERT_EQ(host_.jobs.scheduled.size(), 1u);
  EXPECT_EQ(host_.jobs.scheduled[0].payload_json, std::to_string(seen_ms));
  EXPECT_EQ(states_.StateOf("").state, chp::AccountState::kUp);
}

TEST_F(WatchTest, AfterADowntimeOfOurOwnWhatCameMeanwhileIsRead) {
  Run();
  RunAfter(8 * kHourMs);
  EXPECT_EQ(host_.jobs.scheduled.size(), 1u);
}

TEST_F(WatchTest, ACrashBetweenHandingOverAndRememberingHandsOverAgain) {
  for (int step = 1; step <= 3; ++step) {
    host_.jobs.scheduled.clear();
    Run();
    host_.clock.Advance(2 * kHourMs);
    host_.kv.faults.FailAt(step, StoreFailure());
    Run();
    RunAfter(kMinuteMs);
    EXPECT_GE(host_.jobs.scheduled.size(), 1u) << step;
    host_.jobs.scheduled.clear();
    RunAfter(kMinuteMs);
    EXPECT_TRUE(host_.jobs.scheduled.empty()) << step;
  }
}

TEST_F(WatchTest, WhenXIsNotReachedTheOutageIsReadUpAfterwards) {
  Run();
  x_.webhooks.list_error = XError(chp::Code::kTransient, "http.no_answer");
  RunAfter(kHourMs);
  EXPECT_TRUE(host_.jobs.scheduled.empty());
  x_.webhooks.list_error.reset();
  RunAfter(5 * kMinuteMs);
  EXPECT_EQ(host_.jobs.scheduled.size(), 1u);
}

TEST_F(WatchTest, LongerSilenceThanAllowedIsAnAlarmThatEndsWithTheNextMessage) {
  Run();
  for (int i = 0; i < 35; ++i) RunAfter(10 * kMinuteMs);
  EXPECT_EQ(states_.StateOf("7").state, chp::AccountState::kUp) << "not yet";
  RunAfter(10 * kMinuteMs);
  EXPECT_EQ(states_.StateOf("7").reason, "account.silent");
  Arrives(true);
  RunAfter(5 * kMinuteMs);
  EXPECT_EQ(states_.StateOf("7").reason, "account.silent") << "our own posts are no sign of life";
  Arrives();
  RunAfter(5 * kMinuteMs);
  EXPECT_EQ(states_.StateOf("7").state, chp::AccountState::kUp);
}

TEST_F(WatchTest, SilenceDoesNotHideAWorseState) {
  Run();
  chp::AccountStatus down;
  down.state = chp::AccountState::kDown;
  down.account_id = "7";
  down.reason = "x.access_revoked";
  (void)states_.SetState(down);
  for (int i = 0; i < 60; ++i) RunAfter(10 * kMinuteMs);
  EXPECT_EQ(states_.StateOf("7").reason, "x.access_revoked");
}

TEST_F(WatchTest, XSendsAgainWhatItCouldNotDeliverInPartsOneAfterTheOther) {
  form_.generation = "current";
  Run();
  const std::int64_t seen_ms = host_.clock.NowMs();
  RunAfter(5 * kHourMs);
  const std::int64_t back_ms = host_.clock.NowMs();
  for (int i = 0; i < 12; ++i) RunAfter(5 * kMinuteMs);
  const auto& replays = x_.webhooks.replays;
  ASSERT_EQ(replays.size(), 4u);
  EXPECT_EQ(replays[0].webhook_id, "56");
  EXPECT_EQ(replays[0].from_ms, seen_ms);
  EXPECT_EQ(replays[0].to_ms, seen_ms + 2 * kHourMs);
  EXPECT_EQ(replays[1].from_ms, replays[0].to_ms);
  EXPECT_EQ(replays[2].from_ms, replays[1].to_ms);
  EXPECT_EQ(replays[3].from_ms, replays[2].to_ms);
  EXPECT_EQ(replays[3].to_ms, back_ms);
}

TEST_F(WatchTest, AReplayThatXRefusesIsAskedForUntilItIsTooOld) {
  form_.generation = "current";
  Run();
  x_.webhooks.replay_error = XError(chp::Code::kRejected, "x.forbidden", 400);
  RunAfter(kHourMs);
  RunAfter(5 * kMinuteMs);
  EXPECT_TRUE(host_.log.Contains("X does not send again"));
  x_.webhooks.replay_error.reset();
  RunAfter(5 * kMinuteMs);
  EXPECT_EQ(x_.webhooks.replays.size(), 1u);
}

TEST_F(WatchTest, ThePartsOfAReplayAreRememberedOverARestart) {
  form_.generation = "current";
  Run();
  RunAfter(5 * kHourMs);
  const std::string kept = host_.kv.Get("watch").value()->value;
  EXPECT_NE(kept.find("\"replay_from_ms\":" + std::to_string(x_.webhooks.replays[0].to_ms)),
            std::string::npos)
      << kept;
}

TEST_F(WatchTest, WithoutAnAlarmSilenceIsFine) {
  form_.accounts[0].as_object()["settings"] = {{"sync", {{"silence_hours", 0}}}};
  Run();
  for (int i = 0; i < 60; ++i) RunAfter(10 * kMinuteMs);
  EXPECT_EQ(states_.StateOf("7").state, chp::AccountState::kUp);
}

}  // namespace
}  // namespace twitter
