// A week of traffic on X, with everything that goes wrong: the process dies and is away for a day,
// X drops events, repeats them, sends them late and in any order, stops sending, does not answer or
// limits, the store fails. What is to be an article is one article, whichever way it came first.
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/inbound/poll_fixture.hpp"
#include "tests/unit/inbound/week_desk.hpp"
#include "twitter_channel/inbound/caught_up.hpp"
#include "twitter_channel/inbound/event_batch.hpp"

namespace twitter::testing {
namespace {

// What happens how often.
struct Luck {
  double dropped = 0.04;   // X does not send an event
  double repeated = 0.05;  // and sends another twice
  double late = 0.05;      // by up to four minutes
  double answer_lost = 0.02;
  double dies = 0.0005;   // at an operation of the process
  double fails = 0.002;   // the store, at an operation
  double refused = 0.03;  // a request to X
  int outages = 5;        // of the process
  int silences = 2;       // X holds our webhook for invalid
  bool replays = true;    // X sends again what it could not deliver
};

class Week {
 public:
  Week(std::uint32_t seed, const Luck& luck) : dice_(seed), luck_(luck) {
    begin_ms_ = desk_.host.clock.NowMs() + kHourMs;
    items_ = WeekOf(begin_ms_, 400, dice_);
    for (const WrittenItem& item : items_) Plan(item);
    for (int i = 0; i < luck_.outages; ++i) PlanOutage();
    for (int i = 0; i < luck_.silences; ++i) {
      At(Somewhen(), [this] { desk_.x.webhooks.registered[0].valid = false; });
    }
    BreakThings();
  }

  // The week, and two quiet days in which everything is read up.
  void Play() {
    const std::int64_t end_ms = begin_ms_ + kWeekMs;
    PlayUntil(end_ms);
    luck_ = {.dropped = 0, .repeated = 0, .late = 0, .answer_lost = 0, .dies = 0, .fails = 0};
    luck_.refused = 0;
    if (!desk_.up()) desk_.Start();
    PlayUntil(end_ms + 48 * kHourMs);
  }

  const std::vector<WrittenItem>& items() const { return items_; }
  WeekDesk& desk() { return desk_; }
  // The articles that are to be, as they are when nothing goes wrong.
  std::map<std::string, chp::Message> Expected() const {
    std::map<std::string, chp::Message> expected;
    for (const WrittenItem& item : items_) {
      for (const chp::Message& message :
           BatchOf({item.event}, desk_.account(), *desk_.config).messages) {
        expected.emplace(item.id, message);
      }
    }
    return expected;
  }
  std::size_t caught_up() const { return caught_up_; }
  std::size_t wrongly_marked() const { return wrongly_marked_; }

 private:
  using Action = std::function<void()>;

  std::int64_t Now() const { return desk_.host.clock.NowMs(); }
  std::int64_t Somewhen() { return begin_ms_ + dice_.Between(0, kWeekMs - 36 * kHourMs); }
  void At(std::int64_t at_ms, Action action) { plan_.emplace(at_ms, std::move(action)); }

