// Requests that go to a plugin: who may send them and what the plugin sees of them.
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

constexpr const char* kWebhook = "/api/v1/channels_toy_webhook";
constexpr const char* kCallback = "/api/v1/external_credentials/toy/callback";

using PluginRoutes = WebFixture;

TEST_F(PluginRoutes, AWebhookNeedsNoSignIn) {
  channels->inbound_answer.status = 202;
  channels->inbound_answer.body = "{}";
  channels->inbound_answer.headers = {{"x-a", "b"}};
  const Seen seen = Send("POST", std::string(kWebhook) + "?a=1", "{}");
  EXPECT_EQ(seen.status, 202);
  EXPECT_EQ(seen.Header("x-a"), "b");
  EXPECT_EQ(channels->inbound_route, "webhook");
  EXPECT_EQ(channels->inbound_principal, "");
  EXPECT_EQ(channels->inbound_url, "https://desk.example/api/v1/channels_toy_webhook?a=1");
}

TEST_F(PluginRoutes, APluginNeverSeesTheHostsCookie) {
  Send("POST", kWebhook, "", {{"cookie", "desk_3000=x"}, {"authorization", "Bearer theirs"}});
  EXPECT_FALSE(channels->inbound_headers.contains("cookie"));
  EXPECT_TRUE(channels->inbound_headers.contains("authorization"));
}

TEST_F(PluginRoutes, APluginNeverSeesTheHostsToken) {
  ASSERT_EQ(Send("GET", kCallback, "", AsAdmin()).status, 200);
  EXPECT_FALSE(channels->inbound_headers.contains("authorization"));
  EXPECT_FALSE(channels->inbound_principal.empty());
}

TEST_F(PluginRoutes, ACallbackIsForAdmins) {
  EXPECT_EQ(Send("GET", kCallback).Error(), "Authentication required");
  EXPECT_EQ(Send("GET", kCallback, "", AsAgent()).Error(), "Not authorized (user)!");
  EXPECT_EQ(channels->inbound_route, "");
}

TEST_F(PluginRoutes, AWrongMethodIsNamed) {
  const Seen seen = Send("PUT", kWebhook, "{}");
  EXPECT_EQ(seen.status, 405);
  EXPECT_EQ(seen.Header("allow"), "GET, POST");
  EXPECT_EQ(channels->inbound_route, "");
}

TEST_F(PluginRoutes, ABodyAboveTheRoutesLimitIsRefused) {
  EXPECT_EQ(Send("POST", kWebhook, std::string(65, 'x')).status, 413);
  EXPECT_EQ(channels->inbound_route, "");
}

TEST_F(PluginRoutes, PublicRoutesHaveALaneOfTheirOwn) {
  HttpRequest request;
  request.method = "POST";
  request.path = kWebhook;
  EXPECT_EQ(service->LaneOf(request), WebService::kWebhookLane);
  request.path = "/api/v1/tickets";
  EXPECT_EQ(service->LaneOf(request), WebService::kRestLane);
  request.path = "/healthz";
  EXPECT_EQ(service->LaneOf(request), WebService::kStatusLane);
}

}  // namespace
}  // namespace stub
