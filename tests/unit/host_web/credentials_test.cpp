// Verifying an app and linking an account over REST.
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "host_stub/store/connection_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class Credentials : public WebFixture {
 protected:
  Seen Verify(const std::string& body) {
    return Post("/api/v1/external_credentials/toy/app_verify", body);
  }
  Seen Link() { return Get("/api/v1/external_credentials/toy/link_account"); }
};

TEST_F(Credentials, VerifyGivesTheAttributes) {
  channels->verify_answer = std::string(R"({"webhook_id":"7"})");
  const Seen seen = Verify(R"({"key":"k1","key_secret":"s"})");
  EXPECT_EQ(seen.status, 200);
  EXPECT_EQ(seen.body, R"({"attributes":{"webhook_id":"7"}})");
  EXPECT_EQ(channels->verified_connection, 0);
  EXPECT_EQ(channels->verified_json, R"({"key":"k1","key_secret":"s"})");
}

TEST_F(Credentials, AFailedCheckIsAnAnswer) {
  channels->verify_answer = chp::Error{chp::Code::kAuth, "toy.keys", "401 Unauthorized"};
  const Seen seen = Verify("{}");
  EXPECT_EQ(seen.status, 200);
  EXPECT_EQ(seen.Error(), "401 Unauthorized");
}

TEST_F(Credentials, TakeAForm) {
  auto headers = AsAdmin();
  headers.push_back({"content-type", "application/x-www-form-urlencoded"});
  Send("POST", "/api/v1/external_credentials/toy/app_verify", "key=a+b&replace=true", headers);
  EXPECT_EQ(channels->verified_json, R"({"key":"a b","replace":true})");
}

TEST_F(Credentials, WhatIsNotSentIsTakenFromTheStoredApp) {
  LinkAccount();
  Verify(R"({"key":"","env":"prod"})");
  EXPECT_EQ(channels->verified_connection, connection_id);
  EXPECT_EQ(boost::json::parse(channels->verified_json),
            boost::json::parse(R"({"key":"k1","env":"prod"})"));
}

TEST_F(Credentials, AnotherAppIsANewConnection) {
  LinkAccount();
  Verify(R"({"key":"k2","new_connection":true})");
  EXPECT_EQ(channels->verified_connection, 0);
}

TEST_F(Credentials, WrongInputNamesTheField) {
  EXPECT_EQ(Verify(R"({"kye":"k"})").Error(), "\"kye\" is not a field of this form.");
  EXPECT_EQ(Verify(R"({"key":7})").Error(), "\"key\" must be text in quotes.");
  EXPECT_EQ(Verify(R"({"key":"k","connection_id":99})").status, 422);
  EXPECT_EQ(Verify("[]").status, 422);
  EXPECT_EQ(Verify("{").status, 400);
  EXPECT_EQ(channels->verified_connection, -1);
}

TEST_F(Credentials, UncheckedKeysAreStoredAsUnverified) {
  const Seen seen = Verify(R"({"key":"k1","key_secret":"s3","unverified":true})");
  ASSERT_EQ(seen.status, 200);
  EXPECT_EQ(seen.body.find("s3"), std::string::npos);
  const auto connections = store->connections().List("toy");
  ASSERT_EQ(connections->size(), 1u);
  EXPECT_FALSE(connections->front().verified);
  EXPECT_EQ(connections->front().key.size(), 32u);
  EXPECT_EQ(connections->front().app_json, R"({"key":"k1"})");
  EXPECT_EQ(channels->reconfigured, 1);
}

TEST_F(Credentials, UncheckedKeysThePluginRefusesAreTakenBack) {
  channels->refused_reconfigure = 1;
  EXPECT_EQ(Verify(R"({"key":"k1","unverified":true})").status, 422);
  EXPECT_TRUE(store->connections().List("toy")->empty());
}

TEST_F(Credentials, ARefusedChangeOfUncheckedKeysLeavesTheOldOnes) {
  LinkAccount();
  channels->refused_reconfigure = 1;
  EXPECT_EQ(Verify(R"({"env":"odd","unverified":true})").status, 422);
  const auto connections = store->connections().List("toy");
  EXPECT_EQ(connections->front().app_json, R"({"key":"k1","env":"demo","webhook_id":"99"})");
  EXPECT_TRUE(connections->front().verified);
}

TEST_F(Credentials, LinkingRedirectsTheBrowser) {
  channels->action_answer = std::string(R"({"redirect_url":"https://toy.example/allow"})");
  const Seen seen = Link();
  EXPECT_EQ(seen.status, 302);
  EXPECT_EQ(seen.Header("location"), "https://toy.example/allow");
  EXPECT_EQ(channels->action.action, "account.link");
  EXPECT_FALSE(channels->action.principal.empty());
}

TEST_F(Credentials, LinkingAnswersWithThePluginsStatus) {
  chp::Error error{chp::Code::kConfig, "toy.no_app", "No app configured!"};
  channels->action_answer = error;
  EXPECT_EQ(Link().status, 422);
  error.http_status = 500;
  channels->action_answer = error;
  EXPECT_EQ(Link().status, 500);
  EXPECT_EQ(Link().Error(), "No app configured!");
}

TEST_F(Credentials, LinkingNeverRedirectsToAScript) {
  channels->action_answer = std::string(R"json({"redirect_url":"javascript:alert(1)"})json");
  EXPECT_EQ(Link().status, 500);
}

TEST_F(Credentials, LinkingWithoutAConsentPageShowsTheOutput) {
  channels->action_answer = std::string(R"({"message":"linked"})");
  EXPECT_EQ(Link().body, R"({"message":"linked"})");
}

TEST_F(Credentials, ADisabledPluginIsNotThere) {
  channels->enabled = false;
  EXPECT_EQ(Verify("{}").status, 404);
  EXPECT_EQ(Link().status, 404);
}

class RemovedApp : public Credentials {
 protected:
  RemovedApp() {
    ConnectionSave save;
    save.slug = "toy";
    save.key = "another-key";
    save.app_json = R"({"key":"k2"})";
    app = store->connections().Save(save).value();
  }
  Seen Remove(const std::string& more = "") {
    return Send("DELETE", "/api/v1/external_credentials/toy",
                R"({"id":)" + std::to_string(app) + more + "}", AsAdmin());
  }
  std::size_t Apps() { return store->connections().List("toy")->size(); }
  Id app = 0;
};

TEST_F(RemovedApp, IsGone) {
  EXPECT_EQ(Remove().status, 200);
  EXPECT_EQ(Apps(), 0u);
  EXPECT_EQ(channels->reconfigured, 1);
  EXPECT_EQ(Remove().status, 404);
}

TEST_F(RemovedApp, LosesItsAccountsFirst) {
  LinkAccount();
  app = connection_id;
  const Seen refused = Remove(R"(,"force":true)");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.json.at("reason").as_string(), "connection.has_accounts");
  EXPECT_EQ(Apps(), 2u);
}

TEST_F(RemovedApp, SaysGoodbyeToTheRemoteSideUnlessForced) {
  channels->manifest.lifecycle["connection_remove"] = "app.goodbye";
  channels->action_answer = chp::Error{chp::Code::kTransient, "toy.down", "Toy does not answer."};
  EXPECT_EQ(Remove().Error(), "Toy does not answer.");
  EXPECT_EQ(channels->action.action, "app.goodbye");
  EXPECT_EQ(channels->action.connection_id, app);
  EXPECT_EQ(Apps(), 1u);
  EXPECT_EQ(Remove(R"(,"force":true)").status, 200);
  EXPECT_EQ(Apps(), 0u);
}

}  // namespace
}  // namespace stub
