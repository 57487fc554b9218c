// Connections and accounts.
#include <boost/json.hpp>

#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class Connections : public StoreTest {
 protected:
  ConnectionStore& connections() { return store_->connections(); }
  ConnectionSnapshot Snapshot(Id connection) { return connections().Snapshot(connection)->value(); }
  ConnectionSave Save(Id id, const std::string& secrets) {
    return {.id = id,
            .slug = "toy",
            .key = {},
            .app_json = R"({"label":"demo"})",
            .app_secrets_json = secrets,
            .verified = true};
  }
};

TEST_F(Connections, SecretsAreMergedAndNotInTheFiles) {
  const Id id = connections().Save(Save(0, R"({"a":"canary-1","b":"canary-2"})")).value();
  ASSERT_TRUE(connections().Save(Save(id, R"({"b":"canary-3"})")));
  EXPECT_EQ(boost::json::parse(Snapshot(id).app_secrets_json),
            boost::json::parse(R"({"a":"canary-1","b":"canary-3"})"));
  EXPECT_EQ(DatabaseBytes().find("canary"), std::string::npos);
}

TEST_F(Connections, ANewOneGetsAnUnguessableKeyThatStays) {
  const Id id = connections().Save(Save(0, "{}")).value();
  const std::string key = Snapshot(id).connection.key;
  EXPECT_EQ(key.size(), 32u);
  ASSERT_TRUE(connections().Save(Save(id, "{}")));
  EXPECT_EQ(Snapshot(id).connection.key, key);
}

TEST_F(Connections, EveryChangeGrowsTheRevision) {
  const Id id = MakeConnection();
  std::uint64_t revision = Snapshot(id).connection.revision;
  const auto expect_grown = [&] {
    const std::uint64_t now = Snapshot(id).connection.revision;
    EXPECT_GT(now, revision);
    revision = now;
  };
  ASSERT_TRUE(connections().Save(Save(id, "{}")));
  expect_grown();
  const Id account = MakeAccount(id, "100", "acme");
  expect_grown();
  ASSERT_TRUE(connections().UpdateAccount(account, "{}", false));
  expect_grown();
  ASSERT_TRUE(connections().MarkRemoving(account));
  expect_grown();
  ASSERT_TRUE(connections().RemoveAccount(account));
  expect_grown();
}

TEST_F(Connections, LinkingAgainKeepsSettingsAndBringsBackWhatWasBeingRemoved) {
  const Id id = MakeConnection();
  const Id account = MakeAccount(id, "100", "acme");
  ASSERT_TRUE(connections().UpdateAccount(account, R"({"x":1})", false));
  ASSERT_TRUE(connections().MarkRemoving(account));
  EXPECT_EQ(MakeAccount(id, "100", "acme_new"), account);
  const Account again = connections().FindAccount(account)->value();
  EXPECT_EQ(again.screen_name, "acme_new");
  EXPECT_EQ(again.settings_json, R"({"x":1})");
  EXPECT_FALSE(again.active);
  EXPECT_FALSE(again.removing);
}

TEST_F(Connections, AProfileIsReplacedByTheNextAndKeptByASaveThatTellsNone) {
  const Id id = MakeConnection();
  const auto profile_after = [&](const std::string& told) {
    const auto saved = connections().SaveAccount(
        id, {.account_json = R"({"external_id":"1")" + told + "}", .secrets_json = "{}"});
    return connections().FindAccount(*saved)->value().profile_json;
  };
  EXPECT_EQ(profile_after(""), "{}");
  EXPECT_EQ(profile_after(R"(,"profile":{"plan":"gold"})"), R"({"plan":"gold"})");
  EXPECT_EQ(profile_after(""), R"({"plan":"gold"})");
  EXPECT_EQ(profile_after(R"(,"profile":{})"), "{}");
}

TEST_F(Connections, AnAccountBasedOnAnOldRevisionIsRefused) {
  const Id id = MakeConnection();
  const std::uint64_t revision = Snapshot(id).connection.revision;
  const chp::AccountSave save{.account_json = R"({"external_id":"1"})",
                              .secrets_json = "{}",
                              .expected_revision = revision};
  ASSERT_TRUE(connections().SaveAccount(id, save));
  EXPECT_EQ(connections().SaveAccount(id, save).error().code, chp::Code::kConflict);
}

