// Cancellation, wherever a request may be stuck: waiting for its turn, looking up a name, waiting
// for the answer.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/support/within_a_second.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/name_lookup.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

using Clock = std::chrono::steady_clock;

Reply NeverAnswer(const std::string&, std::size_t) { return {.hang = true}; }

HttpRequest Request(const std::string& url, bool idempotent) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.body = "a=b";
  request.idempotent = idempotent;
  return request;
}

TEST(CurlClientCancel, EndsARequestThatIsNotAnsweredWithinASecond) {
  LoopbackServer server(NeverAnswer);
  CurlClient client({});
  const FakeCall call([&] { return server.RequestCount() > 0; });
  const auto answer = client.Send(Request(server.Url(), true), call);
  EXPECT_LT(Clock::now() - server.LastArrival(), kWithinASecond);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
}

TEST(CurlClientCancel, LeavesASentWriteUncertain) {
  LoopbackServer server(NeverAnswer);
  CurlClient client({});
  const FakeCall call([&] { return server.RequestCount() > 0; });
  const auto answer = client.Send(Request(server.Url(), false), call);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
  EXPECT_EQ(answer.error().reason, "http.cancelled");
}

TEST(CurlClientCancel, BeforeSendingSendsNothing) {
  LoopbackServer server(NeverAnswer);
  CurlClient client({});
  const auto answer = client.Send(Request(server.Url(), false), FakeCall([] { return true; }));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
  EXPECT_EQ(server.ConnectionCount(), 0u);
}

TEST(CurlClientCancel, TheSlotWorksAgainAfterwards) {
  LoopbackServer server([](auto&, std::size_t number) {
    return number == 1 ? Reply{.hang = true} : Answer(200, "ok");
  });
  CurlOptions options;
  options.pool_size = 1;
  CurlClient client(options);
  const FakeCall call([&] { return server.RequestCount() > 0; });
  ASSERT_FALSE(client.Send(Request(server.Url(), true), call).ok());
  EXPECT_TRUE(client.Send(Request(server.Url(), true), FakeCall()).ok());
}

TEST(CurlClientCancel, AHangingLookupHoldsNeitherTheCallNorTheDestructorUp) {
  const SlowResolver resolver;
  auto client = std::make_unique<CurlClient>(CurlOptions{});
  const FakeCall call([] { return SlowResolver::IsHanging(); });
  const std::string url = std::string("https://") + SlowResolver::kHost + "/";
  const auto answer = client->Send(Request(url, false), call);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
  client.reset();
  EXPECT_TRUE(SlowResolver::IsHanging());  // still: nobody waited for it
}

TEST(CurlClientCancel, AHangingLookupEndsWithTheConnectTimeout) {
  const SlowResolver resolver;
  CurlOptions options;
  options.connect_timeout_ms = 50;
  CurlClient client(options);
  const std::string url = std::string("https://") + SlowResolver::kHost + "/";
  const auto answer = client.Send(Request(url, false), FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
}

class BusyPool : public ::testing::Test {
 protected:
  BusyPool() : server_(NeverAnswer), client_(OneSlot()) {
    // Occupies the only slot until the test is over.
    busy_ = std::jthread([this] {
      const FakeCall call([this] { return over_.load(); });
      (void)client_.Send(Request(server_.Url(), true), call);
    });
    while (server_.RequestCount() == 0) std::this_thread::yield();
  }
  ~BusyPool() override { Finish(); }

  void Finish() {
    over_ = true;
    if (busy_.joinable()) busy_.join();
  }

  static CurlOptions OneSlot() {
    CurlOptions options;
    options.pool_size = 1;
    return options;
  }

  LoopbackServer server_;
  CurlClient client_;
  std::atomic<bool> over_ = false;
  std::jthread busy_;
};

TEST_F(BusyPool, AWaitingRequestIsCancelled) {
  int looks = 0;
  const FakeCall call([&] { return ++looks > 1; });
  const auto answer = client_.Send(Request(server_.Url(), false), call);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
  EXPECT_EQ(server_.RequestCount(), 1u);
}

// The host is asked without a lock: the slot can be given back meanwhile.
TEST_F(BusyPool, ASlotComesBackWhileAWaitingRequestAsksTheHost) {
  const FakeCall call([&] {
    Finish();
    return server_.RequestCount() == 2;
  });
  const auto answer = client_.Send(Request(server_.Url(), true), call);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
  EXPECT_EQ(server_.RequestCount(), 2u);
}

TEST_F(BusyPool, AWaitingRequestGivesUpAfterItsTimeout) {
  HttpRequest request = Request(server_.Url(), false);
  request.timeout_ms = 50;
  const auto answer = client_.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "http.busy");
}

TEST(CurlClientPool, ServesManyThreadsThroughFewSlots) {
  LoopbackServer server([](auto&, auto) { return Answer(200, "ok"); });
  CurlOptions options;
  options.pool_size = 2;
  CurlClient client(options);
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 10; ++n) {
          answered += client.Send(Request(server.Url(), true), FakeCall()).ok();
        }
      });
    }
  }
  EXPECT_EQ(answered, 80);
  EXPECT_LE(server.ConnectionCount(), 2u);
}

TEST(CurlClientPool, AThreadTakesOverTheConnectionOfAnother) {
  LoopbackServer server([](auto&, auto) { return Answer(200, "ok"); });
  CurlClient client({});
  for (int i = 0; i < 4; ++i) {
    std::jthread([&] { EXPECT_TRUE(client.Send(Request(server.Url(), false), FakeCall()).ok()); });
  }
  EXPECT_EQ(server.RequestCount(), 4u);
  EXPECT_EQ(server.ConnectionCount(), 1u);
}

}  // namespace
}  // namespace twitter::testing
