// Users in every dialect.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/parse_object.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter::testing {
namespace {

TEST(ParseUser, ReadsTheFullObject) {
  const auto user = ParseUser(ParseObject(R"({
      "id":12,"id_str":"12","name":"Jo","screen_name":"jo","protected":true,"verified":false,
      "verified_type":"business","followers_count":22,"location":"Berlin","description":"me &amp; you",
      "url":"https://t.co/a","profile_image_url":"http://pbs/x.jpg",
      "profile_image_url_https":"https://pbs/x_normal.jpg"})"));
  ASSERT_TRUE(user.ok());
  User expected;
  expected.id = "12";
  expected.screen_name = "jo";
  expected.name = "Jo";
  expected.avatar_url = "https://pbs/x_normal.jpg";
  expected.url = "https://t.co/a";
  expected.description = "me &amp; you";
  expected.location = "Berlin";
  expected.verified_type = "business";
  expected.followers = 22;
  expected.is_protected = true;
  EXPECT_EQ(*user, expected);
}

TEST(ParseUser, ExpandsTheLink) {
  const auto user = ParseUser(ParseObject(R"({"id_str":"12","url":"https://t.co/a","entities":
      {"url":{"urls":[{"url":"https://t.co/a","expanded_url":"https://jo.example/"}]},
       "description":{"urls":[]}}})"));
  ASSERT_TRUE(user.ok());
  EXPECT_EQ(user->url, "https://jo.example/");
}

TEST(ParseUser, KeepsTheShortLinkWhenNothingExpandsIt) {
  const auto user = ParseUser(ParseObject(R"({"id_str":"12","url":"https://t.co/a","entities":
      {"url":{"urls":[{"url":"https://t.co/a","expanded_url":null}]}}})"));
  ASSERT_TRUE(user.ok());
  EXPECT_EQ(user->url, "https://t.co/a");
}

TEST(ParseUser, ReadsTheCondensedObject) {
  const auto user = ParseUser(ParseObject(
      R"({"id":"3001969357","created_timestamp":"1422556069340","name":"Jordan","screen_name":"jordan"})"));
  ASSERT_TRUE(user.ok());
  EXPECT_EQ(user->id, "3001969357");
  EXPECT_EQ(user->screen_name, "jordan");
  EXPECT_EQ(user->followers, std::nullopt);
}

TEST(ParseUser, ReadsTodaysObjectInItsWrapping) {
  const auto user = ParseUser(ParseObject(R"({"data":{"id":"22","username":"other","name":"Other",
      "verified_type":"none","profile_image_url":"https://pbs/y.jpg","url":"",
      "public_metrics":{"followers_count":97}}})"));
  ASSERT_TRUE(user.ok());
  EXPECT_EQ(user->id, "22");
  EXPECT_EQ(user->screen_name, "other");
  EXPECT_EQ(user->avatar_url, "https://pbs/y.jpg");
  EXPECT_EQ(user->verified_type, "");
  EXPECT_EQ(user->followers, 97);
}

TEST(ParseUser, TheStringIdWinsOverTheNumber) {
  const auto user =
      ParseUser(ParseObject(R"({"id":9007199254740992,"id_str":"9007199254740993"})"));
  ASSERT_TRUE(user.ok());
  EXPECT_EQ(user->id, "9007199254740993");
}

TEST(ParseUser, TheNumberCountsWhenThereIsNoString) {
  const auto user = ParseUser(ParseObject(R"({"id":1234567890123456789})"));
  ASSERT_TRUE(user.ok());
  EXPECT_EQ(user->id, "1234567890123456789");
}

struct BadUser {
  const char* json;
  const char* field;
};
class MalformedUser : public ::testing::TestWithParam<BadUser> {};
TEST_P(MalformedUser, IsAnErrorThatNamesTheField) {
  const auto user = ParseUser(ParseObject(GetParam().json));
  ASSERT_FALSE(user.ok());
  EXPECT_EQ(user.error().code, chp::Code::kInvalid);
  EXPECT_EQ(user.error().reason, "x.object_malformed");
  EXPECT_NE(user.error().message.find("`" + std::string(GetParam().field) + "`"), std::string::npos)
      << user.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    ParseUser, MalformedUser,
    ::testing::Values(BadUser{R"({})", "id"}, BadUser{R"({"id":null})", "id"},
                      BadUser{R"({"id":1.5})", "id"}, BadUser{R"({"id":1e18})", "id"},
                      BadUser{R"({"id":-1})", "id"}, BadUser{R"({"id":true})", "id"},
                      BadUser{R"({"id_str":"12a"})", "id_str"},
                      BadUser{R"({"id_str":"12345678901234567890"})", "id_str"},
                      BadUser{R"({"id_str":["1"],"id":1})", "id_str"},
                      BadUser{R"({"id":1,"name":17})", "name"},
                      BadUser{R"({"id":1,"screen_name":{}})", "screen_name"},
                      BadUser{R"({"id":1,"protected":"no"})", "protected"},
                      BadUser{R"({"id":1,"followers_count":"many"})", "followers_count"},
                      BadUser{R"({"id":1,"entities":[]})", "entities"},
                      BadUser{R"({"id":1,"entities":{"url":{"urls":[5]}}})", "entities.url.urls"},
                      BadUser{R"({"id":1,"entities":{"url":{"urls":[{"expanded_url":5}]}}})",
                              "entities.url.urls[0].expanded_url"},
                      BadUser{R"({"data":{"id":"x"}})", "data.id"}));

TEST(ParseUser, WrappingsInWrappingsEnd) {
  std::string json = R"({"id":"1"})";
  for (int i = 0; i < 20; ++i) json = R"({"data":)" + json + "}";
  EXPECT_TRUE(ParseUser(ParseObject(json)).ok());
}

}  // namespace
}  // namespace twitter::testing