TEST_F(Connections, BadAccountsAreRefused) {
  const Id id = MakeConnection();
  for (const char* json : {"", "{}", "[]", "{", R"({"external_id":1})", R"({"external_id":""})"}) {
    const auto saved = connections().SaveAccount(
        id, {.account_json = json, .secrets_json = "{}", .expected_revision = 0});
    EXPECT_EQ(saved.error().code, chp::Code::kInvalid) << json;
  }
  EXPECT_TRUE(Snapshot(id).accounts.empty());
}

TEST_F(Connections, AccountSecretsBelongToTheirAccount) {
  const Id id = MakeConnection();
  const auto account = connections().SaveAccount(id, {.account_json = R"({"external_id":"1"})",
                                                      .secrets_json = R"({"token":"canary"})",
                                                      .expected_revision = 0});
  const auto snapshot = Snapshot(id);
  ASSERT_EQ(snapshot.account_secrets_json.size(), 1u);
  EXPECT_EQ(snapshot.account_secrets_json[0].first, *account);
  EXPECT_EQ(snapshot.account_secrets_json[0].second, R"({"token":"canary"})");
  EXPECT_EQ(DatabaseBytes().find("canary"), std::string::npos);
}

TEST_F(Connections, StatesOfAccountsAndConnectionsAreKept) {
  const Id id = MakeConnection();
  const Id account = MakeAccount(id, "100", "acme");
  ASSERT_TRUE(connections().SetAccountState(
      id, {chp::AccountState::kDown, std::to_string(account), "toy.token", "Link it again."}));
  ASSERT_TRUE(connections().SetAccountState(id, {chp::AccountState::kUp, "", "", ""}));
  EXPECT_EQ(connections().FindAccount(account)->value().state, chp::AccountState::kDown);
  EXPECT_EQ(connections().FindAccount(account)->value().state_reason, "toy.token");
  EXPECT_EQ(Snapshot(id).connection.state, chp::AccountState::kUp);
}

TEST_F(Connections, AForeignAccountsStateIsNotTouched) {
  const Id account = MakeAccount(MakeConnection(), "100", "acme");
  const auto set = connections().SetAccountState(
      MakeConnection(), {chp::AccountState::kDown, std::to_string(account), "", ""});
  EXPECT_EQ(set.error().code, chp::Code::kNotFound);
}

TEST_F(Connections, RemovingAnAccountTakesItsKeysOnly) {
  const Id id = MakeConnection();
  const Id account = MakeAccount(id, "100", "acme");
  const std::string mine = "account/" + std::to_string(account) + "/cursor";
  const std::string other = "account/" + std::to_string(account) + "0/cursor";
  for (const auto& key : {mine, other})
    ASSERT_TRUE(store_->kv().Put(id, {.key = key, .value = "1"}));
  ASSERT_TRUE(connections().RemoveAccount(account));
  EXPECT_EQ(*store_->kv().Scan(id, ""), std::vector<std::string>{other});
  EXPECT_FALSE(connections().FindAccount(account)->has_value());
}

TEST_F(Connections, IdsAreNeverUsedTwice) {
  const Id first = MakeConnection();
  const Id account = MakeAccount(first, "100", "acme");
  ASSERT_TRUE(connections().Remove(first));
  const Id second = MakeConnection();
  EXPECT_GT(second, first);
  EXPECT_GT(MakeAccount(second, "100", "acme"), account);
}

TEST_F(Connections, RemovingAConnectionTakesEverythingOfIt) {
  const Id id = MakeConnection();
  MakeAccount(id, "100", "acme");
  ASSERT_TRUE(store_->kv().Put(id, {.key = "a", .value = "1"}));
  chp::Job job;
  job.id = "a";
  job.kind = "k";
  ASSERT_TRUE(store_->jobs().Schedule(id, job));
  ASSERT_TRUE(connections().Remove(id));
  EXPECT_FALSE(connections().Snapshot(id)->has_value());
  EXPECT_TRUE(connections().Accounts("toy")->empty());
  EXPECT_TRUE(store_->jobs().List(10)->empty());
  EXPECT_EQ(connections().Remove(id).error().code, chp::Code::kNotFound);
}

TEST_F(Connections, PluginsAreOnUntilSwitchedOff) {
  EXPECT_TRUE(*connections().PluginEnabled("toy"));
  ASSERT_TRUE(connections().SetPluginEnabled("toy", false));
  EXPECT_FALSE(*connections().PluginEnabled("toy"));
}

}  // namespace
}  // namespace stub
