// Two instances in one process at once: what one is told, the other never knows.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/stress/connection.hpp"

namespace stress {
namespace {

using twitter::testing::FakeCall;

constexpr int kEvents = 100;

class InstancesTest : public ::testing::Test {
 protected:
  InstancesTest() {
    EXPECT_TRUE(first_.Configure({.name = "a", .consumer_secret = "secret-a"}).ok());
    EXPECT_TRUE(second_.Configure({.name = "b", .consumer_secret = "secret-b"}).ok());
  }

  static std::uint64_t PostId(int event) { return kFirstPost + static_cast<std::uint64_t>(event); }
  static bool Counts(Connection& connection, std::string_view line) {
    return connection.plugin().Metrics().value().find(line) != std::string::npos;
  }

  Connection first_;
  Connection second_;
};

TEST_F(InstancesTest, ABodySignedForOneIsRefusedByTheOther) {
  std::atomic<int> wrong = 0;
  const auto post = [&](Connection& to, std::string_view secret, std::uint32_t expected) {
    for (int event = 0; event < kEvents; ++event) {
      wrong += to.Mention(PostId(event), secret) != expected;
    }
  };
  {
    const std::jthread right_first([&] { post(first_, "secret-a", 200); });
    const std::jthread right_second([&] { post(second_, "secret-b", 200); });
    const std::jthread crossed_first([&] { post(first_, "secret-b", 401); });
    const std::jthread crossed_second([&] { post(second_, "secret-a", 401); });
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(first_.host.memory.batches.size(), std::size_t{kEvents});
  EXPECT_EQ(second_.host.memory.batches.size(), std::size_t{kEvents});
  EXPECT_EQ(first_.host.memory.batches[0].messages[0].group_id, "group-a");
  EXPECT_EQ(second_.host.memory.batches[0].messages[0].group_id, "group-b");
}

TEST_F(InstancesTest, EachCountsItsOwn) {
  {
    const std::jthread some([&] {
      for (int event = 0; event < 3; ++event) first_.Mention(PostId(event), "secret-a");
    });
    const std::jthread more([&] {
      for (int event = 0; event < 5; ++event) second_.Mention(PostId(event), "secret-b");
    });
  }
  EXPECT_TRUE(Counts(first_, "twitter_events_total{kind=\"post\"} 3\n"));
  EXPECT_TRUE(Counts(second_, "twitter_events_total{kind=\"post\"} 5\n"));
}

TEST_F(InstancesTest, OneBeingDownLeavesTheOtherUp) {
  // The answers of this X are no lists of webhooks: the first connection's repair fails.
  EXPECT_FALSE(first_.Reconcile(FakeCall()).ok());
  EXPECT_NE(first_.plugin().CheckHealth(FakeCall()).value().state, chp::Health::kUp);
  EXPECT_EQ(second_.plugin().CheckHealth(FakeCall()).value().state, chp::Health::kUp);
}

TEST_F(InstancesTest, RepliesOfBothAreSignedWithTheirOwnKeys) {
  const auto send = [](Connection& from) {
    for (int reply = 0; reply < kEvents; ++reply) {
      EXPECT_TRUE(from.Send(std::to_string(reply), FakeCall()).ok());
    }
  };
  {
    const std::jthread one([&] { send(first_); });
    const std::jthread other([&] { send(second_); });
  }
  for (const auto& signer : first_.x->Signers()) EXPECT_EQ(signer.token, "token-a");
  for (const auto& signer : second_.x->Signers()) EXPECT_EQ(signer.token, "token-b");
}

TEST_F(InstancesTest, TheEndOfOneLeavesTheOtherWorking) {
  const std::jthread working([&] {
    for (int event = 0; event < kEvents; ++event) {
      EXPECT_EQ(second_.Mention(PostId(event), "secret-b"), 200u);
    }
  });
  first_.End();
}

}  // namespace
}  // namespace stress
