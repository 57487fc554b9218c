// What a host refuses in a message for its content.
#include <gtest/gtest.h>

#include "plugin_api/cpp/host_side.hpp"

namespace contract {
namespace {

chp::Message Sound() {
  chp::Message message;
  message.account_id = "1";
  message.external_id = "42";
  message.author.external_id = "7";
  message.permalink = "https://x.example/42";
  message.attributes_json = "{}";
  return message;
}

struct Mistake {
  const char* reason;
  void (*make)(chp::Message& message);
};

const Mistake kMistakes[] = {
    {"message.account_id", [](chp::Message& message) { message.account_id.clear(); }},
    {"message.external_id", [](chp::Message& message) { message.external_id.clear(); }},
    {"message.external_id", [](chp::Message& message) { message.external_id.assign(64, '1'); }},
    {"message.external_id", [](chp::Message& message) { message.external_id = "\xFF"; }},
    {"message.not_utf8", [](chp::Message& message) { message.text = "\xC3"; }},
    {"message.not_utf8", [](chp::Message& message) { message.subject = "\xED\xA0\x80"; }},
    {"message.party", [](chp::Message& message) { message.author.external_id.clear(); }},
    {"message.party", [](chp::Message& message) { message.author.display_name = "\xFE"; }},
    {"message.party", [](chp::Message& message) { message.author.extra_json = "[]"; }},
    {"message.party", [](chp::Message& message) { message.recipients.resize(1); }},
    {"message.party", [](chp::Message& message) { message.customer.emplace(); }},
    {"message.permalink", [](chp::Message& message) { message.permalink = "javascript:x"; }},
    {"message.permalink", [](chp::Message& message) { message.permalink = "http://x.example"; }},
    {"message.json", [](chp::Message& message) { message.attributes_json = "[1]"; }},
    {"message.json", [](chp::Message& message) { message.attributes_json = "{"; }},
    {"message.json", [](chp::Message& message) { message.match_json = "null"; }},
};

TEST(MessageCheck, AcceptsASoundMessage) { EXPECT_TRUE(chp::CheckMessage(Sound()).ok()); }

TEST(MessageCheck, AcceptsAMessageWithoutText) {
  chp::Message message = Sound();
  message.text.clear();
  EXPECT_TRUE(chp::CheckMessage(message).ok());
}

class MessageMistake : public testing::TestWithParam<std::size_t> {};

TEST_P(MessageMistake, IsRefusedWithItsReason) {
  chp::Message message = Sound();
  kMistakes[GetParam()].make(message);
  const auto checked = chp::CheckMessage(message);
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().code, chp::Code::kInvalid);
  EXPECT_EQ(checked.error().reason, kMistakes[GetParam()].reason);
}

INSTANTIATE_TEST_SUITE_P(Each, MessageMistake,
                         testing::Range<std::size_t>(0, std::size(kMistakes)));

}  // namespace
}  // namespace contract
