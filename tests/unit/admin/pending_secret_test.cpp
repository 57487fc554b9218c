// The app secret that answers X's challenge while an app is being verified (plugin_abi.md A17).
#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/admin/app_verification.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

class PendingSecret : public testing::AdminTest {
 protected:
  chp::Result<std::string> Verify(const Form& form) {
    const auto config = ConfigOf(form);
    return AppVerification(host_.ports(), x_.ports()).Run(call_, *config);
  }
};

// Looks at the store at the moment X would send its challenge.
class ChallengingWebhooks : public testing::FakeWebhooks {
 public:
  ChallengingWebhooks(testing::Calls& calls, const testing::FakeKv& kv)
      : FakeWebhooks(calls), kv_(kv) {}
  chp::Result<Webhook> Register(const App& app, std::string_view url,
                                const chp::CallContext& call) override {
    seen = kv_.Peek(kPendingCrcSecretKey);
    return FakeWebhooks::Register(app, url, call);
  }
  std::optional<testing::FakeKv::Entry> seen;

 private:
  const testing::FakeKv& kv_;
};

TEST_F(PendingSecret, TheSecretIsPendingWhileXChallenges) {
  ChallengingWebhooks webhooks(x_.calls, host_.kv);
  const XApi api{x_.auth,   webhooks,       x_.subscriptions, x_.posts, x_.direct_messages,
                 x_.search, x_.media_files, x_.users};
  ASSERT_TRUE(AppVerification(host_.ports(), api).Run(call_, *ConfigOf({})).ok());
  ASSERT_TRUE(webhooks.seen.has_value());
  EXPECT_EQ(webhooks.seen->value, "DDD-consumer-secret");
  EXPECT_TRUE(webhooks.seen->secret);
  EXPECT_EQ(webhooks.seen->expires_ms, host_.clock.NowMs() + 600'000);
}

TEST_F(PendingSecret, NoSecretIsPendingAfterSuccess) {
  ASSERT_TRUE(Verify({}).ok());
  EXPECT_FALSE(host_.kv.Peek(kPendingCrcSecretKey).has_value());
}

TEST_F(PendingSecret, NoSecretIsPendingAfterFailure) {
  x_.webhooks.registered = {{.id = "55", .url = "https://other.test/hook", .valid = true}};
  ASSERT_FALSE(Verify({}).ok());
  EXPECT_FALSE(host_.kv.Peek(kPendingCrcSecretKey).has_value());
}

TEST_F(PendingSecret, AnUnprovenSecretIsNeverPending) {
  x_.auth.request_token_error = testing::XError(chp::Code::kConfig, "x.bad_app_keys", 401);
  ASSERT_FALSE(Verify({}).ok());
  EXPECT_EQ(host_.kv.faults.operations(), 0);
}

TEST_F(PendingSecret, AStoreThatFailsIsReported) {
  host_.kv.faults.FailAt(1, testing::StoreFailure());
  const auto verified = Verify({});
  ASSERT_FALSE(verified.ok());
  EXPECT_EQ(verified.error().reason, "host.store");
}

}  // namespace
}  // namespace twitter
