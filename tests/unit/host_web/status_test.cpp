// Health, readiness, metrics, the list of plugins, the page.
#include <gtest/gtest.h>

#include "host_stub/store/connection_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

using StatusApi = WebFixture;

TEST_F(StatusApi, IsAliveAndReady) {
  EXPECT_EQ(Send("GET", "/healthz").status, 200);
  EXPECT_EQ(Send("GET", "/readyz").status, 200);
}

TEST_F(StatusApi, IsNotReadyWhileAnEnabledPluginIsNotLoaded) {
  channels->loads = false;
  channels->refusal = "/opt/toy/libtoy.so is cut off: copy it again.";
  const Seen seen = Send("GET", "/readyz");
  EXPECT_EQ(seen.status, 503);
  EXPECT_EQ(seen.body.find("/opt"), std::string::npos);
  EXPECT_FALSE(Get("/api/v1/monitoring/health_check").json.at("healthy").as_bool());
}

TEST_F(StatusApi, HealthNamesTheAccountThatFails) {
  LinkAccount();
  chp::AccountStatus status;
  status.state = chp::AccountState::kDown;
  status.account_id = std::to_string(account_id);
  status.reason = "toy.auth";
  status.message = "Link it again.";
  ASSERT_TRUE(store->connections().SetAccountState(connection_id, status));
  const Seen seen = Get("/api/v1/monitoring/health_check");
  EXPECT_FALSE(seen.json.at("healthy").as_bool());
  EXPECT_EQ(seen.json.at("message").as_string(), "Channel: Toy in @acme; Link it again.");
}

TEST_F(StatusApi, MetricsArePlainText) {
  const Seen seen = Get("/metrics");
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(seen.body.ends_with("# EOF\n"));
}

TEST_F(StatusApi, PluginsAreListedAndSwitched) {
  EXPECT_EQ(Get("/api/v1/plugins").json.at(0).at("id").as_string(), "toy");
  const Seen off = Send("PUT", "/api/v1/plugins/toy", R"({"enabled":false})", AsAdmin());
  EXPECT_FALSE(off.json.at("enabled").as_bool());
  EXPECT_EQ(Send("PUT", "/api/v1/plugins/toy", R"({"enabled":7})", AsAdmin()).status, 422);
  EXPECT_EQ(Send("PUT", "/api/v1/plugins/toy", "{}", AsAdmin()).status, 422);
  EXPECT_EQ(Send("PUT", "/api/v1/plugins/odd", R"({"enabled":true})", AsAdmin()).status, 404);
}

TEST_F(StatusApi, ThePageRunsNoForeignScript) {
  const Seen seen = Send("GET", "/");
  EXPECT_EQ(seen.status, 200);
  const std::string policy = seen.Header("content-security-policy");
  EXPECT_NE(policy.find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

}  // namespace
}  // namespace stub
