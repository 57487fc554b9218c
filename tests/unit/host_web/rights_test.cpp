// Who may do what: roles, rights to answer, groups, passwords, API tokens.
#include <gtest/gtest.h>

#include "host_stub/store/directory.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class Rights : public WebFixture {
 protected:
  Id MakeAgent() {
    const Seen made =
        Post("/api/v1/users", R"({"login":"bea","password":"a long password","roles":["Agent"]})");
    return made.json.at("id").as_int64();
  }
  Seen Change(Id user, const std::string& body) {
    return Send("PUT", "/api/v1/users/" + std::to_string(user), body, AsAdmin());
  }
  std::vector<HttpHeader> As(Id user) {
    return {{"authorization", "Bearer " + store->directory().CreateToken(user, "t").value()}};
  }
  Seen Answer(Id ticket, const std::string& type, const std::vector<HttpHeader>& who) {
    return Send("POST", "/api/v1/ticket_articles",
                R"({"ticket_id":)" + std::to_string(ticket) + R"(,"type":")" + type +
                    R"(","body":"Sorry!"})",
                who);
  }
  Seen SignIn(const std::string& password) {
    return Send("POST", "/api/v1/signin", R"({"username":"bea","password":")" + password + "\"}");
  }
};

TEST_F(Rights, EverybodyMayAnswerUnlessAnAdminSaysOtherwise) {
  const Seen shown = Get("/api/v1/users/" + std::to_string(MakeAgent()));
  EXPECT_TRUE(shown.json.at("permissions").at("reply_public").as_bool());
  EXPECT_TRUE(shown.json.at("permissions").at("reply_private").as_bool());
}

TEST_F(Rights, PublicAndPrivateRepliesAreSeparate) {
  const Id post = Deliver("1001", chp::Visibility::kPublic);
  const Id letter = Deliver("1002", chp::Visibility::kPrivate);
  const Id bea = MakeAgent();
  ASSERT_EQ(Change(bea, R"({"permissions":{"reply_public":false}})").status, 200);
  const Seen refused = Answer(post, "toy post", As(bea));
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.json.at("reason").as_string(), "auth.reply_public");
  EXPECT_EQ(Answer(letter, "toy letter", As(bea)).status, 201);
  ASSERT_EQ(Change(bea, R"({"permissions":{"reply_public":true,"reply_private":false}})").status,
            200);
  EXPECT_EQ(Answer(post, "toy post", As(bea)).status, 201);
  EXPECT_EQ(Answer(letter, "toy letter", As(bea)).json.at("reason").as_string(),
            "auth.reply_private");
}

TEST_F(Rights, WhoMayNotAnswerMayNotPreviewOrSendAgainButMayWriteNotes) {
  const Id post = Deliver("1001", chp::Visibility::kPublic);
  const Id article = Answer(post, "toy post", AsAdmin()).json.at("id").as_int64();
  const Id bea = MakeAgent();
  ASSERT_EQ(Change(bea, R"({"permissions":{"reply_public":false}})").status, 200);
  const auto who = As(bea);
  EXPECT_EQ(
      Send("POST", "/api/v1/reply_preview",
           R"({"ticket_id":)" + std::to_string(post) + R"(,"type":"toy post","body":"x"})", who)
          .status,
      403);
  EXPECT_EQ(Send("POST", "/api/v1/ticket_articles/" + std::to_string(article) + "/retry", "{}", who)
                .status,
            403);
  EXPECT_EQ(Answer(post, "note", who).status, 201);
}

TEST_F(Rights, OnlyAnAdminChangesRolesAndRights) {
  const Id bea = MakeAgent();
  const std::string own = "/api/v1/users/" + std::to_string(bea);
  for (const char* body : {R"({"roles":["Admin"]})", R"({"permissions":{"reply_public":true}})",
                           R"({"active":true})"}) {
    EXPECT_EQ(Send("PUT", own, body, As(bea)).status, 403) << body;
  }
  EXPECT_EQ(Send("PUT", own, R"({"firstname":"Bea"})", As(bea)).status, 200);
}

