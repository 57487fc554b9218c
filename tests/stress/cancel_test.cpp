// Every call that asks X something, with an X that does not answer: cancellation and the deadline
// end it within a second.
#include <chrono>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "tests/stress/connection.hpp"
#include "tests/support/within_a_second.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace stress {
namespace {

using twitter::testing::FakeCall;
using twitter::testing::kWithinASecond;
using Clock = std::chrono::steady_clock;

std::int64_t MonoMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch())
      .count();
}

class CallWithDeadline : public chp::CallContext {
 public:
  explicit CallWithDeadline(std::int64_t deadline_ms) : deadline_ms_(deadline_ms) {}
  std::uint32_t Attempt() const override { return 1; }
  std::int64_t DeadlineMs() const override { return deadline_ms_; }
  bool IsCancelled() const override { return false; }
  std::string_view TraceId() const override { return {}; }

 private:
  std::int64_t deadline_ms_;
};

constexpr const char* kRequestToken =
    "oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true";

// Answers the first `answered` requests, and no other.
class SilentX {
 public:
  explicit SilentX(std::size_t answered)
      : answered_(answered), server_([this](const std::string&, std::size_t number) {
          return number <= answered_ ? twitter::testing::Answer(200, kRequestToken)
                                     : twitter::testing::Reply{.hang = true};
        }) {}

  Settings settings() const {
    std::string base = server_.Url();
    base.pop_back();
    return {.name = "a", .consumer_secret = "secret-a", .api_base_url = base};
  }
  bool IsSilent() const { return server_.RequestCount() > answered_; }
  Clock::time_point LastArrival() const { return server_.LastArrival(); }

 private:
  const std::size_t answered_;
  twitter::testing::LoopbackServer server_;
};

// What the call ends with.
using CancelledCall =
    std::function<chp::Error(Connection&, const SilentX&, const chp::CallContext&)>;

struct Blocking {
  const char* name;
  chp::Code expected;  // of a cancelled call
  std::size_t answered;
  CancelledCall call;
};

template <class T>
chp::Error ErrorOf(const chp::Result<T>& result) {
  if (!result) return result.error();
  chp::Error none;
  none.code = chp::Code::kOk;
  return none;
}

Blocking Action(const char* name, const char* action) {
  return {name, chp::Code::kCancelled, 0,
          [action](Connection& it, const SilentX&, const chp::CallContext& call) {
            return ErrorOf(it.Act(action, call));
          }};
}

chp::Error Callback(Connection& it, const chp::CallContext& call) {
  EXPECT_TRUE(it.Act("account.link", FakeCall()).ok());
  chp::InboundRequest request;
  request.route = "oauth_callback";
  request.method = "GET";
  request.principal = "session";
  request.base_url = "https://desk.test";
  request.public_url = "https://desk.test/callback?oauth_token=t&oauth_verifier=v";
  const auto answer = it.plugin().OnInbound(call, request);
  EXPECT_TRUE(answer && answer->status == 502u);  // a person waits for it
  return ErrorOf(answer);
}

class CancelTest : public ::testing::TestWithParam<Blocking> {
 protected:
  CancelTest() {
    connection_.host.memory.clock.mono_ms = [](void*) { return MonoMs(); };
    EXPECT_TRUE(connection_.Configure(x_.settings()).ok());
  }

  SilentX x_{GetParam().answered};
  Connection connection_{std::make_shared<twitter::CurlClient>(twitter::CurlOptions())};
};

TEST_P(CancelTest, EndsWithinASecondOfTheHostsWord) {
  const FakeCall call([this] { return x_.IsSilent(); });
  const chp::Error error = GetParam().call(connection_, x_, call);
  EXPECT_LT(Clock::now() - x_.LastArrival(), kWithinASecond);
  EXPECT_EQ(error.code, GetParam().expected) << error.reason << ": " << error.message;
}

TEST_P(CancelTest, EndsWithinASecondOfTheDeadline) {
  const std::int64_t deadline_ms = MonoMs() + 300;
  const chp::Error error = GetParam().call(connection_, x_, CallWithDeadline(deadline_ms));
  EXPECT_LT(MonoMs() - deadline_ms, kWithinASecond.count());
  EXPECT_EQ(error.code == chp::Code::kOk, GetParam().expected == chp::Code::kOk);
}

INSTANTIATE_TEST_SUITE_P(
    ACall, CancelTest,
    ::testing::Values(
        // The post was on its way: whether X took it is not known.
        Blocking{"Reply", chp::Code::kUncertain, 0,
                 [](Connection& it, const SilentX&, const chp::CallContext& call) {
                   return ErrorOf(it.Send("reply", call));
                 }},
        Blocking{"Job", chp::Code::kCancelled, 0,
                 [](Connection& it, const SilentX&, const chp::CallContext& call) {
                   return ErrorOf(it.Reconcile(call));
                 }},
        Blocking{"DryRun", chp::Code::kCancelled, 0,
                 [](Connection& it, const SilentX& x, const chp::CallContext& call) {
                   return ErrorOf(it.DryRun(x.settings(), call));
                 }},
        Blocking{"Callback", chp::Code::kOk, 1,
                 [](Connection& it, const SilentX&, const chp::CallContext& call) {
                   return Callback(it, call);
                 }},
        Action("Verify", "app.verify"), Action("Link", "account.link"),
        Action("RemoveAccount", "account.remove"), Action("RemoveConnection", "connection.remove")),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace stress
