// Groups, users, tokens, sessions.
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class People : public StoreTest {
 protected:
  Directory& directory() { return store_->directory(); }
  NewUser Admin() {
    NewUser user;
    user.login = "Root@Example.org";
    user.password = "canary-password";
    user.roles = {"Admin", "Agent"};
    return user;
  }
};

TEST_F(People, AFirstGroupIsThere) {
  const auto groups = directory().Groups().value();
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].name, "Users");
}

TEST_F(People, GroupNamesAreUniqueAndNotBlank) {
  EXPECT_TRUE(directory().CreateGroup(" Support ").ok());
  EXPECT_EQ(directory().CreateGroup("support").error().reason, "group.name_taken");
  EXPECT_EQ(directory().CreateGroup("  ").error().reason, "group.name");
}

TEST_F(People, PasswordsAreVerifiedAndNotStored) {
  const Id id = directory().CreateUser(Admin()).value();
  const auto user = directory().VerifyPassword("root@example.ORG", "canary-password").value();
  ASSERT_TRUE(user);
  EXPECT_EQ(user->id, id);
  EXPECT_TRUE(user->HasRole("Agent"));
  EXPECT_EQ(DatabaseBytes().find("canary-password"), std::string::npos);
}

TEST_F(People, WrongPasswordsAndLoginsAreRefused) {
  NewUser without = Admin();
  without.login = "nopassword";
  without.password.clear();
  ASSERT_TRUE(directory().CreateUser(Admin()));
  ASSERT_TRUE(directory().CreateUser(without));
  EXPECT_FALSE(directory().VerifyPassword("root@example.org", "wrong")->has_value());
  EXPECT_FALSE(directory().VerifyPassword("root@example.org", "")->has_value());
  EXPECT_FALSE(directory().VerifyPassword("nobody", "canary-password")->has_value());
  EXPECT_FALSE(directory().VerifyPassword("nopassword", "")->has_value());
}

TEST_F(People, BadUsersAreRefused) {
  NewUser bad = Admin();
  bad.roles = {"Emperor"};
  EXPECT_EQ(directory().CreateUser(bad).error().reason, "user.roles");
  bad.roles = {};
  EXPECT_EQ(directory().CreateUser(bad).error().reason, "user.roles");
  bad = Admin();
  bad.login.clear();
  EXPECT_EQ(directory().CreateUser(bad).error().reason, "user.login");
  ASSERT_TRUE(directory().CreateUser(Admin()));
  EXPECT_EQ(directory().CreateUser(Admin()).error().reason, "user.login_taken");
}

TEST_F(People, HasAdminTellsWhetherSomebodyCanBegin) {
  EXPECT_FALSE(*directory().HasAdmin());
  NewUser agent = Admin();
  agent.login = "agent";
  agent.roles = {"Agent"};
  ASSERT_TRUE(directory().CreateUser(agent));
  EXPECT_FALSE(*directory().HasAdmin());
  ASSERT_TRUE(directory().CreateUser(Admin()));
  EXPECT_TRUE(*directory().HasAdmin());
}

TEST_F(People, ATokenOpensItsUsersDoor) {
  const Id id = directory().CreateUser(Admin()).value();
  const std::string token = directory().CreateToken(id, "script").value();
  Reopen();
  const auto principal = directory().PrincipalOfToken(token).value();
  ASSERT_TRUE(principal);
  EXPECT_EQ(principal->user.id, id);
  EXPECT_FALSE(principal->is_session);
  EXPECT_NE(principal->opaque_id, "");
  EXPECT_EQ(DatabaseBytes().find(token), std::string::npos);
  EXPECT_FALSE(directory().PrincipalOfToken("guess")->has_value());
  EXPECT_FALSE(directory().PrincipalOfToken("")->has_value());
}

TEST_F(People, ASessionLastsUntilItEndsOrExpires) {
  const Id id = directory().CreateUser(Admin()).value();
  const std::string ended = directory().CreateSession(id).value();
  const std::string expired = directory().CreateSession(id).value();
  const auto principal = directory().PrincipalOfSession(ended)->value();
  EXPECT_TRUE(principal.is_session);
  EXPECT_GE(principal.csrf_token.size(), 32u);
  ASSERT_TRUE(directory().EndSession(ended));
  EXPECT_FALSE(directory().PrincipalOfSession(ended)->has_value());
  EXPECT_TRUE(directory().PrincipalOfSession(expired)->has_value());
  now_ms_ += 13LL * 3600 * 1000;
  EXPECT_FALSE(directory().PrincipalOfSession(expired)->has_value());
}

TEST_F(People, NobodyGetsATokenForAnUnknownUser) {
  EXPECT_EQ(directory().CreateToken(4711, "x").error().code, chp::Code::kNotFound);
  EXPECT_EQ(directory().CreateSession(4711).error().code, chp::Code::kNotFound);
}

}  // namespace
}  // namespace stub
