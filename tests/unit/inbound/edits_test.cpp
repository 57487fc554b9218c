// An edited post is a post with a new id (x_api.md 9): it becomes a new version of the message.
#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_batch.hpp"

namespace twitter::testing {
namespace {

class Edits : public ::testing::Test {
 protected:
  chp::Batch BatchOfPost(const std::string& id, std::vector<std::string> versions) {
    Post post = RecordedPost("activity-post_mention_create");
    post.id = id;
    post.edit_ids = std::move(versions);
    std::vector<Event> events;
    events.emplace_back(PostCreated{std::move(post)});
    return BatchOf(std::move(events), config_->accounts.front(), *config_);
  }
  std::shared_ptr<const Config> config_ = ConfigOf({});
};

TEST_F(Edits, APostThatWasNeverEditedIsAMessageOnly) {
  for (const auto& versions :
       {std::vector<std::string>{}, std::vector<std::string>{"90"}, std::vector<std::string>{""}}) {
    const chp::Batch batch = BatchOfPost("90", versions);
    EXPECT_EQ(batch.messages.size(), 1U);
    EXPECT_TRUE(batch.updates.empty());
    EXPECT_TRUE(batch.jobs.empty());
  }
}

TEST_F(Edits, ALaterVersionIsAnEditOfEachOneBefore) {
  const chp::Batch batch = BatchOfPost("92", {"90", "91", "92"});
  ASSERT_EQ(batch.messages.size(), 1U);
  ASSERT_EQ(batch.updates.size(), 2U);
  for (const chp::Update& update : batch.updates) {
    EXPECT_EQ(update.kind, chp::UpdateKind::kEdited);
    EXPECT_EQ(update.new_external_id, "92");
    EXPECT_EQ(update.text, batch.messages[0].text);
    EXPECT_EQ(update.at_ms, batch.messages[0].sent_ms);
  }
  EXPECT_EQ(batch.updates[0].external_id, "90");
  EXPECT_EQ(batch.updates[1].external_id, "91");
}

TEST_F(Edits, AVersionAfterTheOneThatCameIsLookedUp) {
  const chp::Batch batch = BatchOfPost("90", {"90", "91"});
  EXPECT_TRUE(batch.updates.empty());
  ASSERT_EQ(batch.jobs.size(), 1U);
  EXPECT_EQ(batch.jobs[0].id, "parent/7/91");
}

TEST_F(Edits, VersionsThatAreNoIdsAreLeftOut) {
  const chp::Batch batch = BatchOfPost("92", {"x", "", "-5", "92"});
  EXPECT_TRUE(batch.updates.empty());
}

}  // namespace
}  // namespace twitter::testing
