// People of API v2: what is asked, and answers in every documented shape.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

class V2UsersTest : public testing::V2Test {
 protected:
  Users& users() { return api_.ports().users; }
  chp::Result<std::vector<User>> Answered(const std::string& answer) {
    http_.WillAnswer(200, answer);
    return users().Lookup(Account(), ids_, call_);
  }
  std::vector<std::string> ids_{"2", "3"};
};

TEST_F(V2UsersTest, ManyAreAskedForAtOnce) {
  const auto people =
      Answered(R"({"data":[{"id":"2","name":"Jo","username":"jo","protected":true}]})");
  ASSERT_TRUE(people.ok());
  EXPECT_EQ(Asked().method, "GET");
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/users?")) << Asked().url;
  EXPECT_NE(Asked().url.find("ids=2%2C3"), std::string::npos) << Asked().url;
  EXPECT_NE(Asked().url.find("user.fields="), std::string::npos) << Asked().url;
  EXPECT_TRUE(IsSignedByAccount());
  ASSERT_EQ(people->size(), 1U);
  EXPECT_EQ(people->front().screen_name, "jo");
  EXPECT_TRUE(people->front().is_protected);
}

TEST_F(V2UsersTest, HandlesAreAskedForInTheirOwnPlace) {
  http_.WillAnswer(200, R"({"data":[{"id":"2","name":"Jo","username":"jo"}]})");
  const std::vector<std::string> handles{"jo", "Sam_1"};
  ASSERT_TRUE(users().LookupByHandle(Account(), handles, call_).ok());
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/users/by?")) << Asked().url;
  EXPECT_NE(Asked().url.find("usernames=jo%2CSam_1"), std::string::npos) << Asked().url;
}

TEST_F(V2UsersTest, WhoIsNotShownIsJustAbsent) {
  const auto some = Answered(
      R"({"data":[{"id":"2","name":"Jo","username":"jo"}],
          "errors":[{"resource_id":"3","title":"Not Found Error","type":"about:blank"}]})");
  ASSERT_TRUE(some.ok());
  EXPECT_EQ(some->size(), 1U);
  const auto nobody = Answered(R"({"errors":[{"title":"Forbidden","type":"about:blank"}]})");
  ASSERT_TRUE(nobody.ok());
  EXPECT_TRUE(nobody->empty());
}

TEST_F(V2UsersTest, WhatIsNoPersonIsLeftOut) {
  const auto people = Answered(R"({"data":[7,{"username":"x"},null,{"id":"2","username":"jo"}]})");
  ASSERT_TRUE(people.ok());
  ASSERT_EQ(people->size(), 1U);
  EXPECT_EQ(people->front().id, "2");
}

TEST_F(V2UsersTest, AnAnswerThatIsNoListIsAnError) {
  EXPECT_FALSE(Answered("[]").ok());
  EXPECT_FALSE(Answered("<html>").ok());
}

TEST_F(V2UsersTest, AQuestionXWouldRefuseIsNotAsked) {
  const std::vector<std::string> nobody;
  const std::vector<std::string> no_ids{"x"};
  const std::vector<std::string> many(101, "5");
  EXPECT_EQ(users().Lookup(Account(), nobody, call_).error().reason, "x.bad_request");
  EXPECT_EQ(users().Lookup(Account(), no_ids, call_).error().reason, "x.bad_request");
  EXPECT_EQ(users().Lookup(Account(), many, call_).error().reason, "x.bad_request");
  for (const char* handle : {"", "jo,sam", "sixteen_letters_", "j\xc3\xb6"}) {
    const std::vector<std::string> handles{handle};
    EXPECT_EQ(users().LookupByHandle(Account(), handles, call_).error().reason, "x.bad_request");
  }
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V2UsersTest, VersionOneNeverNeedsThem) {
  app_.generation = Generation::kLegacy;
  EXPECT_EQ(users().Lookup(Account(), ids_, call_).error().reason, "x.not_in_this_api");
  EXPECT_EQ(users().LookupByHandle(Account(), ids_, call_).error().reason, "x.not_in_this_api");
  EXPECT_TRUE(http_.requests.empty());
}

}  // namespace
}  // namespace twitter
