// A sender between a host and an X in memory.
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "tests/unit/outbound/reply_fixture.hpp"
#include "twitter_channel/outbound/send_run.hpp"
#include "twitter_channel/outbound/sender.hpp"

namespace twitter::testing {

// What X gives the first post or message of a test.
inline const std::string kFirstSentId = std::to_string(kFirstRemoteId);

inline constexpr std::int64_t kMinuteMs = 60'000;

class SenderTest : public ::testing::Test {
 protected:
  virtual chp::Result<void> Send(const chp::Reply& reply) {
    receipt_ = chp::Receipt();
    return Sender(host_.ports(), x_.ports()).Send(call_, reply, *config_, receipt_);
  }
  // The reason of the failure, or "" for success.
  std::string ReasonOf(const chp::Reply& reply) {
    const auto sent = Send(reply);
    return sent ? "" : sent.error().reason;
  }
  // Calls again as a host would, waiting as long as it is told, until there is a final verdict.
  chp::Result<void> SendUntilKnown(const chp::Reply& reply) {
    auto sent = Send(reply);
    for (int call = 0; call < 20 && !sent && IsRetried(sent.error().code); ++call) {
      host_.clock.Advance(std::max<std::int64_t>(sent.error().retry_after_ms, 1'000));
      sent = Send(reply);
    }
    return sent;
  }
  static std::string ReasonOfLast(const chp::Result<void>& sent) {
    return sent ? "" : sent.error().reason;
  }
  static bool IsRetried(chp::Code code) {
    return code == chp::Code::kAgain || code == chp::Code::kUncertain ||
           code == chp::Code::kTransient || code == chp::Code::kConflict ||
           code == chp::Code::kCancelled;
  }
  std::string SentId() const { return receipt_.parts.empty() ? "" : receipt_.parts[0].external_id; }

  FakeHost host_;
  FakeXApi x_{host_.clock};
  FakeCall call_;
  std::shared_ptr<const Config> config_ = TestConfig();
  chp::Receipt receipt_;
};

// Sends what a test composed: three parts, unless it says otherwise.
class ThreadTest : public SenderTest {
 protected:
  chp::Result<void> Send(const chp::Reply& reply) override {
    const XApi x = x_.ports();
    const Account& account = config_->accounts.front();
    Composition composition = Compose(reply, *config_, account);
    composition.parts = texts_;
    composition.refusal = refusal_;
    composition.confirmations = confirmations_;
    RemoteMessages remote(x, *config_, account);
    SendRun run(host_.ports(), remote, {call_, reply, account, composition});
    auto sent = run.Run();
    receipt_ = run.Receipt();
    return sent;
  }

  std::vector<std::string> texts_ = {"one (1/3)", "two (2/3)", "three (3/3)"};
  std::optional<ComposeNote> refusal_;
  std::vector<ComposeNote> confirmations_;
};

}  // namespace twitter::testing
