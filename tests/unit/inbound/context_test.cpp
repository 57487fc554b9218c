// The context of an answer survives the host's database, and damage is noticed.
#include "twitter_channel/inbound/context.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

ReplyContext PostContext() {
  return {.kind = ReplyContext::Kind::kPost,
          .id = "2087500000000000001",
          .author = {"2", "jo"},
          .mentions = {{"1", "acme"}, {"3", ""}},
          .conversation_id = "2087400000000000001",
          .counterpart = {}};
}

TEST(ReplyContext, OfAPostIsReadAsItWasWritten) {
  const auto read = ParseContext(WriteContext(PostContext()));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, PostContext());
}

TEST(ReplyContext, OfADirectMessageIsReadAsItWasWritten) {
  const ReplyContext context{.kind = ReplyContext::Kind::kDirectMessage,
                             .id = "5",
                             .author = {"2", "jo"},
                             .mentions = {},
                             .conversation_id = "1-2",
                             .counterpart = {"2", "jo"}};
  const auto read = ParseContext(WriteContext(context));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, context);
}

TEST(ReplyContext, HasTheDocumentedShape) {
  EXPECT_EQ(WriteContext(PostContext()),
            R"({"kind":"post","id":"2087500000000000001","author":{"id":"2","screen_name":"jo"},)"
            R"("mentions":[{"id":"1","screen_name":"acme"},{"id":"3"}],)"
            R"("conversation_id":"2087400000000000001"})");
}

TEST(ReplyContext, UnknownMembersAreIgnored) {
  EXPECT_TRUE(ParseContext(R"({"kind":"post","id":"1","later":true})"));
}

class DamagedContext : public ::testing::TestWithParam<const char*> {};

TEST_P(DamagedContext, IsRefused) {
  const auto read = ParseContext(GetParam());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, "reply.context");
}

INSTANTIATE_TEST_SUITE_P(
    ReplyContext, DamagedContext,
    ::testing::Values("", "[]", "{", "{}", R"({"kind":"post"})", R"({"kind":"fax","id":"1"})",
                      R"({"kind":"post","id":1})", R"({"kind":"post","id":""})",
                      R"({"kind":"post","id":"1","author":"jo"})",
                      R"({"kind":"post","id":"1","author":{"id":""}})",
                      R"({"kind":"post","id":"1","author":{"id":"1^0"}})",
                      R"({"kind":"post","id":"1","mentions":{}})",
                      R"({"kind":"post","id":"1","mentions":[{"id":7}]})",
                      R"({"kind":"post","id":"1","conversation_id":5})",
                      R"({"kind":"direct_message","id":"1","counterpart":[]})"));

}  // namespace
}  // namespace twitter
