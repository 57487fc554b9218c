// Actions of plugins over REST.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

class ActionsApi : public WebFixture {
 protected:
  ActionsApi() { LinkAccount(); }
  std::string Path(const std::string& action) const {
    return "/api/v1/channels_toy/" + std::to_string(account_id) + "/actions/" + action;
  }
};

TEST_F(ActionsApi, RunForAnAccount) {
  channels->action_answer = std::string(R"({"found":3})");
  const Seen seen = Post(Path("rules.try"), R"({"input":{"days":7}})");
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("found").as_int64(), 3);
  EXPECT_EQ(channels->action.action, "rules.try");
  EXPECT_EQ(channels->action.account_id, account_id);
  EXPECT_EQ(channels->action.connection_id, connection_id);
  EXPECT_FALSE(channels->action.principal.empty());
  EXPECT_EQ(json::parse(channels->action.input_json).at("days").as_int64(), 7);
}

TEST_F(ActionsApi, TryEditedSettingsWithoutStoringThem) {
  ASSERT_EQ(Post("/api/v1/channels_toy/" + std::to_string(account_id),
                 R"({"options":{"days":3,"mode":"slow"}})")
                .status,
            200);
  ASSERT_EQ(Post(Path("rules.try"), R"({"options":{"mode":"fast"}})").status, 200);
  const auto input = json::parse(channels->action.input_json);
  const auto tried = json::parse(input.at("settings").as_string());
  EXPECT_EQ(tried.at("mode").as_string(), "fast");
  EXPECT_EQ(tried.at("days").as_int64(), 3) << "what was not edited is as it is stored";
  const Seen stored = Get("/api/v1/channels_toy/" + std::to_string(account_id));
  EXPECT_EQ(stored.json.at("options").at("mode").as_string(), "slow");
}

TEST_F(ActionsApi, RefuseWhatIsNoInput) {
  for (const char* body : {R"({"input":{"days":99}})", R"({"input":{"colour":"red"}})",
                           R"({"input":7})", R"({"options":{"mode":"odd"}})", R"({"more":1})"}) {
    EXPECT_EQ(Post(Path("rules.try"), body).status, 422) << body;
  }
  EXPECT_EQ(Post(Path("count"), R"({"options":{"mode":"fast"}})").status, 422);
  EXPECT_EQ(channels->action.action, "");
}

TEST_F(ActionsApi, AreOfferedWhereTheManifestSaysSoAndNoStepsOfSettingUp) {
  EXPECT_EQ(Post(Path("app.verify"), "{}").status, 404);
  EXPECT_EQ(Post(Path("account.link"), "{}").status, 404);
  EXPECT_EQ(Post(Path("unknown"), "{}").status, 404);
  EXPECT_EQ(Post("/api/v1/channels_toy/999/actions/count", "{}").status, 404);
  EXPECT_EQ(Post(Path("count"), "{}").status, 200);
  EXPECT_EQ(Send("POST", Path("count"), "{}", AsAgent()).status, 403);
}

TEST_F(ActionsApi, RunForAnApp) {
  channels->manifest.actions.push_back(channels->manifest.actions.back());
  channels->manifest.actions.back().id = "app.look";
  channels->manifest.actions.back().target = "connection";
  channels->action_answer = std::string(R"({"message":"Fine."})");
  const std::string path = "/api/v1/external_credentials/toy/actions/";
  const Seen seen =
      Post(path + "app.look", R"({"connection_id":)" + std::to_string(connection_id) + "}");
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(channels->action.connection_id, connection_id);
  EXPECT_EQ(channels->action.account_id, 0);
  EXPECT_EQ(Post(path + "app.look", "{}").status, 200) << "before there is an app";
  EXPECT_EQ(channels->action.connection_id, 0);
  EXPECT_EQ(Post(path + "app.verify", "{}").status, 404) << "a step of setting up";
  EXPECT_EQ(Post(path + "count", "{}").status, 404) << "for accounts";
  EXPECT_EQ(Post(path + "app.look", R"({"input":{"x":1}})").status, 422);
}

TEST_F(ActionsApi, APluginsRefusalAndItsNonsenseAreTold) {
  channels->action_answer =
      chp::Error{.code = chp::Code::kRejected, .reason = "toy.no", .message = "Not today."};
  const Seen refused = Post(Path("count"), "{}");
  EXPECT_EQ(refused.Error(), "Not today.");
  EXPECT_GE(refused.status, 400);
  channels->action_answer = std::string("{");
  EXPECT_EQ(Post(Path("count"), "{}").status, 500);
}

}  // namespace
}  // namespace stub
