// Channels of a Zammad installation, taken over from its file.
#include "host_stub/web/zammad_import.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/directory.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr const char* kFile = R"({
  "external_credentials": [{"id": 4, "name": "toy", "credentials": {
    "key": "k1", "key_secret": "canary-secret", "env": "prod", "webhook_id": "77",
    "controller": "external_credentials"}}],
  "groups": [{"id": 11, "name": "Users"}, {"id": 12, "name": "Sales"}],
  "channels": [
    {"id": 3, "area": "Toy::Account", "active": true, "options": {
      "adapter": "toy", "user": {"id": 2001, "screen_name": "acme", "name": "Acme"},
      "auth": {"external_credential_id": 4, "oauth_token": "canary-token", "oauth_token_secret": "canary-2"},
      "sync": {"limit": 20, "tracked": true, "mentions": {"group_id": "12"},
               "search": [{"term": "#acme", "group_id": "12", "type": "mixed"},
                          {"term": "", "group_id": "12"}, {"term": "lost", "group_id": ""}]}}},
    {"id": 5, "area": "Toy::Account", "active": false, "options": {
      "user": {"id": "2002", "screen_name": "acme2", "name": "Acme Two"},
      "auth": {"external_credential_id": 4}, "sync": {"mentions": {"group_id": ""}}}}]
})";

class ZammadImport : public WebFixture {
 protected:
  Seen Import(const std::string& query = "", const std::string& file = kFile) {
    return Post("/api/v1/import/zammad" + query, file);
  }
  ConnectionSnapshot Stored() {
    const auto connections = store->connections().List("toy").value();
    EXPECT_EQ(connections.size(), 1U);
    return *store->connections().Snapshot(connections.at(0).id).value();
  }
  std::vector<std::string> GroupNames() {
    std::vector<std::string> names;
    const auto groups = store->directory().Groups();
    for (const Group& group : groups.value()) names.push_back(group.name);
    return names;
  }
};

TEST_F(ZammadImport, TakesAppAccountsTokensTermsAndGroups) {
  const Seen seen = Import();
  ASSERT_EQ(seen.status, 200) << seen.body;
  const ConnectionSnapshot stored = Stored();
  EXPECT_EQ(json::parse(stored.connection.app_json),
            json::parse(R"({"key":"k1","env":"prod","webhook_id":"77"})"));
  EXPECT_EQ(json::parse(stored.app_secrets_json), json::parse(R"({"key_secret":"canary-secret"})"));
  ASSERT_EQ(stored.accounts.size(), 2U);
  const Account& first = stored.accounts[0];
  EXPECT_EQ(first.external_id, "2001");
  EXPECT_EQ(first.screen_name, "acme");
  EXPECT_TRUE(first.active);
  EXPECT_FALSE(stored.accounts[1].active);
  EXPECT_EQ(json::parse(stored.account_secrets_json.at(0).second),
            json::parse(R"({"oauth_token":"canary-token","oauth_token_secret":"canary-2"})"));

  const auto groups = store->directory().Groups().value();
  ASSERT_EQ(groups.back().name, "Sales");
  const std::string sales = std::to_string(groups.back().id);
  EXPECT_EQ(json::parse(first.settings_json),
            json::parse(R"({"sync":{"tracked":true,"mentions":{"group_id":)" + sales +
                        R"(},"search":[{"term":"#acme","group_id":)" + sales + "}]}}"));
}

TEST_F(ZammadImport, AsksTheRemoteSideWithTheImportedKeys) {
  const Seen seen = Import();
  EXPECT_EQ(channels->verified_connection, Stored().connection.id);
  EXPECT_EQ(json::parse(channels->verified_json),
            json::parse(R"({"key":"k1","key_secret":"canary-secret","env":"prod"})"));
  EXPECT_TRUE(seen.json.at("apps").at(0).at("verified").as_bool());
}

TEST_F(ZammadImport, NamesAnAppWhoseKeysAreDeadAndKeepsItAllTheSame) {
  channels->verify_answer = chp::Error{chp::Code::kAuth, "toy.keys", "401 Unauthorized"};
  const Seen seen = Import();
  ASSERT_EQ(seen.status, 200);
  EXPECT_FALSE(seen.json.at("apps").at(0).at("verified").as_bool());
  EXPECT_EQ(seen.json.at("apps").at(0).at("message").as_string(), "401 Unauthorized");
  EXPECT_EQ(Stored().accounts.size(), 2U);
}

TEST_F(ZammadImport, SaysWhatHasNoCounterpart) {
  const std::string body = Import().body;
  EXPECT_NE(body.find("The setting \\\"sync.limit\\\" has no counterpart here."), std::string::npos)
      << body;
  EXPECT_NE(body.find("Rows of \\\"sync.search\\\" that lack something are left out."),
            std::string::npos);
}

TEST_F(ZammadImport, TellsNoSecret) { EXPECT_EQ(Import().body.find("canary"), std::string::npos); }

TEST_F(ZammadImport, ADryRunSaysTheSameAndStoresNothing) {
  const auto groups = GroupNames();
  const Seen dry = Import("?dry_run=true");
  ASSERT_EQ(dry.status, 200) << dry.body;
  EXPECT_TRUE(store->connections().List("toy").value().empty());
  EXPECT_EQ(GroupNames(), groups);
  EXPECT_EQ(channels->verified_connection, -1) << "nothing was asked";
  const Seen done = Import("?check=false");
  EXPECT_EQ(dry.json.at("groups"), done.json.at("groups"));
  EXPECT_EQ(dry.json.at("notes"), done.json.at("notes"));
  EXPECT_EQ(dry.json.at("accounts").as_array().size(), 2U);
}

TEST_F(ZammadImport, DoneTwiceChangesNothingAnAdminHasChangedMeanwhile) {
  Import();
  const Account account = Stored().accounts[0];
  ASSERT_TRUE(store->connections().UpdateAccount(account.id, R"({"days":3})", true));
  const Seen again = Import();
  EXPECT_EQ(again.json.at("apps").at(0).at("result").as_string(), "known");
  EXPECT_EQ(again.json.at("accounts").at(0).at("result").as_string(), "known");
  EXPECT_EQ(Stored().accounts[0].settings_json, R"({"days":3})");
  EXPECT_EQ(GroupNames().size(), 2U);
}

TEST_F(ZammadImport, GoesOnWithAnAccountThatWasBegun) {
  Import();
  const Account account = Stored().accounts[0];
  ASSERT_TRUE(store->connections().UpdateAccount(account.id, "{}", true));
  EXPECT_EQ(Import().json.at("accounts").at(0).at("result").as_string(), "new");
  EXPECT_NE(Stored().accounts[0].settings_json, "{}");
}

TEST_F(ZammadImport, SettingsThatThePluginRefusesAreLeftOutAndNamed) {
  channels->refused_reconfigure = 2;  // of the first account; the first call is the app's
  const Seen seen = Import();
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("accounts").at(0).at("message").as_string(),
            "Its settings are left out: The term is too short.");
  EXPECT_EQ(Stored().accounts[0].settings_json, "{}");
  EXPECT_NE(Stored().accounts[1].id, 0);
}

TEST_F(ZammadImport, AChannelWithoutAPluginIsNamedAndLeftOut) {
  const Seen seen = Import("", R"({"external_credentials":[{"id":1,"name":"Facebook",
    "credentials":{"key":"x"}}],"channels":[{"area":"Facebook::Account","options":{
    "user":{"id":"9","screen_name":"page"},"auth":{"external_credential_id":1}}}]})");
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("apps").at(0).at("result").as_string(), "no_plugin");
  EXPECT_EQ(seen.json.at("accounts").at(0).at("result").as_string(), "no_plugin");
}

