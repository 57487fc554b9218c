// The store fails, or the process dies, at every single step; X loses requests or answers. However
// that combines, the customer reads the reply exactly once.
#include <functional>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"

namespace twitter {
namespace {

using testing::LostAnswer;
using testing::LostRequest;
using testing::MessageReply;
using testing::PostReply;

// Store operations of one undisturbed send: read, intent, claim, receipt.
constexpr int kStoreOperations = 4;

enum class Remote { kWorks, kLosesAnswer, kLosesRequest };

struct FaultCase {
  int operation;   // the store operation that fails
  bool permanent;  // and all later ones of that call: the process died
  Remote remote;
  bool direct_message;
};

class SenderFaults : public testing::SenderTest,
                     public ::testing::WithParamInterface<std::tuple<int, bool, int, bool>> {
 protected:
  static FaultCase Case() {
    const auto& [operation, permanent, remote, direct_message] = GetParam();
    return {operation, permanent, static_cast<Remote>(remote), direct_message};
  }
  void Plan(Remote remote) {
    if (remote == Remote::kLosesAnswer) x_.posts.plans.Add(LostAnswer());
    if (remote == Remote::kLosesAnswer) x_.direct_messages.plans.Add(LostAnswer());
    if (remote == Remote::kLosesRequest) x_.posts.plans.Add(LostRequest());
    if (remote == Remote::kLosesRequest) x_.direct_messages.plans.Add(LostRequest());
  }
  std::size_t OnX() const { return x_.posts.timeline.size() + x_.direct_messages.sent.size(); }
};

TEST_P(SenderFaults, ExactlyOneMessageIsOnX) {
  const FaultCase fault = Case();
  Plan(fault.remote);
  if (fault.permanent) {
    host_.kv.faults.FailFrom(fault.operation, testing::StoreFailure());
  } else {
    host_.kv.faults.FailAt(fault.operation, testing::StoreFailure());
  }
  const chp::Reply reply = fault.direct_message ? MessageReply() : PostReply();
  (void)Send(reply);
  host_.kv.faults.Clear();
  const auto sent = SendUntilKnown(reply);
  EXPECT_TRUE(sent.ok());
  EXPECT_EQ(OnX(), 1u);
}

INSTANTIATE_TEST_SUITE_P(EveryStep, SenderFaults,
                         ::testing::Combine(::testing::Range(1, kStoreOperations + 2),
                                            ::testing::Bool(), ::testing::Range(0, 3),
                                            ::testing::Bool()));

class ReconcileFaults : public testing::SenderTest, public ::testing::WithParamInterface<int> {};

TEST_P(ReconcileFaults, AFoundPostIsNotPostedAgain) {
  x_.posts.plans.Add(LostAnswer());
  (void)Send(PostReply());
  host_.kv.faults.FailAt(GetParam(), testing::StoreFailure());
  (void)Send(PostReply());
  host_.kv.faults.Clear();
  EXPECT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_P(ReconcileFaults, ALostPostIsPostedOnce) {
  x_.posts.plans.Add(LostRequest());
  (void)Send(PostReply());
  (void)Send(PostReply());
  host_.clock.Advance(6 * testing::kMinuteMs);
  host_.kv.faults.FailAt(GetParam(), testing::StoreFailure());
  (void)Send(PostReply());
  host_.kv.faults.Clear();
  EXPECT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(EveryStep, ReconcileFaults, ::testing::Range(1, 6));

class BindFault : public testing::SenderTest {};

TEST_F(BindFault, ThePostIsReportedAllTheSame) {
  host_.ingest.faults.FailAt(1, testing::StoreFailure());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(BindFault, TheNextCallBindsIt) {
  host_.ingest.faults.FailAt(1, testing::StoreFailure());
  ASSERT_TRUE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(host_.journal.size(), 1u);
}

// Two nodes of a host work on the same reply: the second runs while the first is inside X.
class TwoNodes : public testing::SenderTest {
 protected:
  class Racing : public Posts {
   public:
    Racing(testing::FakePosts& posts, std::function<void()> other) : posts_(posts), other_(other) {}
    chp::Result<Post> Create(const Credentials& credentials, const NewPost& post,
                             const chp::CallContext& call) override {
      if (!has_run_) RunOther();
      return posts_.Create(credentials, post, call);
    }
    chp::Result<Post> Show(const Credentials& credentials, std::string_view id,
                           const chp::CallContext& call) override {
      return posts_.Show(credentials, id, call);
    }
    chp::Result<std::vector<Post>> Lookup(const Credentials& credentials,
                                          std::span<const std::string> ids,
                                          const chp::CallContext& call) override {
      return posts_.Lookup(credentials, ids, call);
    }
    chp::Result<std::vector<Post>> OwnRecent(const Credentials& credentials, int count,
                                             const chp::CallContext& call) override {
      auto posts = posts_.OwnRecent(credentials, count, call);
      if (!has_run_) RunOther();
      return posts;
    }

   private:
    void RunOther() {
      has_run_ = true;
      other_();
    }
    testing::FakePosts& posts_;
    std::function<void()> other_;
    bool has_run_ = false;
  };

  // The reason of the first node; the second one's is kept in other_verdict_.
  std::string SendOnBoth() {
    Racing racing(x_.posts, [&] { other_verdict_ = ReasonOf(PostReply()); });
    const XApi api{x_.auth,   x_.webhooks,   x_.subscriptions, racing, x_.direct_messages,
                   x_.search, x_.media_files};
    const auto sent = Sender(host_.ports(), api).Send(call_, PostReply(), *config_, receipt_);
    return sent ? "" : sent.error().reason;
  }
  std::string other_verdict_;
};

TEST_F(TwoNodes, OnlyOneWrites) {
  EXPECT_EQ(SendOnBoth(), "");
  EXPECT_EQ(other_verdict_, "x.checking");
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(TwoNodes, OnlyOneSendsAgain) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_EQ(ReasonOf(PostReply()), "x.checking");
  host_.clock.Advance(6 * testing::kMinuteMs);
  EXPECT_EQ(SendOnBoth(), "kv.conflict");
  EXPECT_EQ(other_verdict_, "");
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

}  // namespace
}  // namespace twitter
