// What the host stores about a sent reply, and what the preview says about one (behaviour.md 6.6).
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"
#include "twitter_channel/outbound/preview.hpp"

namespace twitter {
namespace {

namespace json = boost::json;
using testing::kFirstRemoteId;
using testing::MessageReply;
using testing::PostReply;

class Receipt : public testing::SenderTest {
 protected:
  const json::object& Article() {
    article_ = json::parse(receipt_.article_json).as_object();
    return article_;
  }

 private:
  json::object article_;
};

TEST_F(Receipt, FromIsTheAuthorOfThePost) {
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(Article().at("from"), "@acme");
}

TEST_F(Receipt, ToIsWhomThePostNames) {
  x_.posts.mentions = {{.user_id = "3001", .screen_name = "Jo", .name = "", .span = {}},
                       {.user_id = "3002", .screen_name = "ann", .name = "", .span = {}}};
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(Article().at("to"), "@Jo, @ann");
}

TEST_F(Receipt, ToIsEmptyWhenNobodyIsNamed) {
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(Article().at("to"), "");
}

TEST_F(Receipt, AttributesOfAPost) {
  ASSERT_TRUE(Send(PostReply()).ok());
  const json::object& attributes = Article().at("attributes").as_object();
  for (const char* key :
       {"mention_ids", "geo", "retweeted", "possibly_sensitive", "in_reply_to_user_id", "place",
        "retweet_count", "source", "favorited", "truncated", "created_at"}) {
    EXPECT_TRUE(attributes.contains(key)) << key;
  }
  EXPECT_EQ(attributes.size(), 11u);
}

TEST_F(Receipt, TimeOfAPost) {
  host_.clock.now_ms = 1'747'663'306'000;
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(Article().at("attributes").at("created_at"), "2025-05-19T14:01:46.000Z");
}

TEST_F(Receipt, LinkOfAPost) {
  ASSERT_TRUE(Send(PostReply()).ok());
  const std::string url = "https://twitter.com/_/status/" + std::to_string(kFirstRemoteId);
  EXPECT_EQ(receipt_.parts[0].url, url);
  EXPECT_EQ(Article().at("links"),
            json::value(json::array{
                json::object{{"name", "on Twitter"}, {"url", url}, {"target", "_blank"}}}));
}

TEST_F(Receipt, AttributesOfADirectMessage) {
  ASSERT_TRUE(Send(MessageReply()).ok());
  EXPECT_EQ(Article().at("attributes"),
            json::value(json::object{{"recipient_id", "3001"}, {"sender_id", "2001"}}));
}

TEST_F(Receipt, LinkOfADirectMessage) {
  ASSERT_TRUE(Send(MessageReply()).ok());
  EXPECT_EQ(receipt_.parts[0].url, "https://twitter.com/messages/2001-3001");
}

TEST_F(Receipt, ADirectMessageKeepsFromAndTo) {
  ASSERT_TRUE(Send(MessageReply()).ok());
  EXPECT_FALSE(Article().contains("from"));
  EXPECT_FALSE(Article().contains("to"));
}

class Preview : public testing::SenderTest {
 protected:
  json::object Of(const chp::Reply& reply) {
    return json::parse(PreviewJson(Compose(reply, *config_, config_->accounts.front())))
        .as_object();
  }
};

TEST_F(Preview, ShowsWhatIsSent) {
  const json::object preview = Of(PostReply("@jo Hi"));
  ASSERT_TRUE(Send(PostReply("@jo Hi")).ok());
  EXPECT_EQ(preview.at("parts").as_array().at(0), json::value(x_.posts.requests[0].text));
}

TEST_F(Preview, HasEveryMember) {
  const json::object preview = Of(PostReply());
  for (const char* key : {"length", "limit", "parts", "mentions", "accepted", "refusal",
                          "alternatives", "price", "warnings", "confirmations"}) {
    EXPECT_TRUE(preview.contains(key)) << key;
  }
}

TEST_F(Preview, AcceptsAReply) {
  const json::object preview = Of(PostReply("Hi"));
  EXPECT_EQ(preview.at("accepted"), true);
  EXPECT_TRUE(preview.at("refusal").is_null());
  EXPECT_EQ(preview.at("length"), 2);
  EXPECT_EQ(preview.at("limit"), 280);
}

TEST_F(Preview, SaysWhyItIsRefused) {
  const json::object preview = Of(PostReply(""));
  EXPECT_EQ(preview.at("accepted"), false);
  EXPECT_EQ(preview.at("refusal").at("reason"), "compose.empty");
}

}  // namespace
}  // namespace twitter