TEST_F(ZammadImport, AnAccountThatBroughtItsOwnAppAlongMakesOne) {
  const auto file = ParseZammadFile(R"({"external_credentials":[],"channels":[
    {"area":"Toy::Account","options":{"user":{"id":"9"},
     "auth":{"consumer_key":"a","consumer_secret":"b","oauth_token":"c"}}}]})");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->apps.at(0).credentials,
            (json::object{{"consumer_key", "a"}, {"consumer_secret", "b"}}));
  EXPECT_EQ(file->accounts.at(0).secrets, (json::object{{"oauth_token", "c"}}));
}

TEST_F(ZammadImport, AnAppBesideAnotherIsToldThatItsAddressesAreItsOwn) {
  LinkAccount();
  const std::string other = R"({"external_credentials":[{"id":1,"name":"toy",
    "credentials":{"key":"k9","key_secret":"s"}}],"channels":[]})";
  EXPECT_NE(Import("", other).body.find("Another app is connected first"), std::string::npos);
}

TEST_F(ZammadImport, AFileThatIsNoneIsRefusedWithItsPlaceAndWithoutItsValues) {
  for (
      const auto& [text, place] : std::vector<std::pair<std::string, std::string>>{
          {"", "JSON object"},
          {"[]", "JSON object"},
          {"{}", "external_credentials"},
          {R"({"external_credentials":{"canary":1},"channels":[]})", "external_credentials"},
          {R"({"external_credentials":["canary"],"channels":[]})", "external_credentials[0]"},
          {R"({"external_credentials":[{"name":"toy"}],"channels":[]})", "external_credentials[0]"},
          {R"({"external_credentials":[],"channels":[{"area":"canary"}]})", "channels[0]"},
          {R"({"external_credentials":[],"channels":[{"area":"Toy::A","options":{"user":{}}}]})",
           "channels[0].options.user"},
          {R"({"external_credentials":[],"channels":[{"area":"Toy::A","options":{"user":{"id":1}}}]})",
           "channels[0]"}}) {
    const auto parsed = ParseZammadFile(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_TRUE(parsed.error().reason.starts_with("import.")) << parsed.error().reason;
    EXPECT_NE(parsed.error().message.find(place), std::string::npos) << parsed.error().message;
    EXPECT_EQ(parsed.error().message.find("canary"), std::string::npos);
  }
}

TEST_F(ZammadImport, ValuesThatAFormRefusesStoreNothing) {
  const Seen seen = Import("", R"({"external_credentials":[{"id":1,"name":"toy",
    "credentials":{"key":"far too long for the twenty","key_secret":"s"}}],"channels":[]})");
  EXPECT_EQ(seen.status, 422);
  EXPECT_EQ(seen.json.at("reason").as_string(), "rest.bad_field");
  EXPECT_TRUE(store->connections().List("toy").value().empty());
}

TEST_F(ZammadImport, IsForAdmins) {
  EXPECT_EQ(Send("POST", "/api/v1/import/zammad", kFile, AsAgent()).status, 403);
}

}  // namespace
}  // namespace stub
