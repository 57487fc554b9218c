// Groups and users over REST.
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

using DirectoryApi = WebFixture;

TEST_F(DirectoryApi, MakesAndListsGroups) {
  const Seen made = Post("/api/v1/groups", R"({"name":"Sales"})");
  ASSERT_EQ(made.status, 201);
  const Seen groups = Get("/api/v1/groups");
  ASSERT_TRUE(groups.json.is_array());
  EXPECT_EQ(groups.json.as_array().back(), made.json);
}

TEST_F(DirectoryApi, RefusesAGroupThatExists) {
  ASSERT_EQ(Post("/api/v1/groups", R"({"name":"Sales"})").status, 201);
  const int status = Post("/api/v1/groups", R"({"name":"Sales"})").status;
  EXPECT_TRUE(status == 409 || status == 422) << status;
}

TEST_F(DirectoryApi, RefusesABlankGroup) {
  EXPECT_EQ(Post("/api/v1/groups", R"({"name":"  "})").Error(), "\"name\" is blank.");
}

TEST_F(DirectoryApi, ShowsAUserWithoutThePassword) {
  const Seen made =
      Post("/api/v1/users", R"({"login":"anna","password":"a long password","firstname":"Anna",)"
                            R"("lastname":"Smith","roles":["Agent"]})");
  ASSERT_EQ(made.status, 201);
  const Seen shown = Get("/api/v1/users/" + std::to_string(made.json.at("id").as_int64()));
  EXPECT_EQ(shown.json.at("fullname").as_string(), "Anna Smith");
  EXPECT_EQ(shown.json.at("role_ids").as_array().at(0).as_int64(), 2);
  EXPECT_EQ(shown.body.find("password"), std::string::npos);
}

TEST_F(DirectoryApi, RefusesAnUnknownRole) {
  EXPECT_EQ(Post("/api/v1/users", R"({"login":"x","roles":["Root"]})").status, 422);
}

TEST_F(DirectoryApi, AnswersAnUnknownUser) { EXPECT_EQ(Get("/api/v1/users/999").status, 404); }

TEST_F(DirectoryApi, LimitsAListOfUsers) {
  EXPECT_EQ(Get("/api/v1/users?per_page=1").json.as_array().size(), 1u);
  EXPECT_EQ(Get("/api/v1/users?per_page=0").status, 422);
}

}  // namespace
}  // namespace stub