  // When an item appears in X's lists, and when X sends its events.
  void Plan(const WrittenItem& item) {
    At(item.at_ms + dice_.Between(0, 30 * kSecondMs), [this, &item] { List(item); });
    for (const std::string& body : item.bodies) {
      At(item.at_ms + dice_.Between(0, 5 * kSecondMs), [this, &body] {
        if (dice_.Falls(luck_.dropped)) return;
        const std::int64_t late_ms = dice_.Falls(luck_.late) ? dice_.Between(0, 240'000) : 0;
        At(Now() + late_ms, [this, &body] { Send(body, 0); });
        if (dice_.Falls(luck_.repeated)) At(Now() + late_ms, [this, &body] { Send(body, 0); });
      });
    }
  }
  void List(const WrittenItem& item) {
    if (const auto* created = std::get_if<DirectMessageCreated>(&item.event)) {
      desk_.x.direct_messages.sent.push_back(created->message);
      return;
    }
    const Post& post = std::get<PostCreated>(item.event).post;
    if (item.kind == Written::kOwn) {
      desk_.x.posts.timeline.push_back(post);
    } else if (item.kind == Written::kQuote) {
      desk_.x.search.posts.push_back(post);
    } else if (item.kind != Written::kRepost) {
      desk_.x.posts.mentioning.push_back(post);
    }
  }
  // X tries for about five minutes, unless it holds the webhook for invalid.
  void Send(const std::string& body, std::size_t tries) {
    constexpr std::array<std::int64_t, 4> kAfterMs{10'000, 30'000, 60'000, 180'000};
    if (!desk_.x.webhooks.registered[0].valid) return;
    const bool taken = desk_.Receive(body);
    if (taken && !dice_.Falls(luck_.answer_lost)) return;
    if (tries == kAfterMs.size()) return;
    At(Now() + kAfterMs.at(tries), [this, &body, tries] { Send(body, tries + 1); });
  }
  void PlanOutage() {
    const std::int64_t from_ms = Somewhen();
    At(from_ms, [this] { desk_.Die(); });
    const std::int64_t away_ms =
        dice_.Between(kMinuteMs, dice_.Falls(0.3) ? 30 * kHourMs : kHourMs);
    away_until_ms_.emplace_back(from_ms, from_ms + away_ms);
    At(from_ms + away_ms, [this] { StartAgain(); });
  }
  bool IsAway() const {
    for (const auto& [from_ms, to_ms] : away_until_ms_) {
      if (from_ms <= Now() && Now() < to_ms) return true;
    }
    return false;
  }
  void StartAgain() {
    if (!desk_.up() && !IsAway()) desk_.Start();
  }

  void BreakThings() {
    const auto store = [this]() -> std::optional<chp::Error> {
      if (dice_.Falls(luck_.dies)) throw ProcessDies();
      if (dice_.Falls(luck_.fails)) return StoreFailure();
      return std::nullopt;
    };
    desk_.host.kv.faults.on_operation = store;
    desk_.host.ingest.faults.on_operation = store;
    desk_.host.jobs.faults.on_operation = store;
    const auto x = [this]() -> std::optional<chp::Error> {
      if (dice_.Falls(luck_.dies)) throw ProcessDies();
      if (!dice_.Falls(luck_.refused)) return std::nullopt;
      chp::Error error = XError(chp::Code::kRateLimited, "x.rate_limit", 429);
      if (dice_.Falls(0.5)) error = XError(chp::Code::kTransient, "x.unavailable", 503);
      error.retry_after_ms = kMinuteMs;
      return error;
    };
    desk_.x.posts.read_faults.on_operation = x;
    desk_.x.direct_messages.read_faults.on_operation = x;
    desk_.x.search.faults.on_operation = x;
    desk_.x.posts.on_query = [this] {
      desk_.x.posts.limit = {};
      if (dice_.Falls(luck_.refused)) {
        desk_.x.posts.limit = {.remaining = 0, .reset_ms = Now() + 15 * kMinuteMs};
      }
    };
  }

  void PlayUntil(std::int64_t end_ms) {
    for (;;) {
      const auto job_ms = desk_.NextJobMs();
      const std::int64_t planned_ms = plan_.empty() ? end_ms : plan_.begin()->first;
      const bool job_first = job_ms && *job_ms < planned_ms;
      const std::int64_t next_ms = job_first ? *job_ms : planned_ms;
      if (next_ms >= end_ms) break;
      if (next_ms > Now()) desk_.host.clock.Advance(next_ms - Now());
      const bool was_up = desk_.up();
      if (job_first) {
        desk_.RunNextJob();
      } else {
        const Action action = std::move(plan_.begin()->second);
        plan_.erase(plan_.begin());
        action();
      }
      if (was_up && !desk_.up()) {
        At(Now() + dice_.Between(kSecondMs, 5 * kMinuteMs), [this] { StartAgain(); });
      }
      AnswerReplays();
      LookAtArrivals();
    }
    desk_.host.clock.Advance(std::max<std::int64_t>(end_ms - Now(), 0));
  }
  // X's rules (x_api.md 2.4), and no second try.
  void AnswerReplays() {
    for (; replays_ < desk_.x.webhooks.replays.size(); ++replays_) {
      const ReplayOrder& order = desk_.x.webhooks.replays[replays_];
      EXPECT_EQ(order.webhook_id, "56");
      EXPECT_GE(order.from_ms, Now() - 24 * kHourMs);
      EXPECT_LE(order.from_ms, Now() - 31 * kMinuteMs);
      EXPECT_LE(order.to_ms, Now() - 10 * kMinuteMs);
      EXPECT_LE(order.to_ms - order.from_ms, 2 * kHourMs);
      for (const WrittenItem& item : items_) {
        if (!luck_.replays || item.at_ms < order.from_ms || item.at_ms >= order.to_ms) continue;
        for (const std::string& body : item.bodies) {
          At(Now() + kMinuteMs, [this, &body] { (void)desk_.Receive(body); });
        }
      }
    }
  }
  // What is late says so, and nothing else does.
  void LookAtArrivals() {
    const auto& batches = desk_.host.ingest.batches;
    for (; batches_ < batches.size(); ++batches_) {
      for (const chp::Message& message : batches[batches_].messages) {
        if (!seen_.insert(message.external_id).second) continue;
        const bool marked = message.match_json.find("caught_up") != std::string::npos;
        caught_up_ += marked ? 1u : 0u;
        wrongly_marked_ += marked == (Now() - message.sent_ms > kLateMs) ? 0u : 1u;
      }
    }
  }

  Dice dice_;
  Luck luck_;
  WeekDesk desk_;
  std::int64_t begin_ms_ = 0;
  std::vector<WrittenItem> items_;
  std::multimap<std::int64_t, Action> plan_;
  std::vector<std::pair<std::int64_t, std::int64_t>> away_until_ms_;
  std::size_t replays_ = 0;
  std::size_t batches_ = 0;
  std::size_t caught_up_ = 0;
  std::size_t wrongly_marked_ = 0;
  std::set<std::string> seen_;
};

// One article per item, as it is when nothing goes wrong; none of anything else.
void ExpectEachOnce(Week& week) {
  const auto expected = week.Expected();
  const auto& stored = week.desk().host.ingest.messages;
  ASSERT_GT(expected.size(), 200u);
  for (const auto& [id, message] : expected) {
    const chp::Message* found = week.desk().host.ingest.Stored(kOurAccountId, id);
    ASSERT_NE(found, nullptr) << id << " is lost: " << message.source << " " << message.text;
    EXPECT_EQ(found->group_id, message.group_id) << id;
    EXPECT_EQ(found->source, message.source) << id;
    EXPECT_EQ(found->text, message.text) << id;
    EXPECT_EQ(found->own, message.own) << id;
    EXPECT_EQ(found->sent_ms, message.sent_ms) << id;
  }
  EXPECT_EQ(stored.size(), expected.size());
  EXPECT_TRUE(week.desk().host.ingest.quarantined.empty());
  EXPECT_EQ(week.wrongly_marked(), 0u);
}

class WeekTest : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(WeekTest, EachPostIsOneArticleWhateverGoesWrong) {
  Week week(GetParam(), {});
  week.Play();
  ExpectEachOnce(week);
  EXPECT_GT(week.caught_up(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, WeekTest, ::testing::Range(1u, 9u));

TEST(Week, XSendsNothingAtAllAndTheListsAreEnough) {
  Week week(100, {.dropped = 1, .replays = false});
  week.Play();
  ExpectEachOnce(week);
}

TEST(Week, AQuietWeekHasNoLateArticlesButWhatXNeverSends) {
  Week week(101, {.dropped = 0,
                  .repeated = 0,
                  .late = 0,
                  .answer_lost = 0,
                  .dies = 0,
                  .fails = 0,
                  .refused = 0,
                  .outages = 0,
                  .silences = 0});
  week.Play();
  ExpectEachOnce(week);
  EXPECT_TRUE(week.desk().x.webhooks.replays.empty());
  std::size_t unsent = 0;
  for (const WrittenItem& item : week.items()) unsent += item.bodies.empty() ? 1u : 0u;
  EXPECT_LE(week.caught_up(), unsent);
}

}  // namespace
}  // namespace twitter::testing
