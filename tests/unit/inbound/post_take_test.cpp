// A post that somebody chose becomes a ticket, once, whatever else brings it.
#include "twitter_channel/inbound/post_take.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

class PostTakeTest : public ::testing::Test {
 protected:
  PostTakeTest() { Configure(R"({"mentions":{"group_id":"1"}})"); }

  void Configure(const std::string& sync, bool has_token = true) {
    const std::string config =
        R"({"accounts":[{"id":"7","external_id":"2001","screen_name":"acme","active":true,)"
        R"("settings":{"sync":)" +
        sync + "}}]}";
    chp::ConfigInput input;
    input.json = config;
    if (has_token) {
      input.secrets_json =
          R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    }
    config_ = *ParseConfig(input);
  }
  Post& Write(const std::string& id, const std::string& author = "12") {
    Post post;
    post.id = id;
    post.author.id = author;
    post.author.screen_name = "jo";
    post.text = "text of " + id;
    x_.posts.timeline.push_back(post);
    return x_.posts.timeline.back();
  }
  chp::Result<std::string> Take(const std::string& post, const std::string& group = "",
                                std::string_view account = "7") {
    const std::string input = json::serialize(json::object{{"post", post}, {"group_id", group}});
    chp::ActionInput action;
    action.id = "post.take";
    action.account_id = account;
    action.input_json = input;
    return PostTake(host_.ports(), x_.posts).Run(call_, action, *config_);
  }
  std::string Refused(const std::string& post, std::string_view account = "7") {
    const auto taken = Take(post, "", account);
    return taken ? "taken" : taken.error().reason;
  }
  const chp::Message& Delivered() const { return host_.ingest.batches.back().messages.front(); }

  FakeHost host_;
  FakeXApi x_{host_.clock};
  FakeCall call_;
  std::shared_ptr<const Config> config_;
};

TEST_F(PostTakeTest, APostNobodyCollectsBecomesATicket) {
  Write("99");
  const auto taken = Take("https://x.com/jo/status/99?s=20");
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_EQ(json::parse(*taken),
            json::parse(R"({"ticket":"t-1","title":"text of 99","created":true})"));
  EXPECT_EQ(Delivered().external_id, "99");
  EXPECT_EQ(Delivered().role, chp::Role::kOpen);
  EXPECT_EQ(Delivered().source, "by_hand");
  EXPECT_EQ(Delivered().group_id, "1");
  EXPECT_EQ(json::parse(Delivered().match_json).at("source"), "by_hand");
}

TEST_F(PostTakeTest, APostTheSettingsWouldTakeKeepsItsReason) {
  Post& post = Write("99");
  MentionEntity mention;
  mention.user_id = "2001";
  mention.screen_name = "acme";
  mention.span = {0, 4};
  post.entities.mentions.push_back(mention);
  ASSERT_TRUE(Take("99").ok());
  EXPECT_EQ(Delivered().source, "mention");
  ASSERT_TRUE(Take("99", "4").ok());
  EXPECT_EQ(Delivered().group_id, "4") << "the group that was chosen counts";
}

TEST_F(PostTakeTest, ItIsTheMessageAnEventBringsToo) {
  Write("99");
  ASSERT_TRUE(Take("99").ok());
  const auto again = Take("99");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(json::parse(*again).at("created"), false);
  EXPECT_EQ(host_.ingest.messages.size(), 1U);
}

TEST_F(PostTakeTest, OfARepostTheRepeatedPostIsTaken) {
  auto original = std::make_shared<Post>();
  original->id = "50";
  original->author.id = "13";
  original->author.screen_name = "sam";
  original->text = "original";
  Post& repost = Write("99");
  repost.reposted_post_id = "50";
  repost.reposted = original;
  ASSERT_TRUE(Take("99").ok());
  EXPECT_EQ(Delivered().external_id, "50");
}

TEST_F(PostTakeTest, WithoutAMentionsGroupTheFirstGroupServes) {
  Write("99");
  Configure(R"({"search":[{"term":"can","group_id":"6"}]})");
  ASSERT_TRUE(Take("99").ok());
  EXPECT_EQ(Delivered().group_id, "6");
  Configure("{}");
  EXPECT_EQ(Refused("99"), "post.group");
  EXPECT_TRUE(Take("99", "3").ok());
}

TEST_F(PostTakeTest, WhatCannotBeTakenIsSaid) {
  Write("99", "2001");
  EXPECT_EQ(Refused("99"), "post.own");
  EXPECT_EQ(Refused("https://example.com/99"), "post.link");
  EXPECT_EQ(Refused(""), "post.link");
  EXPECT_EQ(Refused("98"), "x.not_found");
  EXPECT_EQ(Refused("99", "8"), "account.unknown");
  Configure("{}", false);
  EXPECT_EQ(Refused("99"), "account.no_token");
  EXPECT_TRUE(host_.ingest.batches.empty());
}

TEST_F(PostTakeTest, AnInputThatIsNoneIsRefused) {
  for (const char* input : {"", "[]", R"({"post":7})"}) {
    chp::ActionInput action;
    action.account_id = "7";
    action.input_json = input;
    EXPECT_FALSE(PostTake(host_.ports(), x_.posts).Run(call_, action, *config_).ok()) << input;
  }
}

TEST_F(PostTakeTest, AFailureOfXOrOfTheHostTakesNothingAndCanBeRepeated) {
  Write("99");
  x_.posts.read_faults.FailAt(1, XError(chp::Code::kTransient, "x.unavailable", 503));
  EXPECT_EQ(Refused("99"), "x.unavailable");
  host_.ingest.faults.FailAt(1, StoreFailure());
  EXPECT_FALSE(Take("99").ok());
  EXPECT_TRUE(Take("99").ok());
  EXPECT_EQ(host_.ingest.messages.size(), 1U);
}

TEST_F(PostTakeTest, WhatTheHostKeepsOutIsSaid) {
  Write("99");
  host_.ingest.refuses_with = "item.refused";
  EXPECT_EQ(Refused("99"), "post.refused");
}

}  // namespace
}  // namespace twitter::testing
