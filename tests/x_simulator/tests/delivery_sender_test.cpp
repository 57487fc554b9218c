// The retry schedule, by a clock the test turns. Nothing listens at the webhook's address, so every
// attempt fails at once.
#include "tests/x_simulator/events/delivery_sender.hpp"

#include <cstdint>

#include <gtest/gtest.h>

#include "tests/x_simulator/base/http_client.hpp"

namespace xsim {
namespace {

constexpr std::int64_t kStart = 1'750'000'000'000;

class DeliverySenderTest : public testing::Test {
 protected:
  DeliverySenderTest()
      : world_([this] { return now_; }),
        sender_(world_, {std::chrono::milliseconds(3'000), std::chrono::milliseconds(27'000)}) {
    const auto state = world_.Lock();
    App app;
    app.id = "1";
    app.consumer_secret = "secret";
    state->apps.list = {app};
    state->webhooks.list = {{"2", "1", "demo", "http://127.0.0.1:1/", true, kStart}};
    Delivery delivery;
    delivery.id = "3";
    delivery.app_id = "1";
    delivery.environment = "demo";
    delivery.created_ms = kStart;
    delivery.due_ms = kStart;
    state->webhooks.deliveries = {delivery};
  }

  Delivery Only() { return world_.Lock()->webhooks.deliveries.front(); }

  GlobalCurl curl_;
  std::int64_t now_ = kStart;
  World world_;
  DeliverySender sender_;
};

TEST_F(DeliverySenderTest, RetriesWhenDueAndNotBefore) {
  EXPECT_TRUE(sender_.SendNext());
  now_ += 2'999;
  EXPECT_FALSE(sender_.SendNext());
  now_ += 1;
  EXPECT_TRUE(sender_.SendNext());
  now_ += 26'999;
  EXPECT_FALSE(sender_.SendNext());
}

TEST_F(DeliverySenderTest, GivesUpAfterTheLastRetry) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(sender_.SendNext());
    now_ += 300'000;
  }
  EXPECT_FALSE(sender_.SendNext());
  EXPECT_EQ(Only().state, "failed");
  EXPECT_EQ(Only().attempts.size(), 3U);
}

TEST_F(DeliverySenderTest, EveryAttemptIsRecordedWithItsTime) {
  sender_.SendNext();
  EXPECT_EQ(Only().attempts.front().time_ms, kStart);
  EXPECT_FALSE(Only().attempts.front().error.empty());
}

TEST_F(DeliverySenderTest, InvalidWebhookGetsNothing) {
  world_.Lock()->webhooks.list.front().valid = false;
  EXPECT_FALSE(sender_.SendNext());
  EXPECT_EQ(Only().state, "failed");
}

TEST_F(DeliverySenderTest, DeliveryWithoutWebhookFails) {
  world_.Lock()->webhooks.list.clear();
  EXPECT_FALSE(sender_.SendNext());
  EXPECT_EQ(Only().state, "failed");
}

}  // namespace
}  // namespace xsim
