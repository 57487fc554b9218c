// Which jobs a message brings with it.
#include "twitter_channel/inbound/follow_up.hpp"

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/media_order.hpp"
#include "twitter_channel/inbound/normalizer.hpp"

namespace twitter::testing {
namespace {

class FollowUp : public ::testing::Test {
 protected:
  FollowUp() {
    post_.id = "100";
    post_.author.id = "12";
    post_.author.screen_name = "jo";
    routing_.disposition = Disposition::kOpen;
    routing_.source = Source::kMention;
  }
  void Show(const std::string& url) {
    Media media;
    media.url = url;
    post_.entities.media.push_back(media);
  }
  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const chp::Job& job : FollowUpJobs(post_, routing_, account_)) ids.push_back(job.id);
    return ids;
  }
  using List = std::vector<std::string>;

  Post post_;
  Routing routing_;
  Account account_ = AccountOf(kUsualSync);
};

TEST_F(FollowUp, APlainPostNeedsNone) { EXPECT_EQ(Ids(), List{}); }

TEST_F(FollowUp, FilesAreFetched) {
  Show("https://pbs.twimg.com/media/a.jpg");
  const auto jobs = FollowUpJobs(post_, routing_, account_);
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].id, "media/7/100");
  EXPECT_EQ(jobs[0].kind, "media");
  EXPECT_EQ(jobs[0].lane, "media");
  EXPECT_EQ(jobs[0].account_id, "7");
  const auto order = ReadMediaOrder(jobs[0].payload_json);
  ASSERT_TRUE(order.ok());
  EXPECT_EQ(order->message_id, "100");
  EXPECT_EQ(order->list, FilesOf(post_));
}

TEST_F(FollowUp, TheAnsweredPostIsWantedOnceHoweverManyAnswerIt) {
  post_.in_reply_to_post_id = "99";
  const auto jobs = FollowUpJobs(post_, routing_, account_);
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].id, "parent/7/99");
  EXPECT_EQ(jobs[0].kind, "parent");
  EXPECT_EQ(jobs[0].lane, "parents");
  EXPECT_EQ(Json(jobs[0].payload_json), Json(R"({"id":"99","depth":1})"));
  post_.id = "101";
  EXPECT_EQ(Ids(), List{"parent/7/99"});
}

TEST_F(FollowUp, AQuotedPostIsWantedUnlessItCameAlong) {
  post_.quoted_post_id = "50";
  EXPECT_EQ(Ids(), List{"parent/7/50"});
  post_.quoted = std::make_shared<Post>();
  EXPECT_EQ(Ids(), List{});
}

TEST_F(FollowUp, APostThatAnswersAndQuotesTheSameWantsItOnce) {
  post_.in_reply_to_post_id = post_.quoted_post_id = "50";
  EXPECT_EQ(Ids(), List{"parent/7/50"});
}

TEST_F(FollowUp, MereContextNeedsNone) {
  Show("https://pbs.twimg.com/media/a.jpg");
  post_.in_reply_to_post_id = "99";
  for (const Disposition disposition : {Disposition::kContext, Disposition::kDrop}) {
    routing_.disposition = disposition;
    EXPECT_EQ(Ids(), List{});
  }
  routing_.disposition = Disposition::kJoin;
  EXPECT_EQ(Ids(), (List{"media/7/100", "parent/7/99"}));
}

TEST_F(FollowUp, OfARepostOnlyTheFilesAreFetched) {
  Show("https://pbs.twimg.com/media/a.jpg");
  post_.in_reply_to_post_id = "99";
  post_.reposted_post_id = "98";
  EXPECT_EQ(Ids(), List{"media/7/100"});
}

TEST_F(FollowUp, AnIdThatIsNoneOfXWantsNothing) {
  post_.in_reply_to_post_id = "1/../2";
  EXPECT_EQ(Ids(), List{});
}

TEST_F(FollowUp, WhatXNamedAndDidNotShowIsLookedUp) {
  post_.quoted_post_id = "50";
  post_.incomplete = true;
  EXPECT_EQ(Ids(), List{"complete/7/100"}) << "the quoted post comes with it";
  routing_.disposition = Disposition::kContext;
  EXPECT_EQ(Ids(), List{"complete/7/100"}) << "what it quotes may be ours";
}

TEST_F(FollowUp, AnAuthorKnownByIdIsLookedUpOnceWhateverTheyWrite) {
  post_.author.screen_name.clear();
  const auto jobs = FollowUpJobs(post_, routing_, account_);
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].id, "person/7/12");
  EXPECT_EQ(jobs[0].kind, "person");
  EXPECT_EQ(jobs[0].lane, "people");
  post_.id = "101";
  EXPECT_EQ(Ids(), List{"person/7/12"});
  routing_.disposition = Disposition::kContext;
  EXPECT_EQ(Ids(), List{}) << "nobody sees it";
  routing_.disposition = Disposition::kOpen;
  post_.author.id = account_.external_id;
  EXPECT_EQ(Ids(), List{}) << "we know ourselves";
}

TEST_F(FollowUp, FilesOfWithheldPostsAreNotFetched) {
  Show("https://pbs.twimg.com/media/a.jpg");
  post_.withheld.countries = {"DE"};
  EXPECT_EQ(Ids(), List{});
  EXPECT_EQ(MediaOrderOf(post_, {}), "");
}

TEST_F(FollowUp, PeopleOfAMessageKnownByIdAreLookedUp) {
  DirectMessage message;
  message.id = "200";
  message.sender.id = "12";
  message.recipient.id = account_.external_id;
  const auto jobs = FollowUpJobs(message, routing_, account_);
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].id, "person/7/12");
}

TEST_F(FollowUp, TheNormaliserHandsThemToTheHost) {
  const Connection connection;
  const auto config = ConfigOf(connection);
  const Account& account = config->accounts.at(0);
  post_.in_reply_to_post_id = "99";
  const chp::Message message = NormalizePost(Post(post_), routing_, account, *config);
  ASSERT_EQ(message.jobs.size(), 1u);
  EXPECT_EQ(message.jobs[0].kind, "parent");
}

// P39 of the reference: exactly one attachment.
TEST(RecordedFollowUp, ARecordedPostWithAPhotoBringsExactlyOneFile) {
  WebhookBench bench;
  const chp::Message message = bench.Message("tweet_create-user_mention_with_media");
  ASSERT_EQ(message.jobs.size(), 1u);
  const auto order = ReadMediaOrder(message.jobs[0].payload_json);
  ASSERT_TRUE(order.ok());
  EXPECT_EQ(order->list.files.size(), 1u);
}

TEST(RecordedFollowUp, ARecordedDirectMessageWithAGifBringsItsFilm) {
  WebhookBench bench;
  const chp::Message message = bench.Message("direct_message-incoming_with_media");
  ASSERT_EQ(message.jobs.size(), 1u);
  const auto order = ReadMediaOrder(message.jobs[0].payload_json);
  ASSERT_TRUE(order.ok());
  ASSERT_EQ(order->list.files.size(), 1u);
  EXPECT_TRUE(order->list.files[0].is_signed);
  EXPECT_EQ(order->list.files[0].media_type, "video/mp4");
}

}  // namespace
}  // namespace twitter::testing
