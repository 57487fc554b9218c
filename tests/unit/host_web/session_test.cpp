// Signing in and out, the first admin, tokens.
#include <gtest/gtest.h>

#include "host_stub/store/directory.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class Session : public WebFixture {
 protected:
  Session() {
    NewUser user{"anna", "a long password", "Anna", "Smith", "", {"Agent"}};
    EXPECT_TRUE(store->directory().CreateUser(user));
  }
  Seen SignIn(const std::string& login, const std::string& password) {
    return Send("POST", "/api/v1/signin",
                R"({"username":")" + login + R"(","password":")" + password + R"("})");
  }
};

TEST_F(Session, SignInGivesACookieThatScriptsCannotRead) {
  const Seen seen = SignIn("anna", "a long password");
  ASSERT_EQ(seen.status, 200);
  const std::string cookie = seen.Header("set-cookie");
  EXPECT_TRUE(cookie.starts_with("desk_3000="));
  for (const char* part : {"HttpOnly", "SameSite=Lax", "Secure", "Path=/"}) {
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  }
}

TEST_F(Session, AnswersAWrongPasswordAndAnUnknownLoginAlike) {
  const Seen wrong = SignIn("anna", "another password");
  const Seen unknown = SignIn("nobody", "another password");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body, unknown.body);
}

TEST_F(Session, SlowsDownGuessing) {
  for (int i = 0; i < 5; ++i) ASSERT_EQ(SignIn("anna", "wrong password").status, 401);
  const Seen seen = SignIn("anna", "a long password");
  EXPECT_EQ(seen.status, 429);
  EXPECT_EQ(seen.Header("retry-after"), "12");
}

TEST_F(Session, RefusesASignInFromAnotherSite) {
  EXPECT_EQ(Send("POST", "/api/v1/signin", R"({"username":"anna","password":"a long password"})",
                 {{"sec-fetch-site", "cross-site"}})
                .status,
            403);
}

TEST_F(Session, SignOutEndsTheSession) {
  const Seen in = SignIn("anna", "a long password");
  const std::string cookie = in.Header("set-cookie");
  const std::vector<HttpHeader> session = {
      {"cookie", cookie.substr(0, cookie.find(';'))},
      {"x-csrf-token", std::string(in.json.at("csrf_token").as_string())}};
  ASSERT_EQ(Send("GET", "/api/v1/users/me", "", session).status, 200);
  ASSERT_EQ(Send("DELETE", "/api/v1/signout", "", session).status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/users/me", "", session).status, 403);
}

TEST_F(Session, MeTellsTheCsrfTokenToAPageThatWasReloaded) {
  const Seen in = SignIn("anna", "a long password");
  const std::string cookie = in.Header("set-cookie");
  const Seen me =
      Send("GET", "/api/v1/users/me", "", {{"cookie", cookie.substr(0, cookie.find(';'))}});
  EXPECT_EQ(me.json.at("csrf_token"), in.json.at("csrf_token"));
}

TEST_F(Session, ThereIsOneFirstAdminOnly) {
  const Seen seen =
      Send("POST", "/api/v1/getting_started",
           R"({"setup_token":"setup-token","email":"a@b.c","password":"a long password"})");
  EXPECT_EQ(seen.status, 409);
}

TEST_F(Session, TokensOfOthersAreForAdmins) {
  const std::string body = R"({"name":"mine","user_id":1})";
  EXPECT_EQ(Send("POST", "/api/v1/user_access_token", body, AsAdmin()).status, 201);
}

TEST_F(Session, AgentsMakeTokensForThemselvesOnly) {
  NewUser other{"ben", "", "Ben", "", "", {"Agent"}};
  const auto ben = store->directory().CreateUser(other);
  const auto made = store->directory().CreateToken(*ben, "x");
  const std::vector<HttpHeader> as_ben = {{"authorization", "Bearer " + *made}};
  EXPECT_EQ(Send("POST", "/api/v1/user_access_token", R"({"name":"x"})", as_ben).status, 201);
  EXPECT_EQ(Send("POST", "/api/v1/user_access_token", R"({"name":"x","user_id":1})", as_ben).status,
            403);
}

// A host on which nobody is an admin yet.
class FirstAdmin : public WebFixture {
 protected:
  FirstAdmin() : WebFixture(Without::kAdmin) {}
  Seen Create(const std::string& setup_token, const std::string& password) {
    return Send("POST", "/api/v1/getting_started",
                R"({"email":"a@b.c","setup_token":")" + setup_token + R"(","password":")" +
                    password + R"("})");
  }
};

TEST_F(FirstAdmin, IsMadeWithTheSetupToken) {
  EXPECT_EQ(Create("setup-token", "a long password").status, 200);
  EXPECT_EQ(Send("GET", "/api/v1/getting_started").body, R"({"setup_done":true})");
}

TEST_F(FirstAdmin, IsNotMadeByAStranger) {
  EXPECT_EQ(Create("guess", "a long password").status, 403);
  EXPECT_EQ(Send("GET", "/api/v1/getting_started").body, R"({"setup_done":false})");
}

TEST_F(FirstAdmin, NeedsALongPassword) { EXPECT_EQ(Create("setup-token", "short").status, 422); }

}  // namespace
}  // namespace stub
