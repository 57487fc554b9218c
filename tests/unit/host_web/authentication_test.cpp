// Who may use which address: tokens, sessions, roles and the CSRF token.
#include "host_stub/web/authentication.hpp"

#include <gtest/gtest.h>

#include "host_stub/store/directory.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

using Authentication = WebFixture;

TEST_F(Authentication, NothingIsShownWithoutSignIn) {
  for (const char* path :
       {"/api/v1/tickets", "/api/v1/tickets/1", "/api/v1/groups", "/metrics", "/api/v1/users/1",
        "/api/v1/channels_toy", "/api/v1/jobs", "/api/v1/ticket_attachment/1/1/1",
        "/api/v1/monitoring/health_check", "/api/v1/external_credentials/toy/link_account",
        "/api/v1/external_credentials/toy/callback", "/api/v1/plugins"}) {
    const Seen seen = Send("GET", path);
    EXPECT_EQ(seen.status, 403) << path;
    EXPECT_EQ(seen.Error(), "Authentication required") << path;
  }
}

TEST_F(Authentication, TakesBothKindsOfTokenHeader) {
  for (const std::string& value :
       {"Token token=" + token, "Token token=\"" + token + "\"", "bearer " + token}) {
    EXPECT_EQ(Send("GET", "/api/v1/groups", "", {{"authorization", value}}).status, 200) << value;
  }
}

TEST_F(Authentication, RefusesAWrongToken) {
  for (const std::string& value :
       {std::string("Token token=x"), std::string("Bearer "), std::string("Token token="),
        "Token " + token, "Basic " + token, token}) {
    EXPECT_EQ(Send("GET", "/api/v1/groups", "", {{"authorization", value}}).status, 403) << value;
  }
}

TEST_F(Authentication, AgentsMayNotUseAdminAddresses) {
  const auto agent = AsAgent();
  const std::pair<const char*, const char*> kAdminOnly[] = {
      {"POST", "/api/v1/groups"},
      {"POST", "/api/v1/users"},
      {"PUT", "/api/v1/plugins/toy"},
      {"GET", "/api/v1/channels_toy"},
      {"POST", "/api/v1/channels_toy/1"},
      {"POST", "/api/v1/channels_toy_enable"},
      {"DELETE", "/api/v1/channels_toy"},
      {"GET", "/api/v1/jobs"},
      {"GET", "/metrics"},
      {"POST", "/api/v1/external_credentials/toy/app_verify"},
      {"GET", "/api/v1/external_credentials/toy/link_account"},
      {"GET", "/api/v1/external_credentials/toy/callback"}};
  for (const auto& [method, path] : kAdminOnly) {
    const Seen seen = Send(method, path, "{}", agent);
    EXPECT_EQ(seen.status, 403) << path;
    EXPECT_EQ(seen.Error(), "Not authorized (user)!") << path;
  }
}

TEST_F(Authentication, CustomersMayUseNothing) {
  const std::string customer = TokenOf("jo", {"Customer"});
  EXPECT_EQ(Send("GET", "/api/v1/tickets", "", {{"authorization", "Bearer " + customer}}).Error(),
            "Not authorized (user)!");
}

TEST_F(Authentication, ASessionNeedsItsCsrfTokenToChangeSomething) {
  NewUser user{"boss", "long password", "", "", "", {"Admin"}};
  const auto id = store->directory().CreateUser(user);
  ASSERT_TRUE(id);
  const auto cookie = store->directory().CreateSession(*id);
  ASSERT_TRUE(cookie);
  const std::vector<HttpHeader> session = {{"cookie", "a=b; desk_3000=" + *cookie}};
  EXPECT_EQ(Send("GET", "/api/v1/groups", "", session).status, 200);
  EXPECT_EQ(Send("POST", "/api/v1/groups", R"({"name":"Sales"})", session).status, 403);

  auto proven = session;
  const auto principal = store->directory().PrincipalOfSession(*cookie);
  proven.push_back({"x-csrf-token", principal->value().csrf_token});
  EXPECT_EQ(Send("POST", "/api/v1/groups", R"({"name":"Sales"})", proven).status, 201);
}

TEST(SameSecret, ComparesWholeTexts) {
  EXPECT_TRUE(SameSecret("abc", "abc"));
  EXPECT_FALSE(SameSecret("abc", "abd"));
  EXPECT_FALSE(SameSecret("abc", "ab"));
}

}  // namespace
}  // namespace stub
