// The host under load while somebody switches its plugin off and on, removes an account, or stops
// it: every request gets a definite answer, and what was acknowledged is stored exactly once.
#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "host_stub/store/ticket_store.hpp"
#include "tests/support/within_a_second.hpp"
#include "tests/unit/host_channels/channels_fixture.hpp"

namespace stub {
namespace {

constexpr int kSenders = 4;
constexpr int kMessagesEach = 25;

class LoadTest : public testing::ChannelsFixture {
 protected:
  LoadTest() {
    connection_ = NewConnection("scripted");
    account_ = NewAccount(connection_, "42");
  }

  static std::string MessageId(int sender, int number) {
    return "m" + std::to_string(sender) + "-" + std::to_string(number);
  }
  // Once; the ticket is in the body when it was stored.
  chp::InboundResponse Deliver(const std::string& message_id) {
    return Post("deliver " + std::to_string(account_) + " " + message_id + " hello");
  }
  // Runs `work(sender)` on all senders and `meanwhile()` here until they have ended.
  template <class Work, class Meanwhile>
  static void Run(Work&& work, Meanwhile&& meanwhile) {
    std::atomic<int> left = kSenders;
    std::vector<std::jthread> senders;
    for (int sender = 0; sender < kSenders; ++sender) {
      senders.emplace_back([&, sender] {
        work(sender);
        --left;
      });
    }
    while (left > 0) meanwhile();
  }
  std::multiset<std::string> StoredMessages() {
    std::multiset<std::string> stored;
    const auto tickets = store_->tickets().List({.state = {}, .limit = 1'000'000});
    for (const Ticket& ticket : tickets ? *tickets : std::vector<Ticket>{}) {
      const auto articles = store_->tickets().Articles(ticket.id);
      for (const Article& article : articles ? *articles : std::vector<Article>{}) {
        stored.insert(article.message_id);
      }
    }
    return stored;
  }

  Id connection_ = 0;
  Id account_ = 0;
};

TEST_F(LoadTest, SwitchingThePluginOffAndOnLosesNothing) {
  Start();
  std::atomic<int> undefined = 0;
  Run(
      [&](int sender) {
        for (int number = 0; number < kMessagesEach; ++number) {
          for (std::uint32_t status = 0; status != 200;) {
            status = Deliver(MessageId(sender, number)).status;
            undefined += status != 200 && status != 404 && status != 503;
          }
        }
      },
      [&] {
        EXPECT_TRUE(channels_->SetEnabled("scripted", false));
        EXPECT_TRUE(channels_->SetEnabled("scripted", true));
      });
  EXPECT_EQ(undefined, 0);
  const auto stored = StoredMessages();
  EXPECT_EQ(stored.size(), std::size_t{kSenders * kMessagesEach});
  for (int sender = 0; sender < kSenders; ++sender) {
    for (int number = 0; number < kMessagesEach; ++number) {
      EXPECT_EQ(stored.count(MessageId(sender, number)), 1u);
    }
  }
}

TEST_F(LoadTest, ReconfiguringWhileThePluginIsSwitchedLeavesNothingRunning) {
  Start();
  Run(
      [&](int) {
        for (int round = 0; round < kMessagesEach; ++round) {
          (void)channels_->Reconfigure(connection_);
          (void)channels_->HealthJson();
          (void)channels_->MetricsText();
        }
      },
      [&] {
        EXPECT_TRUE(channels_->SetEnabled("scripted", true));
        EXPECT_TRUE(channels_->SetEnabled("scripted", false));
      });
  EXPECT_EQ(channels_->HealthJson(), R"({"connections":[]})");
}

TEST_F(LoadTest, RemovingTheAccountRefusesWhatComesLater) {
  Start();
  std::atomic<int> acknowledged = 0;
  std::atomic<bool> removed = false;
  Run(
      [&](int sender) {
        for (int number = 0; number < kMessagesEach; ++number) {
          const auto answer = Deliver(MessageId(sender, number));
          EXPECT_EQ(answer.status, 200u);
          acknowledged += !answer.body.empty();
        }
      },
      [&] {
        if (removed.exchange(true)) return std::this_thread::yield();
        EXPECT_TRUE(channels_->RemoveAccount(account_, true));
      });
  EXPECT_EQ(StoredMessages().size(), static_cast<std::size_t>(acknowledged));
  EXPECT_TRUE(Deliver("late").body.empty());
}

TEST_F(LoadTest, StoppingKeepsWhatWasAcknowledgedAndRefusesTheRest) {
  Start();
  std::atomic<int> acknowledged = 0;
  std::jthread stopper;
  Run(
      [&](int sender) {
        std::uint32_t status = 200;
        for (int number = 0; status == 200; ++number) {
          status = Deliver(MessageId(sender, number)).status;
          acknowledged += status == 200;
        }
        EXPECT_EQ(status, 503u);
      },
      [&] {
        if (acknowledged < kMessagesEach || stopper.joinable()) return std::this_thread::yield();
        stopper = std::jthread([&] { channels_->Stop(std::chrono::seconds(10)); });
      });
  stopper.join();
  EXPECT_EQ(StoredMessages().size(), static_cast<std::size_t>(acknowledged));
}

TEST_F(LoadTest, StoppingEndsHangingCallsWithinASecond) {
  Start();
  EXPECT_EQ(Post("job hanging hang " + std::to_string(account_)).status, 200u);
  ASSERT_TRUE(Eventually([&] { return KvText(connection_, "ran/hanging") == "1"; }));
  std::atomic<std::uint32_t> status = 0;
  const std::jthread request([&] { status = Post("hang").status; });
  const auto begin = std::chrono::steady_clock::now();
  channels_->Stop(std::chrono::milliseconds(0));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, twitter::testing::kWithinASecond);
  ASSERT_TRUE(Eventually([&] { return status == 503u; }));
  EXPECT_EQ(JobNamed("hanging").state, JobState::kWaiting);
}

}  // namespace
}  // namespace stub
