// Hostile requests: each gets a documented status and one sentence, and none does harm.
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

using BadInput = WebFixture;

TEST_F(BadInput, UnknownPathsAreNotFound) {
  for (const char* path : {"/api", "/api/v1", "/api/v1/", "/api/v2/tickets", "/api/v1/tickets/1/2",
                           "/../etc/passwd", "/panel/panel.js/", "//", "/api/v1/tickets/%00", "/%",
                           "/api/v1/channels_", "/api/v1/plugins/"}) {
    const Seen seen = Get(path);
    EXPECT_EQ(seen.status, 404) << path;
    EXPECT_FALSE(seen.Error().empty()) << path;
  }
}

TEST_F(BadInput, WrongMethodsAreNamed) {
  const Seen seen = Send("PATCH", "/api/v1/tickets", "", AsAdmin());
  EXPECT_EQ(seen.status, 405);
  EXPECT_EQ(seen.Header("allow"), "GET, HEAD, POST, OPTIONS");
}

TEST_F(BadInput, OptionsAreAnswered) {
  const Seen seen = Send("OPTIONS", "/api/v1/tickets");
  EXPECT_EQ(seen.status, 204);
  EXPECT_EQ(seen.Header("allow"), "GET, HEAD, POST, OPTIONS");
}

TEST_F(BadInput, EveryBodyThatIsNotAnObjectIsRefusedEverywhere) {
  LinkAccount();
  const std::pair<const char*, const char*> kAddresses[] = {
      {"POST", "/api/v1/groups"},
      {"POST", "/api/v1/users"},
      {"POST", "/api/v1/signin"},
      {"POST", "/api/v1/getting_started"},
      {"POST", "/api/v1/user_access_token"},
      {"POST", "/api/v1/ticket_articles"},
      {"POST", "/api/v1/reply_preview"},
      {"POST", "/api/v1/tickets"},
      {"POST", "/api/v1/uploads"},
      {"PUT", "/api/v1/plugins/toy"},
      {"POST", "/api/v1/channels_toy/1"},
      {"POST", "/api/v1/channels_toy_enable"},
      {"POST", "/api/v1/channels_toy_disable"},
      {"DELETE", "/api/v1/channels_toy"},
      {"POST", "/api/v1/external_credentials/toy/app_verify"}};
  const std::string kBodies[] = {
      "[",       "[]",       "null",         "7",     "\"x\"",
      "{\"a\":", "\xff\xfe", "{\"\x01\":1}", "{} {}", std::string(100'000, '[')};
  for (const auto& [method, path] : kAddresses) {
    for (const std::string& body : kBodies) {
      const Seen seen = Send(method, path, body, AsAdmin());
      const bool refused = seen.status == 400 || seen.status == 409 || seen.status == 422 ||
                           seen.status == 429;  // signing in is throttled too
      EXPECT_TRUE(refused) << method << " " << path << " " << body.substr(0, 20) << " "
                           << seen.status;
      EXPECT_FALSE(seen.Error().empty());
    }
  }
}

TEST_F(BadInput, TheErrorSentenceIsValidJsonForAHostileName) {
  const Seen seen = Post("/api/v1/groups", "{\"<b>\\u0000\\\"" + std::string(500, 'x') + "\":1}");
  EXPECT_EQ(seen.status, 422);
  EXPECT_FALSE(seen.Error().empty());
  EXPECT_LT(seen.Error().size(), 200u);
}

}  // namespace
}  // namespace stub
