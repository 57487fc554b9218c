// What X withholds is not shown here either.
#include "twitter_channel/inbound/withheld_text.hpp"

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

TEST(WithheldText, SaysWhatWhereAndWhy) {
  EXPECT_EQ(WithheldText({}), "");
  EXPECT_EQ(WithheldText({.copyright = false, .whole_account = false, .countries = {"DE", "FR"}}),
            "X withholds this post in DE, FR. Open it on X to see what X shows you.");
  EXPECT_EQ(WithheldText({.copyright = true, .whole_account = false, .countries = {"XY"}}),
            "X withholds this post everywhere, after a complaint about copyright. Open it on X to "
            "see what X shows you.");
  EXPECT_EQ(WithheldText({.copyright = false, .whole_account = true, .countries = {}}),
            "X withholds everything its author writes. Open it on X to see what X shows you.");
}

class Withheld : public ::testing::Test {
 protected:
  json::object& data() { return root_.at("data").as_object(); }
  json::object& post() { return data().at("payload").as_object(); }
  chp::Message Stored() {
    WebhookBench bench;
    bench.Accept(json::serialize(root_));
    return bench.host.ingest.batches.at(0).messages.at(0);
  }
  json::value root_ = Json(RecordedBody("activity-post_mention_create"));
};

TEST_F(Withheld, APostKeepsItsPlaceAndNoneOfItsWords) {
  post()["withheld"] = {{"copyright", false}, {"country_codes", json::array{"DE"}}};
  const chp::Message message = Stored();
  EXPECT_EQ(message.role, chp::Role::kOpen);
  EXPECT_EQ(message.external_id, "2087500000000000011");
  EXPECT_TRUE(message.text.starts_with("X withholds this post in DE."));
  EXPECT_EQ(json::serialize(json::string(message.subject)).find("watering"), std::string::npos);
  EXPECT_EQ(message.attributes_json.find("watering"), std::string::npos);
  EXPECT_EQ(message.context_json.find("watering"), std::string::npos);
}

TEST_F(Withheld, SoDoesAnAccountsPost) {
  data().at("includes").at("users").at(0).as_object()["withheld"] = {
      {"country_codes", json::array{"IN"}}};
  EXPECT_TRUE(Stored().text.starts_with("X withholds everything its author writes in IN."));
}

TEST_F(Withheld, WhatCannotBeReadOfItIsAsGoodAsAbsent) {
  post()["withheld"] = {{"copyright", "no"}, {"country_codes", json::array{1, "GERMANY"}}};
  EXPECT_TRUE(Stored().text.starts_with("@AcmeHelp the new watering can"));
}

TEST_F(Withheld, AQuotedPostIsNamedWithoutItsWords) {
  post()["referenced_tweets"] = json::array{{{"type", "quoted"}, {"id", "77"}}};
  data().at("includes").as_object()["tweets"] =
      json::array{{{"id", "77"},
                   {"author_id", kSamId},
                   {"text", "secret words"},
                   {"withheld", {{"country_codes", json::array{"DE"}}}}}};
  const std::string text = Stored().text;
  EXPECT_EQ(text.find("secret words"), std::string::npos);
  EXPECT_NE(text.find("X withholds this post in DE."), std::string::npos);
}

TEST(LegacyWithheld, APostOfVersionOneIsRespectedToo) {
  json::value root = Json(RecordedBody("tweet_create-user_mention"));
  json::object& post = root.at("tweet_create_events").at(0).as_object();
  post["withheld_copyright"] = true;
  post["withheld_in_countries"] = json::array{"XX"};
  WebhookBench bench;
  bench.Accept(json::serialize(root));
  EXPECT_TRUE(bench.host.ingest.batches.at(0).messages.at(0).text.starts_with(
      "X withholds this post everywhere, after a complaint about copyright."));
}

}  // namespace
}  // namespace twitter::testing
