// The preview of an answer to a post with tens of thousands of mentions compared each with every
// other: minutes of work for one key press. The test ends at once, or its time-out ends it.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/outbound/composer.hpp"

namespace twitter {
namespace {

TEST(FiftyThousandMentions, AreNamedOnceEach) {
  ReplyContext context{.kind = ReplyContext::Kind::kPost,
                       .id = "1",
                       .author = {"2", "jo"},
                       .mentions = {},
                       .conversation_id = {},
                       .counterpart = {}};
  for (int i = 100; i < 50'100; ++i) {
    context.mentions.push_back({std::to_string(i), "p" + std::to_string(i)});
  }
  const std::string context_json = WriteContext(context);
  chp::Reply reply;
  reply.surface = kPostSurface;
  reply.in_reply_to = "1";
  reply.text = "Hello";
  reply.context_json = context_json;
  Account account;
  account.external_id = "1497182655123456789";
  EXPECT_EQ(Compose(reply, Config(), account).mentions.size(), 50'001U);
}

}  // namespace
}  // namespace twitter