TEST_F(Rights, AnAdminBecomesOneAndStopsBeingOne) {
  const Id bea = MakeAgent();
  ASSERT_EQ(Change(bea, R"({"roles":["Admin","Agent"]})").status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/audit", "", As(bea)).status, 200);
  ASSERT_EQ(Change(bea, R"({"roles":["Agent"]})").status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/audit", "", As(bea)).status, 403);
}

TEST_F(Rights, TheLastAdminStaysOne) {
  const Id root = Get("/api/v1/users/me").json.at("id").as_int64();
  const Seen refused = Change(root, R"({"roles":["Agent"]})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json.at("reason").as_string(), "user.last_admin");
}

TEST_F(Rights, WrongInputIsRefused) {
  const Id bea = MakeAgent();
  for (const char* body : {R"({"roles":[]})", R"({"roles":["King"]})",
                           R"({"permissions":{"fly":true}})", R"({"permissions":7})",
                           R"({"password":"short"})", R"({"permissions":{"reply_public":3}})"}) {
    EXPECT_EQ(Change(bea, body).status, 422) << body;
  }
}

TEST_F(Rights, ANewPasswordEndsTheSessions) {
  const Id bea = MakeAgent();
  const Seen before = SignIn("a long password");
  ASSERT_EQ(before.status, 200);
  const std::string cookie = before.Header("set-cookie");
  const std::vector<HttpHeader> session{{"cookie", cookie.substr(0, cookie.find(';'))}};
  ASSERT_EQ(Send("GET", "/api/v1/users/me", "", session).status, 200);
  ASSERT_EQ(Change(bea, R"({"password":"another long one"})").status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/users/me", "", session).status, 403);
  EXPECT_EQ(SignIn("a long password").status, 401);
  EXPECT_EQ(SignIn("another long one").status, 200);
}

TEST_F(Rights, AGroupIsRenamedAndSwitchedOff) {
  const Id sales = Post("/api/v1/groups", R"({"name":"Sales"})").json.at("id").as_int64();
  const std::string path = "/api/v1/groups/" + std::to_string(sales);
  const Seen changed = Send("PUT", path, R"({"name":"Returns","active":false})", AsAdmin());
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.json.at("name").as_string(), "Returns");
  EXPECT_FALSE(changed.json.at("active").as_bool());
  EXPECT_EQ(Send("PUT", path, R"({"name":"Users"})", AsAdmin()).json.at("reason").as_string(),
            "group.name_taken");
  EXPECT_EQ(Send("PUT", path, R"({"name":" "})", AsAdmin()).json.at("reason").as_string(),
            "group.name");
  EXPECT_EQ(Send("PUT", "/api/v1/groups/999", R"({"active":true})", AsAdmin()).json.at("reason"),
            "group.unknown");
}

TEST_F(Rights, TheLastActiveGroupStaysOn) {
  const Seen refused = Send("PUT", "/api/v1/groups/1", R"({"active":false})", AsAdmin());
  EXPECT_EQ(refused.json.at("reason").as_string(), "group.last_active");
}

TEST_F(Rights, TokensAreListedByNameAndWithdrawn) {
  const Id bea = MakeAgent();
  const auto who = As(bea);
  const Seen made = Send("POST", "/api/v1/user_access_token", R"({"name":"script"})", who);
  const std::string plain(made.json.at("token").as_string());
  const Seen list = Send("GET", "/api/v1/user_access_token", "", who);
  ASSERT_EQ(list.json.as_array().size(), 2u);
  EXPECT_EQ(list.body.find(plain), std::string::npos);
  const std::string id(list.json.at(1).at("name") == "script"
                           ? list.json.at(1).at("id").as_string()
                           : list.json.at(0).at("id").as_string());
  EXPECT_EQ(Send("DELETE", "/api/v1/user_access_token/" + id, "", AsAdmin()).status, 404)
      << "another one's token";
  EXPECT_EQ(Send("DELETE", "/api/v1/user_access_token/" + id, "", who).status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/users/me", "", {{"authorization", "Bearer " + plain}}).status,
            403);
  EXPECT_EQ(Send("DELETE", "/api/v1/user_access_token/" + id, "", who).json.at("reason"),
            "token.unknown");
}

TEST_F(Rights, AnAdminSeesAndWithdrawsTheTokensOfOthers) {
  const Id bea = MakeAgent();
  const auto who = As(bea);
  const std::string of_bea = "?user_id=" + std::to_string(bea);
  const Seen list = Get("/api/v1/user_access_token" + of_bea);
  ASSERT_EQ(list.json.as_array().size(), 1u);
  const std::string id(list.json.at(0).at("id").as_string());
  EXPECT_EQ(Send("GET", "/api/v1/user_access_token?user_id=1", "", who).status, 403);
  EXPECT_EQ(Send("DELETE", "/api/v1/user_access_token/" + id + of_bea, "", AsAdmin()).status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/users/me", "", who).status, 403);
}

TEST_F(Rights, AColleaguesIdentityIsTakenByAnAdminOnly) {
  const Id bea = MakeAgent();
  const Id jane =
      Post("/api/v1/users", R"({"login":"jane","roles":["Customer"]})").json.at("id").as_int64();
  const std::string of_bea = "/api/v1/users/" + std::to_string(bea) + "/identities";
  const std::string of_jane = "/api/v1/users/" + std::to_string(jane) + "/identities";
  const std::string body = R"({"provider":"toy","uid":"4711","username":"bea"})";
  ASSERT_EQ(Post(of_bea, body).status, 200);
  const Seen refused = Send("POST", of_jane, body, AsAgent());
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json.at("reason").as_string(), "identity.staff");
  EXPECT_EQ(Post(of_jane, body).status, 200);
}

}  // namespace
}  // namespace stub
