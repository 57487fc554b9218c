// Groups and users over REST.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

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

TEST_F(DirectoryApi, ChangesAUser) {
  const Seen made =
      Post("/api/v1/users", R"({"login":"jo","firstname":"Jo","roles":["Customer"]})");
  const std::string path = "/api/v1/users/" + std::to_string(made.json.at("id").as_int64());
  const Seen changed = Send("PUT", path,
                            R"({"lastname":" Smith ","email":"jo@example.org","web":"w",)"
                            R"("note":"n","address":"a"})",
                            AsAgent());
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.json.at("fullname").as_string(), "Jo Smith");
  EXPECT_EQ(changed.json.at("email").as_string(), "jo@example.org");
  EXPECT_EQ(changed.json.at("note").as_string(), "n");
  EXPECT_EQ(Get(path).json, changed.json);
}

TEST_F(DirectoryApi, AttachesAPersonToAUser) {
  const std::string ticket =
      "/api/v1/tickets/" + std::to_string(Deliver("1001", chp::Visibility::kPublic));
  const Id before = Get(ticket).json.at("customer_id").as_int64();
  const json::value identity =
      Get("/api/v1/users/" + std::to_string(before)).json.at("identities").at(0);
  const Id jane =
      Post("/api/v1/users", R"({"login":"jane","roles":["Customer"]})").json.at("id").as_int64();
  const std::string path = "/api/v1/users/" + std::to_string(jane) + "/identities";
  const std::string body =
      json::serialize(json::object{{"provider", "toy"}, {"uid", identity.at("uid")}});
  const auto agent = AsAgent();
  const Seen seen = Send("POST", path, body, agent);
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("identities").at(0), identity);
  EXPECT_EQ(Get(ticket).json.at("customer_id").as_int64(), jane);
  EXPECT_EQ(Post(path, R"({"provider":"other","uid":"1"})").status, 422);
  EXPECT_EQ(Post(path, R"({"provider":"toy","uid":""})").status, 422);
  EXPECT_EQ(Post("/api/v1/users/999/identities", body).status, 404);
  EXPECT_EQ(Send("POST", "/api/v1/users/1/identities", body, agent).status, 403);
}

TEST_F(DirectoryApi, RefusesWhatCannotBeChanged) {
  EXPECT_EQ(Send("PUT", "/api/v1/users/999", "{}", AsAdmin()).status, 404);
  EXPECT_EQ(Send("PUT", "/api/v1/users/1", R"({"login":"x"})", AsAdmin()).status, 422);
  EXPECT_EQ(Send("PUT", "/api/v1/users/1", R"({"active":false})", AsAdmin()).Error(),
            "This is the only active admin: make another one first.");
}

TEST_F(DirectoryApi, OnlyAdminsSwitchUsersOffAndChangeOthersOfTheStaff) {
  const auto agent = AsAgent();
  const Seen made = Post("/api/v1/users", R"({"login":"jo","roles":["Customer"]})");
  const std::string path = "/api/v1/users/" + std::to_string(made.json.at("id").as_int64());
  EXPECT_EQ(Send("PUT", path, R"({"active":false})", agent).status, 403);
  EXPECT_EQ(Send("PUT", "/api/v1/users/1", R"({"firstname":"X"})", agent).status, 403);
  EXPECT_EQ(Send("PUT", path, R"({"active":false})", AsAdmin()).status, 200);
  EXPECT_FALSE(Get(path).json.at("active").as_bool());
}

}  // namespace
}  // namespace stub
