// The preview is what happens: ten thousand generated replies are previewed, sent, and compared
// with what X was given.
#include <array>
#include <random>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"
#include "twitter_channel/outbound/preview.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 26> kWords = {
    "Sorry",
    "the",
    "parcel.",
    "is",
    "at",
    "the station!",
    "@jo",
    "@ann",
    "@bob",
    "#late",
    "https://acme.com/track?id=1",
    "acme.com",
    "jo@acme.com",
    "+49 30 1234567",
    "AC-4711",
    "4111 1111 1111 1111",
    "\n",
    "\r\n\r\n",
    "\t",
    "\u6587\u5b57\u3002",
    "\U0001F468\u200D\U0001F469",
    "\u0645\u0631\u062D\u0628\u0627",
    "\u202E",
    "\x01",
    "\u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
constexpr std::array<std::string_view, 9> kOptions = {
    "",
    R"({"long_text": "thread"})",
    R"({"long_text": "thread", "initials": true})",
    R"({"long_text": "thread", "message_button": true, "initials": true})",
    R"({"long_text": "long"})",
    R"({"initials": true, "exclude_mentions": [{"handle": "@ann"}]})",
    R"({"long_text": "thread", "confirmed": [{"what": "email"}, {"what": "phone"}]})",
    R"({"long_text": "thread", "confirmed": [{"what": "email"}, {"what": "phone"}, {"what": "card"}]})",
    R"({"initials": "yes"})"};

class GeneratedReplies : public testing::SenderTest {
 protected:
  std::size_t Below(std::size_t limit) { return random_() % limit; }

  std::string Text() {
    std::string text;
    const std::size_t words = Below(6) == 0 ? Below(120) : Below(20);
    for (std::size_t index = 0; index < words; ++index) {
      text.append(kWords[Below(kWords.size())]);
      if (Below(8) != 0) text.push_back(' ');
    }
    if (Below(100) == 0) text.push_back('\xFF');
    return text;
  }

  json::object PreviewOf(const chp::Reply& reply) {
    return json::parse(PreviewJson(Compose(reply, *config_, config_->accounts.front())))
        .as_object();
  }

  // What X was given since the last call: the texts, and that each stands where it should.
  json::array Given(const chp::Reply& reply) {
    json::array texts;
    std::string_view answered = reply.in_reply_to;
    for (std::size_t index = 0; index < x_.posts.requests.size(); ++index) {
      const NewPost& post = x_.posts.requests[index];
      EXPECT_EQ(post.in_reply_to_post_id, answered);
      EXPECT_LE(WeightedLength(post.text), kPostLimit);
      answered = x_.posts.timeline[x_.posts.timeline.size() - x_.posts.requests.size() + index].id;
      texts.emplace_back(post.text);
    }
    for (const NewDirectMessage& message : x_.direct_messages.requests) {
      EXPECT_EQ(message.recipient_id, "3001");
      texts.emplace_back(message.text);
    }
    x_.posts.requests.clear();
    x_.direct_messages.requests.clear();
    return texts;
  }

  static std::string ExpectedReason(const json::object& preview) {
    if (!preview.at("accepted").as_bool()) {
      return std::string(preview.at("refusal").at("reason").as_string());
    }
    const json::array& confirmations = preview.at("confirmations").as_array();
    return confirmations.empty() ? "" : std::string(confirmations[0].at("reason").as_string());
  }

  // NOLINTNEXTLINE(cert-msc32-c,cert-msc51-cpp): the same replies every time
  std::mt19937 random_{4711};
};

TEST_F(GeneratedReplies, AreSentAsPreviewed) {
  int sent_ones = 0;
  int threads = 0;
  int held_or_refused = 0;
  for (int number = 0; number < 10'000; ++number) {
    const std::string text = Text();
    const std::string key = "article-" + std::to_string(number);
    chp::Reply reply = Below(4) == 0 ? testing::MessageReply(text) : testing::PostReply(text);
    reply.idempotency_key = key;
    reply.options_json = kOptions[Below(kOptions.size())];
    reply.agent_json = R"({"first_name": "Anna", "last_name": "Schmidt"})";
    const json::object preview = PreviewOf(reply);
    const std::string reason = ReasonOfLast(SendUntilKnown(reply));
    ASSERT_EQ(reason, ExpectedReason(preview)) << text;
    const json::array given = Given(reply);
    if (!reason.empty()) {
      ASSERT_TRUE(given.empty()) << text;
      ++held_or_refused;
      continue;
    }
    ASSERT_EQ(given, preview.at("parts").as_array()) << text;
    ++sent_ones;
    threads += given.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(sent_ones, 1'000);
  EXPECT_GT(threads, 100);
  EXPECT_GT(held_or_refused, 1'000);
}

}  // namespace
}  // namespace twitter
