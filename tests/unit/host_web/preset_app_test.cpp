// An app that the operator keeps: connected from their file, neither seen nor changed by an admin.
#include "host_stub/web/preset_app.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

class PresetApp : public WebFixture {
 protected:
  void Give(const std::string& text) { web->settings.preset_apps = ParsePresetApps(text).value(); }
  Seen Verify(const std::string& body) {
    return Post("/api/v1/external_credentials/toy/app_verify", body);
  }
  static constexpr const char* kKeys = R"({"toy":{"key":"k1","key_secret":"canary","env":"demo"}})";
};

TEST_F(PresetApp, IsConnectedWithTheOperatorsValues) {
  Give(kKeys);
  ConnectPresetApps(*web);
  EXPECT_EQ(channels->verified_connection, 0);
  EXPECT_EQ(json::parse(channels->verified_json),
            json::parse(R"({"key":"k1","key_secret":"canary","env":"demo"})"));
}

TEST_F(PresetApp, ThatIsConnectedAlreadyIsLeftAlone) {
  LinkAccount();
  Give(R"({"toy":{"key":"k1","key_secret":"s3cret","env":"demo"}})");
  ConnectPresetApps(*web);
  EXPECT_EQ(channels->verified_connection, -1) << "nothing was asked";
  Give(R"({"toy":{"key":"k2","key_secret":"s3cret","env":"demo"}})");
  ConnectPresetApps(*web);
  EXPECT_EQ(channels->verified_connection, connection_id) << "the operator has other keys now";
}

TEST_F(PresetApp, OfAPluginThatIsNotThereIsNotUsed) {
  Give(R"({"other":{"key":"k1"}})");
  ConnectPresetApps(*web);
  EXPECT_EQ(channels->verified_connection, -1);
}

TEST_F(PresetApp, IsTriedAgainButNotChangedByAnAdmin) {
  Give(kKeys);
  channels->verify_answer = std::string(R"({"webhook_id":"7"})");
  EXPECT_EQ(Verify("{}").body, R"({"attributes":{}})");
  EXPECT_EQ(json::parse(channels->verified_json).at("key").as_string(), "k1");
  const Seen refused = Verify(R"({"key":"mine"})");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.json.at("reason").as_string(), "app.preset");
  channels->verify_answer = chp::Error{chp::Code::kAuth, "toy.keys", "401 Unauthorized"};
  EXPECT_EQ(Verify("{}").Error(), "401 Unauthorized");
}

TEST_F(PresetApp, IsNeitherShownNorRemoved) {
  LinkAccount();
  Give(kKeys);
  const Seen shown = Get("/api/v1/channels_toy");
  EXPECT_TRUE(shown.json.at("preset").as_bool());
  const auto& app = shown.json.at("assets").at("ExternalCredential").as_object().begin()->value();
  EXPECT_TRUE(app.at("credentials").as_object().empty());
  EXPECT_EQ(Send("DELETE", "/api/v1/external_credentials/toy",
                 R"({"id":)" + std::to_string(connection_id) + "}", AsAdmin())
                .json.at("reason")
                .as_string(),
            "app.preset");
}

TEST_F(PresetApp, AFileThatIsNoneIsToldWithoutItsValues) {
  for (const char* text : {"", "[]", R"({"toy":"canary"})", R"({"toy":{"key":"canary")"}) {
    const auto parsed = ParsePresetApps(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().reason, "preset.json");
    EXPECT_EQ(parsed.error().message.find("canary"), std::string::npos);
  }
}

TEST_F(PresetApp, AValueTheFormDoesNotHaveIsRefused) {
  Give(R"({"toy":{"kye":"k1"}})");
  EXPECT_EQ(Verify("{}").Error(), "\"kye\" is not a field of this form.");
}

class PageAddress : public WebFixture {};

TEST_F(PageAddress, ThePageIsShownUnderThePublicName) {
  const Seen elsewhere = Send("GET", "/", "", {{"host", "127.0.0.1:3000"}});
  EXPECT_EQ(elsewhere.status, 302);
  EXPECT_EQ(elsewhere.Header("location"), "https://desk.example/?at=public");
  EXPECT_EQ(Send("GET", "/", "", {{"host", "DESK.example"}}).status, 200);
  EXPECT_EQ(Send("GET", "/", "", {}).status, 200);
}

TEST_F(PageAddress, AProxyThatPassesOnAnotherNameDoesNotRunInCircles) {
  EXPECT_EQ(Send("GET", "/?at=public", "", {{"host", "127.0.0.1:3000"}}).status, 200);
}

}  // namespace
}  // namespace stub
