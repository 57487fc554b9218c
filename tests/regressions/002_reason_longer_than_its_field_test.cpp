// The path of a setting deep inside an account made a reason token longer than chp_error.reason,
// which cut it in the middle of a word.
#include <gtest/gtest.h>

#include "plugin_api/channel_types.h"
#include "twitter_channel/config.hpp"
#include "twitter_channel/field_reader.hpp"

namespace twitter {
namespace {

TEST(ReasonLongerThanItsField, EndsWithTheMembersThatFit) {
  const auto config = ParseConfig({.json = R"({"accounts": [{"id": "1", "external_id": "2",
      "settings": {"sync": {"direct_messages": {"group_id": false}}}}]})",
                                   .secrets_json = {}});
  ASSERT_FALSE(config.ok());
  EXPECT_EQ(config.error().reason, "config.settings.sync.direct_messages.group_id");
  EXPECT_LT(config.error().reason.size(), sizeof(chp_error::reason));
}

TEST(ReasonLongerThanItsField, OfOneEndlessMemberIsCut) {
  FieldErrors errors("config");
  errors.Add(std::string(100, 'a'), "It is wrong.");
  EXPECT_EQ(errors.first()->reason.size(), sizeof(chp_error::reason) - 1);
}

}  // namespace
}  // namespace twitter
