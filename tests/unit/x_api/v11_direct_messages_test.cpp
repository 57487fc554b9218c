// Writing and listing direct messages.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kEvent =
    R"({"type":"message_create","id":"1150493286110552068","created_timestamp":"1563133949197",
        "message_create":{"target":{"recipient_id":"12"},"sender_id":"3001969357",
        "message_data":{"text":"hi"}}})";

class V11DirectMessagesTest : public V11Test {
 protected:
  chp::Result<DirectMessage> Create(const NewDirectMessage& message) {
    return api_.ports().direct_messages.Create(Account(), message, call_);
  }
  chp::Result<std::vector<DirectMessage>> Recent() {
    return api_.ports().direct_messages.Recent(Account(), call_);
  }
};

TEST_F(V11DirectMessagesTest, AMessageIsSentOnceAsJson) {
  http_.WillAnswer(200, std::string(R"({"event":)") + kEvent + "}");
  const auto message = Create({"9007199254740993", "say \"hi\" \u2603"});
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->id, "1150493286110552068");
  EXPECT_EQ(message->conversation_id, "12-3001969357");
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/1.1/direct_messages/events/new.json");
  EXPECT_EQ(Asked().body,
            R"({"event":{"type":"message_create","message_create":{"target":)"
            R"({"recipient_id":"9007199254740993"},"message_data":{"text":"say \"hi\" )"
            "\u2603\"}}}}");
  EXPECT_FALSE(Asked().idempotent);
}

TEST_F(V11DirectMessagesTest, TheJsonBodyIsNotSigned) {
  http_.WillAnswer(200, std::string(R"({"event":)") + kEvent + "}");
  ASSERT_TRUE(Create({"12", "hi"}).ok());
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11DirectMessagesTest, ARecipientThatIsNoIdIsRefusedWithoutAsking) {
  const auto message = Create({"@jo", "hi"});
  ASSERT_FALSE(message.ok());
  EXPECT_EQ(message.error().code, chp::Code::kRejected);
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V11DirectMessagesTest, AnAnswerWithAnIdIsAMessageHoweverOddTheRest) {
  http_.WillAnswer(200, R"({"event":{"id":"5"}})");
  const auto message = Create({"12", "hi"});
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->id, "5");
  EXPECT_EQ(message->recipient.id, "12");
}

class AnswerWithoutMessage : public V11DirectMessagesTest,
                             public ::testing::WithParamInterface<const char*> {};
TEST_P(AnswerWithoutMessage, IsUncertain) {
  http_.WillAnswer(200, GetParam());
  const auto message = Create({"12", "hi"});
  ASSERT_FALSE(message.ok());
  EXPECT_EQ(message.error().code, chp::Code::kUncertain);
  EXPECT_EQ(message.error().reason, "x.no_message_in_answer");
}
INSTANTIATE_TEST_SUITE_P(V11DirectMessages, AnswerWithoutMessage,
                         ::testing::Values("", "<html>", "{}", "[]", R"({"event":17})",
                                           R"({"event":{"id":"x"}})", R"({"id":"5"})"));

TEST_F(V11DirectMessagesTest, AUserWhoTakesNoMessagesIsARejection) {
  http_.WillAnswer(
      403, R"({"errors":[{"code":349,"message":"You cannot send messages to this user."}]})");
  const auto message = Create({"12", "hi"});
  ASSERT_FALSE(message.ok());
  EXPECT_EQ(message.error().code, chp::Code::kRejected);
  EXPECT_EQ(message.error().reason, "x.dm_forbidden");
}

TEST_F(V11DirectMessagesTest, AFailingServerMayHaveSent) {
  http_.WillAnswer(500, "");
  const auto message = Create({"12", "hi"});
  ASSERT_FALSE(message.ok());
  EXPECT_EQ(message.error().code, chp::Code::kUncertain);
}

TEST_F(V11DirectMessagesTest, RecentListsOnePageOfMessages) {
  http_.WillAnswer(200, std::string(R"({"events":[{"type":"welcome","id":"1"},)") + kEvent +
                            R"(],"apps":{},"next_cursor":"MTE0"})");
  const auto messages = Recent();
  ASSERT_TRUE(messages.ok());
  ASSERT_EQ(messages->size(), 1u);
  EXPECT_EQ(messages->front().text, "hi");
  EXPECT_EQ(Asked().method, "GET");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/1.1/direct_messages/events/list.json?count=50");
  EXPECT_TRUE(IsSignedBy(account_));
}

class BadMessageList : public V11DirectMessagesTest,
                       public ::testing::WithParamInterface<const char*> {};
TEST_P(BadMessageList, ProvesNothing) {
  http_.WillAnswer(200, GetParam());
  const auto messages = Recent();
  ASSERT_FALSE(messages.ok());
  EXPECT_EQ(messages.error().code, chp::Code::kTransient);
  EXPECT_EQ(messages.error().reason, "x.bad_answer");
}
INSTANTIATE_TEST_SUITE_P(V11DirectMessages, BadMessageList,
                         ::testing::Values("", "[]", "{}", R"({"events":{}})", R"({"events":[17]})",
                                           R"({"events":[{"type":"message_create"}]})"));

}  // namespace
}  // namespace twitter::testing
