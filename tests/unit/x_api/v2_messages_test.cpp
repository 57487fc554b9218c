// Direct messages and recent search of API v2.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

class V2MessagesTest : public testing::V2Test {
 protected:
  DirectMessages& messages() { return api_.ports().direct_messages; }
};

TEST_F(V2MessagesTest, AMessageGoesToTheConversationWithItsRecipient) {
  http_.WillAnswer(201, R"({"data":{"dm_conversation_id":"2001-3001","dm_event_id":"88"}})");
  const auto sent = messages().Create(Account(), {"3001", "It is here."}, call_);
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->id, "88");
  EXPECT_EQ(sent->conversation_id, "2001-3001");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/dm_conversations/with/3001/messages");
  EXPECT_EQ(Asked().body, R"({"text":"It is here."})");
  EXPECT_TRUE(IsSignedByAccount());
}

TEST_F(V2MessagesTest, PagesAreGoneOnWithByXsTokenAndWhatCannotBeReadIsCounted) {
  http_.WillAnswer(200, R"({"data":[{"text":"no id"},{"id":"8","text":"Hi","sender_id":"3001",
                            "event_type":"MessageCreate","dm_conversation_id":"9001",
                            "created_at":"2026-10-19T20:58:00.000Z",
                            "attachments":{"media_keys":["3_1"]}}],
                            "includes":{"media":[{"media_key":"3_1","type":"photo",
                            "url":"https://pbs.twimg.com/a.jpg"}]},
                            "meta":{"result_count":2,"next_token":"18LAA"}})");
  const auto page = messages().ReadPage(Account(), {.token = "17KZZ", .count = 10}, call_);
  ASSERT_TRUE(page.ok()) << page.error().message;
  EXPECT_EQ(page->next_token, "18LAA");
  EXPECT_EQ(page->unreadable, 1u);
  ASSERT_EQ(page->messages.size(), 1u);
  EXPECT_TRUE(page->messages[0].is_group) << "a conversation of two is named by both";
  ASSERT_EQ(page->messages[0].entities.media.size(), 1u);
  const std::string& url = Asked().url;
  EXPECT_NE(url.find("pagination_token=17KZZ"), std::string::npos) << url;
  EXPECT_NE(url.find("max_results=10"), std::string::npos) << url;
}

TEST_F(V2MessagesTest, AYesThatShowsNoMessageIsUncertain) {
  http_.WillAnswer(201, "{}");
  const auto sent = messages().Create(Account(), {"3001", "x"}, call_);
  EXPECT_EQ(sent.error().reason, "x.no_message_in_answer");
  EXPECT_EQ(sent.error().code, chp::Code::kUncertain);
}

TEST_F(V2MessagesTest, ARecipientIsAnIdNotAPath) {
  EXPECT_EQ(messages().Create(Account(), {"3001/../x", "x"}, call_).error().reason,
            "x.user_not_found");
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V2MessagesTest, RecentOnesKnowWhoWroteToWhom) {
  http_.WillAnswer(200, R"({"data":[
      {"id":"2","event_type":"MessageCreate","text":"b","sender_id":"2001",
       "dm_conversation_id":"2001-3001","created_at":"2026-08-12T18:00:00.000Z"},
      {"id":"1","event_type":"MessageCreate","text":"a","sender_id":"3001",
       "dm_conversation_id":"g77"}],"meta":{"result_count":2}})");
  const auto recent = messages().Recent(Account(), call_);
  ASSERT_EQ(recent->size(), 2u);
  EXPECT_EQ(recent->at(0).recipient.id, "3001");
  EXPECT_EQ(recent->at(0).created_ms, 1'786'557'600'000);
  EXPECT_EQ(recent->at(1).recipient.id, "") << "a group";
}

TEST_F(V2MessagesTest, NoMessagesAreAnEmptyList) {
  http_.WillAnswer(200, R"({"meta":{"result_count":0}})");
  EXPECT_TRUE(messages().Recent(Account(), call_)->empty());
  http_.WillAnswer(200, R"({"data":[{"text":"without id"}]})");
  EXPECT_EQ(messages().Recent(Account(), call_).error().reason, "x.bad_answer");
}

TEST_F(V2MessagesTest, WhatWasSaidWithOnePersonIsAskedForAtTheirConversation) {
  http_.WillAnswer(200, R"({"data":[
      {"id":"2","event_type":"MessageCreate","text":"b","sender_id":"2001",
       "dm_conversation_id":"2001-3001","created_at":"2026-08-12T18:00:00.000Z"}],
      "meta":{"result_count":1,"next_token":"18LAA"}})");
  const auto page = messages().With(Account(), "3001", call_);
  ASSERT_EQ(page->messages.size(), 1u);
  EXPECT_EQ(page->messages[0].recipient.id, "3001");
  EXPECT_TRUE(page->has_older);
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/dm_conversations/with/3001/dm_events?"));
}

TEST_F(V2MessagesTest, APersonIsAnIdNotAPath) {
  EXPECT_EQ(messages().With(Account(), "3001/..", call_).error().reason, "x.user_not_found");
  EXPECT_TRUE(http_.requests.empty());
}

class V2SearchTest : public testing::V2Test {
 protected:
  chp::Result<SearchPage> Found(const SearchQuery& query) {
    return api_.ports().search.Recent(Account(), query, call_);
  }
};

TEST_F(V2SearchTest, PagesAreCutByIds) {
  http_.WillAnswer(200, R"({"data":[{"id":"12","text":"a","author_id":"5"},{"id":"11"}],
                            "meta":{"newest_id":"12","oldest_id":"11","next_token":"b26"}})",
                   {{"x-rate-limit-remaining", "449"}});
  const auto page = Found({.query = "(#acme) -is:retweet", .since_id = "3", .max_id = "20"});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->posts.size(), 1u);
  EXPECT_EQ(page->unreadable, 1u);
  EXPECT_EQ(page->next_max_id, "10");
  EXPECT_NE(Asked().url.find("since_id=3"), std::string::npos);
  EXPECT_NE(Asked().url.find("until_id=21"), std::string::npos) << "X counts it out";
  EXPECT_EQ(Asked().url.find("start_time"), std::string::npos) << "never both";
}

TEST_F(V2SearchTest, TheLastPageSaysSo) {
  http_.WillAnswer(200, R"({"data":[{"id":"12","text":"a","author_id":"5"}],
                            "meta":{"newest_id":"12","oldest_id":"12","result_count":1}})");
  EXPECT_EQ(Found({.query = "a"})->next_max_id, "");
  http_.WillAnswer(200, R"({"meta":{"result_count":0}})");
  EXPECT_TRUE(Found({.query = "a"})->posts.empty());
}

TEST_F(V2SearchTest, APlaceOlderThanAWeekIsGivenUp) {
  http_.WillAnswer(400, R"({"title":"Invalid Request","detail":"'since_id' must be a tweet id)"
                        R"( created after [TIMESTAMP].","status":400})");
  http_.WillAnswer(200, R"({"meta":{"result_count":0}})");
  ASSERT_TRUE(Found({.query = "a", .since_id = "3"}));
  ASSERT_EQ(http_.requests.size(), 2u);
  EXPECT_EQ(Asked(1).url.find("since_id"), std::string::npos);
}

TEST_F(V2SearchTest, AQueryThatXRefusesIsAskedOnce) {
  http_.WillAnswer(400, R"({"title":"Invalid Request","detail":"no","status":400})");
  EXPECT_FALSE(Found({.query = "("}));
  EXPECT_EQ(http_.requests.size(), 1u);
}

}  // namespace
}  // namespace twitter
