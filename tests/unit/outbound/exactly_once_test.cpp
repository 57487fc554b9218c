// The process dies, an operation fails, a request or an answer is lost at every single step of
// every kind of reply, and of deleting one. Whatever happens, X shows each message once, whole and
// in order, and the host is told its ids.
#include <stdexcept>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/support/fake_x_api.hpp"
#include "tests/unit/outbound/media_fixture.hpp"
#include "tests/unit/outbound/reply_fixture.hpp"
#include "twitter_channel/outbound/moderation.hpp"
#include "twitter_channel/outbound/send_run.hpp"
#include "twitter_channel/outbound/sender.hpp"

namespace twitter {
namespace {

using testing::Clip;
using testing::Kept;
using testing::Picture;

enum class Work { kPost, kThread, kMessage, kPostWithPictures, kMessageWithFilm, kDelete };
enum class Fault { kDies, kFails, kLosesRequest, kLosesAnswer };

struct ProcessDied : std::runtime_error {
  ProcessDied() : std::runtime_error("the process of the test died") {}
};

// Counts what the sender asks of anybody, and strikes at one of these.
class Steps {
 public:
  Steps(Fault fault, int strikes_at) : fault_(fault), left_(strikes_at) {}

  std::optional<chp::Error> Operation() {
    if (!Strikes()) return std::nullopt;
    return testing::StoreFailure();
  }
  std::optional<testing::WritePlan> Write() {
    if (!Strikes()) return std::nullopt;
    if (fault_ == Fault::kLosesAnswer) return testing::LostAnswer();
    if (fault_ == Fault::kLosesRequest) return testing::LostRequest();
    return testing::Refused(testing::StoreFailure());
  }
  bool has_struck() const { return left_ <= 0; }

 private:
  bool Strikes() {
    if (--left_ != 0) return false;
    if (fault_ == Fault::kDies) throw ProcessDied();
    return true;
  }
  const Fault fault_;
  int left_;
};

bool IsRetried(chp::Code code) {
  return code == chp::Code::kAgain || code == chp::Code::kUncertain ||
         code == chp::Code::kTransient || code == chp::Code::kConflict;
}

// A host and an X from nothing, and one reply between them.
class World {
 public:
  explicit World(Work kind) : kind_(kind) {
    if (IsPrivate()) reply_ = testing::MessageReply("Found it.");
    if (kind == Work::kThread || kind == Work::kDelete) texts_ = {"one", "two", "three"};
    if (kind == Work::kPostWithPictures) {
      for (const char* name : {"a", "b"}) reply_.attachments.push_back(Kept(host, Picture(name)));
    }
    if (kind == Work::kMessageWithFilm) {
      reply_.attachments.push_back(Kept(host, Clip("clip")));
      x.uploads.goes_on = 1;
    }
    if (texts_.empty()) texts_ = {std::string(reply_.text)};
    if (kind == Work::kDelete) SendAll();
  }

  void Attach(Steps& steps) {
    const auto operation = [&steps] { return steps.Operation(); };
    for (testing::FaultPlan* plan :
         {&host.kv.faults, &host.ingest.faults, &host.blobs.faults, &host.jobs.faults,
          &x.posts.read_faults, &x.direct_messages.read_faults}) {
      plan->on_operation = operation;
    }
    for (testing::WritePlans* plans :
         {&x.posts.plans, &x.direct_messages.plans, &x.uploads.plans, &x.moderation.plans}) {
      plans->on_write = [&steps] { return steps.Write(); };
    }
  }

