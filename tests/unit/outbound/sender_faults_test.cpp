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

// Store operations of one undisturbed part: read, intent, claim, receipt.
constexpr int kStoreOperations = 4;
constexpr int kParts = 3;

enum class Kind { kPost, kThread, kDirectMessage, kMessages };
enum class Remote { kWorks, kLosesAnswer, kLosesRequest };

struct FaultCase {
  Kind kind;
  int operation;   // the store operation that fails
  bool permanent;  // and all later ones of that call: the process died
  Remote remote;
  int write;  // the write that X's fault meets
};

class SenderFaults : public testing::ThreadTest,
                     public ::testing::WithParamInterface<std::tuple<int, int, bool, int, int>> {
 protected:
  static FaultCase Case() {
    const auto& [kind, operation, permanent, remote, write] = GetParam();
    return {static_cast<Kind>(kind), operation, permanent, static_cast<Remote>(remote), write};
  }
  void Plan(const FaultCase& fault) {
    for (testing::WritePlans* plans : {&x_.posts.plans, &x_.direct_messages.plans}) {
      for (int write = 1; write < fault.write; ++write) plans->Add({});
      if (fault.remote == Remote::kLosesAnswer) plans->Add(LostAnswer());
      if (fault.remote == Remote::kLosesRequest) plans->Add(LostRequest());
    }
    if (fault.permanent) {
      host_.kv.faults.FailFrom(fault.operation, testing::StoreFailure());
    } else {
      host_.kv.faults.FailAt(fault.operation, testing::StoreFailure());
    }
    if (fault.kind == Kind::kPost || fault.kind == Kind::kDirectMessage) texts_.resize(1);
  }
  // As a host calls; the process that died is a new one in the call after.
  chp::Result<void> SendInSpiteOf(const FaultCase& fault, const chp::Reply& reply) {
    const int fatal = host_.kv.faults.operations() + fault.operation;
    auto sent = Send(reply);
    for (int call = 0; call < 40 && !sent && IsRetried(sent.error().code); ++call) {
      if (host_.kv.faults.operations() >= fatal) host_.kv.faults.Clear();
      host_.clock.Advance(std::max<std::int64_t>(sent.error().retry_after_ms, 1'000));
      sent = Send(reply);
    }
    host_.kv.faults.Clear();
    return sent ? Send(reply) : sent;
  }
  std::vector<std::string> TextsOnX() const {
    std::vector<std::string> texts;
    for (const Post& post : x_.posts.timeline) texts.push_back(post.text);
    for (const DirectMessage& message : x_.direct_messages.sent) texts.push_back(message.text);
    return texts;
  }
};

TEST_P(SenderFaults, EachPartIsOnXOnceAndInOrder) {
  const FaultCase fault = Case();
  Plan(fault);
  const bool is_private = fault.kind == Kind::kDirectMessage || fault.kind == Kind::kMessages;
  const auto sent = SendInSpiteOf(fault, is_private ? MessageReply() : PostReply());
  EXPECT_TRUE(sent.ok());
  EXPECT_EQ(TextsOnX(), texts_);
  for (std::size_t part = 1; part < x_.posts.timeline.size(); ++part) {
    EXPECT_EQ(x_.posts.timeline[part].in_reply_to_post_id, x_.posts.timeline[part - 1].id);
  }
  EXPECT_EQ(receipt_.parts.size(), texts_.size());
}

INSTANTIATE_TEST_SUITE_P(EveryStep, SenderFaults,
                         ::testing::Combine(::testing::Range(0, 4),
                                            ::testing::Range(1, kParts* kStoreOperations + 2),
                                            ::testing::Bool(), ::testing::Range(0, 3),
                                            ::testing::Range(1, kParts + 1)));

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
    chp::Result<PostPage> OwnRecent(const Credentials& credentials, const OwnPosts& own,
                                    const chp::CallContext& call) override {
      auto posts = posts_.OwnRecent(credentials, own, call);
      if (!has_run_) RunOther();
      return posts;
    }
    chp::Result<SearchPage> ReadTimeline(const Credentials& credentials, const TimelineQuery& query,
                                         const chp::CallContext& call) override {
      return posts_.ReadTimeline(credentials, query, call);
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
    const XApi api{x_.auth,   x_.webhooks,    x_.subscriptions, racing, x_.direct_messages,
                   x_.search, x_.media_files, x_.users};
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
