// configure() in the middle of traffic: every call sees one whole configuration, the old or the
// new one, and nothing is lost.
#include <atomic>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "tests/stress/connection.hpp"

namespace stress {
namespace {

constexpr int kSenders = 4;
constexpr int kEventsEach = 50;

const Settings& kA = kSettings;
const Settings kB{.name = "b", .consumer_secret = "secret-b"};

class ConfigureTest : public ::testing::Test {
 protected:
  ConfigureTest() { EXPECT_TRUE(connection_.Configure(kA).ok()); }

  // Runs `work(sender)` on all senders while the configuration goes to and fro.
  template <class Work>
  void RunWhileConfiguring(const Settings& one, const Settings& other, Work&& work) {
    std::atomic<int> left = kSenders;
    std::vector<std::jthread> senders;
    for (int sender = 0; sender < kSenders; ++sender) {
      senders.emplace_back([&, sender] {
        work(sender);
        --left;
      });
    }
    for (int round = 0; left > 0 || round < 2; ++round) {
      EXPECT_TRUE(connection_.Configure(round % 2 == 0 ? other : one).ok());
    }
  }

  // External id -> the groups it was stored under.
  std::multimap<std::string, std::string> Stored() const {
    std::multimap<std::string, std::string> stored;
    for (const chp::Batch& batch : connection_.host.memory.batches) {
      for (const chp::Message& message : batch.messages) {
        stored.emplace(message.external_id, message.group_id);
      }
    }
    return stored;
  }

  static std::uint64_t PostId(int sender, int event) {
    return kFirstPost + static_cast<std::uint64_t>(sender * kEventsEach + event);
  }

  Connection connection_;
};

TEST_F(ConfigureTest, LosesNoEventAndStoresNoneTwice) {
  const Settings renamed{.name = "b", .consumer_secret = kA.consumer_secret};
  std::atomic<int> refused = 0;
  RunWhileConfiguring(kA, renamed, [&](int sender) {
    for (int event = 0; event < kEventsEach; ++event) {
      refused += connection_.Mention(PostId(sender, event), kA.consumer_secret) != 200;
    }
  });
  EXPECT_EQ(refused, 0);
  const auto stored = Stored();
  EXPECT_EQ(stored.size(), std::size_t{kSenders * kEventsEach});
  for (int sender = 0; sender < kSenders; ++sender) {
    for (int event = 0; event < kEventsEach; ++event) {
      EXPECT_EQ(stored.count(std::to_string(PostId(sender, event))), 1u);
    }
  }
}

TEST_F(ConfigureTest, AnEventIsRoutedByTheConfigurationThatProvedIt) {
  // Each sender signs with one of the two secrets and tries until that one is in force.
  RunWhileConfiguring(kA, kB, [&](int sender) {
    const Settings& signer = sender % 2 == 0 ? kA : kB;
    for (int event = 0; event < kEventsEach; ++event) {
      while (connection_.Mention(PostId(sender, event), signer.consumer_secret) != 200) {
      }
    }
  });
  const auto stored = Stored();
  ASSERT_EQ(stored.size(), std::size_t{kSenders * kEventsEach});
  for (int sender = 0; sender < kSenders; ++sender) {
    const std::string group = "group-" + (sender % 2 == 0 ? kA.name : kB.name);
    for (int event = 0; event < kEventsEach; ++event) {
      EXPECT_EQ(stored.find(std::to_string(PostId(sender, event)))->second, group);
    }
  }
}

TEST_F(ConfigureTest, AReplyIsSignedWithKeysOfOneConfiguration) {
  std::atomic<int> failed = 0;
  RunWhileConfiguring(kA, kB, [&](int sender) {
    for (int event = 0; event < kEventsEach; ++event) {
      const std::string key = std::to_string(sender) + "/" + std::to_string(event);
      failed += !connection_.Send(key, twitter::testing::FakeCall()).ok();
    }
  });
  EXPECT_EQ(failed, 0);
  const auto signers = connection_.x->Signers();
  ASSERT_EQ(signers.size(), std::size_t{kSenders * kEventsEach});
  for (const RecordingX::Signer& signer : signers) {
    EXPECT_EQ(signer.consumer_key.substr(4), signer.token.substr(6)) << signer.consumer_key;
  }
}

TEST_F(ConfigureTest, ARefusedConfigurationIsNeverSeen) {
  const Settings broken{.name = "b", .consumer_secret = kA.consumer_secret};
  connection_.host.memory.statuses["jobs.schedule"] = CHP_E_TRANSIENT;
  EXPECT_FALSE(connection_.Configure(broken).ok());
  EXPECT_EQ(connection_.Mention(kFirstPost, kA.consumer_secret), 200u);
  EXPECT_EQ(Stored().find(std::to_string(kFirstPost))->second, "group-a");
}

}  // namespace
}  // namespace stress
