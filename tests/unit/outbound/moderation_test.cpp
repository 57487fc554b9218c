// Deleting and hiding: what agents may ask for, what X and the ticket show of it.
#include "twitter_channel/outbound/moderation.hpp"

#include <boost/json.hpp>

#include "tests/unit/outbound/sender_fixture.hpp"

namespace twitter {
namespace {

using testing::PostReply;
using testing::XError;

class ModerationTest : public testing::ThreadTest {
 protected:
  ModerationTest() { config_ = testing::CurrentConfig(); }

  void Stored(const std::string& id, bool own) {
    chp::Message message;
    message.own = own;
    host_.ingest.messages[{"7", id}] = message;
  }
  chp::Result<std::string> Ask(std::string_view action, std::string_view id) {
    return MessageModeration(host_.ports(), &x_.moderation)
        .Begin(testing::OnMessage(action, id), *config_);
  }
  std::string ReasonOf(std::string_view action, std::string_view id) {
    const auto asked = Ask(action, id);
    return asked ? "" : asked.error().reason;
  }
  chp::Result<void> RunJob() {
    return MessageModeration(host_.ports(), &x_.moderation)
        .Run(call_, *config_, host_.jobs.scheduled.back());
  }
  std::vector<chp::Update> Updates() const {
    std::vector<chp::Update> updates;
    for (const chp::Batch& batch : host_.ingest.batches) {
      updates.insert(updates.end(), batch.updates.begin(), batch.updates.end());
    }
    return updates;
  }
  void SendThread() {
    ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
    for (const Post& post : x_.posts.timeline) Stored(post.id, true);
  }
};

TEST_F(ModerationTest, AWholeThreadIsDeletedFromItsEnd) {
  SendThread();
  const std::vector<std::string> ids = {x_.posts.timeline[0].id, x_.posts.timeline[1].id,
                                        x_.posts.timeline[2].id};
  const auto asked = Ask("post.delete", ids[1]);
  ASSERT_TRUE(asked);
  EXPECT_EQ(boost::json::parse(*asked).at("message"), "The post is being deleted on X.");
  EXPECT_EQ(x_.posts.timeline.size(), 3u) << "the job does it, for it is durable";
  ASSERT_TRUE(RunJob().ok());
  EXPECT_TRUE(x_.posts.timeline.empty());
  EXPECT_EQ(x_.moderation.deletions, (std::vector<std::string>{ids[2], ids[1], ids[0]}));
  ASSERT_EQ(Updates().size(), 3u);
  EXPECT_EQ(Updates()[0].kind, chp::UpdateKind::kDeleted);
  EXPECT_EQ(Updates()[0].external_id, ids[2]);
}

TEST_F(ModerationTest, WhatSomebodyDeletedOnXBeforeIsDeleted) {
  Stored("77", true);
  ASSERT_TRUE(Ask("post.delete", "77"));
  ASSERT_TRUE(RunJob().ok());
  ASSERT_EQ(Updates().size(), 1u);
  EXPECT_EQ(Updates()[0].kind, chp::UpdateKind::kDeleted);
}

TEST_F(ModerationTest, ADeletedMessageStaysInTheTicketForTheOtherPersonHasIt) {
  Stored("78", true);
  ASSERT_TRUE(Ask("message.delete", "78"));
  ASSERT_TRUE(RunJob().ok());
  ASSERT_EQ(Updates().size(), 1u);
  EXPECT_EQ(Updates()[0].kind, chp::UpdateKind::kAttached);
  EXPECT_NE(Updates()[0].text.find("the other person still has it"), std::string::npos);
}

TEST_F(ModerationTest, AnAnswerIsHiddenAndShownAgain) {
  Stored("79", false);
  ASSERT_TRUE(Ask("post.hide", "79"));
  ASSERT_TRUE(RunJob().ok());
  EXPECT_TRUE(x_.moderation.hidden.contains("79"));
  ASSERT_TRUE(Ask("post.unhide", "79"));
  EXPECT_EQ(host_.jobs.scheduled[0].id, host_.jobs.scheduled[1].id) << "the later wish replaces";
  ASSERT_TRUE(RunJob().ok());
  EXPECT_FALSE(x_.moderation.hidden.contains("79"));
  ASSERT_EQ(Updates().size(), 2u);
  EXPECT_NE(Updates()[0].text.find("Hidden on X"), std::string::npos);
}

TEST_F(ModerationTest, WhatXRefusesIsANoteInTheTicket) {
  Stored("79", false);
  ASSERT_TRUE(Ask("post.hide", "79"));
  x_.moderation.plans.Add(testing::Refused(XError(chp::Code::kRejected, "x.forbidden", 403)));
  ASSERT_TRUE(RunJob().ok());
  ASSERT_EQ(Updates().size(), 1u);
  EXPECT_EQ(Updates()[0].text, "The post could not be hidden on X. X said no.");
}

TEST_F(ModerationTest, WhatMayPassIsTriedAgain) {
  Stored("79", false);
  ASSERT_TRUE(Ask("post.hide", "79"));
  x_.moderation.plans.Add(testing::Refused(XError(chp::Code::kRateLimited, "x.rate_limited", 429)));
  EXPECT_EQ(ReasonOfLast(RunJob()), "x.rate_limited");
  EXPECT_TRUE(Updates().empty());
  EXPECT_TRUE(RunJob().ok());
}

TEST_F(ModerationTest, OnlyOwnMessagesAreDeletedAndOnlyOthersHidden) {
  Stored("1", true);
  Stored("2", false);
  EXPECT_EQ(ReasonOf("post.delete", "2"), "reply.not_own");
  EXPECT_EQ(ReasonOf("message.delete", "2"), "reply.not_own");
  EXPECT_EQ(ReasonOf("post.hide", "1"), "reply.own");
  EXPECT_EQ(ReasonOf("post.hide", "3"), "reply.unknown_message");
  EXPECT_TRUE(host_.jobs.scheduled.empty());
}

TEST_F(ModerationTest, VersionOneCannotDoIt) {
  Stored("1", true);
  config_ = testing::TestConfig();
  EXPECT_EQ(ReasonOf("post.delete", "1"), "account.needs_v2");
}

TEST_F(ModerationTest, NothingIsDoneForAnAccountThatIsGone) {
  Stored("79", false);
  ASSERT_TRUE(Ask("post.hide", "79"));
  chp::Job job = host_.jobs.scheduled.back();
  job.account_id = "8";
  EXPECT_TRUE(MessageModeration(host_.ports(), &x_.moderation).Run(call_, *config_, job).ok());
  EXPECT_TRUE(x_.moderation.hidden.empty());
  EXPECT_FALSE(MessageModeration::Offers("post.like"));
}

}  // namespace
}  // namespace twitter
