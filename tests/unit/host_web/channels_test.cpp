// Channels over REST: listing, settings, switching, removal.
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

class ChannelsApi : public WebFixture {
 protected:
  ChannelsApi() : path("/api/v1/channels_toy/" + std::to_string(LinkAccount())) {}
  std::string IdBody() { return R"({"id":)" + std::to_string(account_id) + "}"; }

  const std::string path;
};

TEST_F(ChannelsApi, ListHasTheReferencesShape) {
  const Seen seen = Get("/api/v1/channels_toy");
  ASSERT_EQ(seen.status, 200);
  EXPECT_EQ(seen.json.at("channel_ids").as_array().at(0).as_int64(), account_id);
  EXPECT_EQ(seen.json.at("callback_url").as_string(),
            "https://desk.example/api/v1/external_credentials/toy/callback");
  EXPECT_EQ(seen.json.at("webhook_url").as_string(),
            "https://desk.example/api/v1/channels_toy_webhook");
  const json::value& channel = seen.json.at("assets").at("Channel").at(std::to_string(account_id));
  EXPECT_EQ(channel.at("area").as_string(), "Toy::Account");
  EXPECT_EQ(channel.at("options").at("adapter").as_string(), "toy");
  EXPECT_EQ(channel.at("options").at("user").at("id").as_string(), "42");
  EXPECT_EQ(channel.at("options").at("user").at("screen_name").as_string(), "acme");
  EXPECT_EQ(channel.at("profile").at("plan").as_string(), "gold");
  EXPECT_TRUE(channel.at("options").at("sync").at("search").is_array());
  EXPECT_FALSE(channel.at("options").at("sync").at("tracked").as_bool());
}

TEST_F(ChannelsApi, NeverShowsASecret) {
  const std::string body = Get("/api/v1/channels_toy").body + Get(path).body;
  EXPECT_EQ(body.find("s3cret"), std::string::npos);
  EXPECT_EQ(body.find("t0ken"), std::string::npos);
  EXPECT_NE(body.find("\"stored_secrets\":[\"key_secret\"]"), std::string::npos);
}

TEST_F(ChannelsApi, SettingsAreMergedAndThePluginConfigured) {
  ASSERT_EQ(Post(path, R"({"options":{"sync":{"mentions":{"group_id":"1"}}}})").status, 200);
  const Seen seen = Post(path, R"({"options":{"sync":{"tracked":true}}})");
  EXPECT_EQ(seen.json.at("options").at("sync").at("mentions").at("group_id").as_int64(), 1);
  EXPECT_TRUE(seen.json.at("options").at("sync").at("tracked").as_bool());
  EXPECT_EQ(channels->reconfigured, 2);
}

TEST_F(ChannelsApi, WhatWasShownCanBeSentBack) {
  const Seen shown = Get(path);
  EXPECT_EQ(Post(path, shown.body).status, 200);
}

TEST_F(ChannelsApi, WrongSettingsChangeNothing) {
  for (const char* body : {R"({"options":{"sync":{"mentions":{"group_id":99}}}})",
                           R"({"options":{"sync":{"mentions":1}}})", R"({"options":[]})",
                           R"({"options":{"sync":{"odd":1}}})", R"({"active":"maybe"})",
                           R"({"colour":"red"})", R"({"options":{"days":400}})"}) {
    EXPECT_EQ(Post(path, body).status, 422) << body;
  }
  EXPECT_EQ(channels->reconfigured, 0);
}

TEST_F(ChannelsApi, WhatThePluginRefusesIsTakenBack) {
  channels->refused_reconfigure = 1;
  const Seen seen = Post(path, R"({"options":{"sync":{"tracked":true}}})");
  EXPECT_EQ(seen.status, 422);
  EXPECT_EQ(seen.Error(), "The term is too short.");
  EXPECT_FALSE(Get(path).json.at("options").at("sync").at("tracked").as_bool());
  EXPECT_EQ(channels->reconfigured, 2);
}

TEST_F(ChannelsApi, AreSwitchedOffAndOn) {
  EXPECT_EQ(Post("/api/v1/channels_toy_disable", IdBody()).body, "{}");
  EXPECT_FALSE(Get(path).json.at("active").as_bool());
  EXPECT_EQ(Post("/api/v1/channels_toy_enable", IdBody()).body, "{}");
  EXPECT_TRUE(Get(path).json.at("active").as_bool());
}

TEST_F(ChannelsApi, RemovalIsHandedToThePlugin) {
  const Seen seen = Send("DELETE", "/api/v1/channels_toy", IdBody(), AsAdmin());
  EXPECT_EQ(seen.body, "{}");
  EXPECT_EQ(channels->removed, std::make_pair(account_id, false));
}

TEST_F(ChannelsApi, RemovalTakesItsInputFromTheQueryToo) {
  const std::string query = "?force=true&id=" + std::to_string(account_id);
  ASSERT_EQ(Send("DELETE", "/api/v1/channels_toy" + query, "", AsAdmin()).status, 200);
  EXPECT_EQ(channels->removed, std::make_pair(account_id, true));
}

TEST_F(ChannelsApi, AnUnknownChannelOrPluginIsNotFound) {
  EXPECT_EQ(Get("/api/v1/channels_toy/999").status, 404);
  EXPECT_EQ(Get("/api/v1/channels_odd").status, 404);
  EXPECT_EQ(Post("/api/v1/channels_toy_enable", R"({"id":999})").status, 404);
  EXPECT_EQ(Post("/api/v1/channels_toy_enable", "{}").Error(), "\"id\" is missing.");
}

}  // namespace
}  // namespace stub
