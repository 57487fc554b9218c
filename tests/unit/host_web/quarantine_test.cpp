// The quarantine over REST: never the body; replayed through the plugin, or deleted.
#include <gtest/gtest.h>

#include "host_stub/store/ingest_store.hpp"
#include "host_stub/store/quarantine_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class QuarantineApi : public WebFixture {
 protected:
  QuarantineApi() {
    LinkAccount();
    channels->manifest.lifecycle["replay"] = "inbound.replay";
    const auto kept = store->ingest().Quarantine(connection_id, "canary?>", "toy.unreadable");
    EXPECT_TRUE(kept);
    item = "/api/v1/quarantine/" + std::to_string(store->quarantine().List(1)->at(0).id);
  }
  std::size_t Items() { return store->quarantine().List(9)->size(); }
  std::string item;
};

TEST_F(QuarantineApi, ListsWhatIsThereAndNeverTheBody) {
  const Seen list = Get("/api/v1/quarantine");
  ASSERT_EQ(list.status, 200);
  ASSERT_EQ(list.json.as_array().size(), 1u);
  const auto& first = list.json.as_array().at(0).as_object();
  EXPECT_EQ(first.at("connection_id").as_int64(), connection_id);
  EXPECT_EQ(first.at("reason").as_string(), "toy.unreadable");
  EXPECT_EQ(first.at("size").to_number<std::int64_t>(), 8);
  EXPECT_EQ(first.at("received_at").as_string(), "2023-11-14T22:13:20.000Z");
  EXPECT_EQ(first.size(), 5u);
}

TEST_F(QuarantineApi, GivesTheBytesBackToThePluginAndForgetsThem) {
  EXPECT_EQ(Post(item + "/replay", "").status, 200);
  EXPECT_EQ(channels->action.action, "inbound.replay");
  EXPECT_EQ(channels->action.connection_id, connection_id);
  EXPECT_EQ(channels->action.slug, channels->manifest.slug);
  EXPECT_EQ(channels->action.input_json, R"({"body_base64":"Y2FuYXJ5Pz4="})");
  EXPECT_EQ(Items(), 0u);
}

TEST_F(QuarantineApi, KeepsWhatThePluginStillCannotRead) {
  channels->action_answer = chp::Error{chp::Code::kInvalid, "toy.unreadable", "Still unreadable."};
  const Seen refused = Post(item + "/replay", "");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.Error(), "Still unreadable.");
  EXPECT_EQ(Items(), 1u);
}

TEST_F(QuarantineApi, RefusesAReplayThatThePluginHasNoActionFor) {
  channels->manifest.lifecycle.erase("replay");
  EXPECT_EQ(Post(item + "/replay", "").status, 422);
  EXPECT_EQ(Items(), 1u);
}

TEST_F(QuarantineApi, DeletesAnItemOnce) {
  EXPECT_EQ(Send("DELETE", item, "", AsAdmin()).status, 200);
  EXPECT_EQ(Items(), 0u);
  EXPECT_EQ(Send("DELETE", item, "", AsAdmin()).status, 404);
  EXPECT_EQ(Post(item + "/replay", "").status, 404);
}

TEST_F(QuarantineApi, IsForAdmins) {
  const auto agent = AsAgent();
  EXPECT_EQ(Send("GET", "/api/v1/quarantine", "", agent).status, 403);
  EXPECT_EQ(Send("POST", item + "/replay", "", agent).status, 403);
  EXPECT_EQ(Send("DELETE", item, "", agent).status, 403);
  EXPECT_EQ(Send("GET", "/api/v1/quarantine").status, 403);
}

}  // namespace
}  // namespace stub