  // As a host does: again until there is a verdict; a process that died is a new one.
  chp::Result<void> UntilKnown() {
    chp::Result<void> done = Died();
    for (int call = 0; call < 40; ++call) {
      done = OnceOrDie();
      if (done.ok() || !IsRetried(done.error().code)) break;
      host.clock.Advance(std::max<std::int64_t>(done.error().retry_after_ms, 1'000));
    }
    return done;
  }

  std::vector<std::string> Shown() const {
    std::vector<std::string> shown;
    for (const Post& post : x.posts.timeline) shown.push_back(post.text);
    for (const DirectMessage& message : x.direct_messages.sent) shown.push_back(message.text);
    return shown;
  }
  std::vector<std::string> Wanted() const {
    if (kind_ == Work::kDelete) return {};
    std::vector<std::string> wanted = texts_;
    if (!reply_.attachments.empty()) wanted.front() += testing::kMediaLink;
    return wanted;
  }
  std::vector<std::string> IdsOnX() const {
    std::vector<std::string> ids;
    for (const Post& post : x.posts.timeline) ids.push_back(post.id);
    for (const DirectMessage& message : x.direct_messages.sent) ids.push_back(message.id);
    return ids;
  }
  std::vector<std::string> IdsTold() const {
    std::vector<std::string> ids;
    for (const chp::ReceiptPart& part : receipt_.parts) ids.push_back(part.external_id);
    return ids;
  }
  // The pictures of the first post, by what describes them.
  std::vector<std::string> Pictures() const {
    std::vector<std::string> pictures;
    for (const Media& media : x.posts.timeline.front().entities.media) {
      pictures.push_back(x.uploads.uploads.at(media.id).alt_text);
    }
    return pictures;
  }

  testing::FakeHost host;
  testing::FakeXApi x{host.clock};

 private:
  static chp::Result<void> Died() { return testing::StoreFailure(); }
  bool IsPrivate() const { return kind_ == Work::kMessage || kind_ == Work::kMessageWithFilm; }
  chp::Result<void> OnceOrDie() {
    try {
      return kind_ == Work::kDelete ? Delete() : Send();
    } catch (const ProcessDied&) {
      return Died();
    }
  }
  chp::Result<void> Send() {
    const XApi api = x.ports();
    const Account& account = config_->accounts.front();
    Composition composition = Compose(reply_, *config_, account);
    composition.parts = texts_;
    RemoteMessages remote(api, *config_, account);
    SendRun run(host.ports(), remote, {call_, reply_, account, composition});
    auto sent = run.Run();
    receipt_ = run.Receipt();
    return sent;
  }
  void SendAll() {
    while (!Send()) host.clock.Advance(1'000);
    for (const Post& post : x.posts.timeline) {
      chp::Message stored;
      stored.own = true;
      host.ingest.messages[{"7", post.id}] = stored;
    }
    first_id_ = x.posts.timeline.front().id;
  }
  chp::Result<void> Delete() {
    MessageModeration moderation(host.ports(), &x.moderation);
    if (host.jobs.scheduled.empty()) {
      const auto begun = moderation.Begin(testing::OnMessage("post.delete", first_id_), *config_);
      if (!begun) return begun.error();
    }
    return moderation.Run(call_, *config_, host.jobs.scheduled.front());
  }

  const Work kind_;
  chp::Reply reply_ = testing::PostReply("Sorry! Which order?");
  std::vector<std::string> texts_;
  std::string first_id_;
  testing::FakeCall call_;
  std::shared_ptr<const Config> config_ = testing::CurrentConfig();
  chp::Receipt receipt_;
};

class ExactlyOnce : public ::testing::TestWithParam<std::tuple<Work, Fault>> {
 protected:
  // False when the reply took fewer steps than that.
  static bool StrikesAt(int step) {
    const auto [kind, fault] = GetParam();
    World world(kind);
    Steps steps(fault, step);
    world.Attach(steps);
    const auto done = world.UntilKnown();
    EXPECT_TRUE(done.ok()) << "step " << step << ": " << (done ? "" : done.error().reason);
    // The host may not have heard of the success.
    EXPECT_TRUE(world.UntilKnown().ok()) << "step " << step;
    EXPECT_EQ(world.Shown(), world.Wanted()) << "step " << step;
    if (kind == Work::kDelete) return steps.has_struck();
    EXPECT_EQ(world.IdsTold(), world.IdsOnX()) << "step " << step;
    for (std::size_t part = 1; part < world.x.posts.timeline.size(); ++part) {
      EXPECT_EQ(world.x.posts.timeline[part].in_reply_to_post_id,
                world.x.posts.timeline[part - 1].id);
    }
    if (kind == Work::kPostWithPictures) {
      EXPECT_EQ(world.Pictures(), (std::vector<std::string>{"What a shows", "What b shows"}));
    }
    return steps.has_struck();
  }
};

TEST_P(ExactlyOnce, WhicheverStepItStrikes) {
  int step = 1;
  while (StrikesAt(step) && !HasFailure()) ++step;
  EXPECT_GT(step, 6) << "it struck nothing";
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, ExactlyOnce,
    ::testing::Combine(
        ::testing::Values(Work::kPost, Work::kThread, Work::kMessage, Work::kPostWithPictures,
                          Work::kMessageWithFilm, Work::kDelete),
        ::testing::Values(Fault::kDies, Fault::kFails, Fault::kLosesRequest, Fault::kLosesAnswer)));

}  // namespace
}  // namespace twitter
