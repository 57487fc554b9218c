// Tickets over REST: their shape, lists and changes.
#include <gtest/gtest.h>

#include "host_stub/store/ingest_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

class Tickets : public WebFixture {
 protected:
  std::string Path(Id ticket) { return "/api/v1/tickets/" + std::to_string(ticket); }
  Seen Put(Id ticket, const std::string& body) {
    return Send("PUT", Path(ticket), body, AsAdmin());
  }
};

TEST_F(Tickets, ShowTheFieldsOfTheReference) {
  const Id id = Deliver("1001", chp::Visibility::kPublic);
  const Seen seen = Get(Path(id));
  ASSERT_EQ(seen.status, 200);
  const json::object& ticket = seen.json.as_object();
  EXPECT_EQ(ticket.at("title").as_string(), "late");
  EXPECT_EQ(ticket.at("state").as_string(), "new");
  EXPECT_EQ(ticket.at("state_id").as_int64(), 1);
  EXPECT_EQ(ticket.at("priority").as_string(), "2 normal");
  EXPECT_EQ(ticket.at("create_article_type").as_string(), "toy post");
  EXPECT_EQ(ticket.at("create_article_sender").as_string(), "Customer");
  EXPECT_EQ(ticket.at("customer").as_string(), "jo");
  EXPECT_EQ(ticket.at("customer_name").as_string(), "Jo Doe");
  EXPECT_EQ(ticket.at("article_ids").as_array().size(), 1u);
  EXPECT_EQ(ticket.at("preferences").at("channel_id").as_int64(), account_id);
  EXPECT_EQ(ticket.at("preferences").at("channel_screen_name").as_string(), "acme");
  EXPECT_EQ(ticket.at("created_at").as_string(), "2023-11-14T22:13:20.000Z");
}

TEST_F(Tickets, ShowWhatTheyAreAboutAndWhyItWasTaken) {
  LinkAccount();
  chp::Batch batch;
  chp::Message& above = batch.messages.emplace_back();
  above.account_id = std::to_string(account_id);
  above.external_id = "1000";
  above.surface = "post";
  above.author.external_id = "9";
  above.author.handle = "stranger";
  above.text = "Never again!";
  above.sent_ms = now_ms - 1000;
  above.role = chp::Role::kContext;
  chp::Message& answer = batch.messages.emplace_back(above);
  answer.external_id = "1001";
  answer.author.external_id = "7";
  answer.author.handle = "jo";
  answer.text = "@acme look at this";
  answer.parent_ids = {"1000"};
  answer.role = chp::Role::kOpen;
  answer.match_json = R"({"source":"mention"})";
  ASSERT_TRUE(store->ingest().Deliver(connection_id, *channels->ManifestOf("toy"), batch));
  const Id ticket = Get("/api/v1/tickets").json.at(0).at("id").as_int64();
  const Seen context = Get(Path(ticket) + "/context");
  ASSERT_EQ(context.status, 200);
  ASSERT_EQ(context.json.as_array().size(), 1u);
  EXPECT_TRUE(context.json.at(0).at("id").is_null());
  EXPECT_EQ(context.json.at(0).at("body").as_string(), "Never again!");
  EXPECT_EQ(context.json.at(0).at("from").as_string(), "@stranger");
  const Seen articles = Get("/api/v1/ticket_articles/by_ticket/" + std::to_string(ticket));
  ASSERT_EQ(articles.json.as_array().size(), 1u);
  EXPECT_EQ(articles.json.at(0).at("preferences").at("match").at("source").as_string(), "mention");
  EXPECT_EQ(Get("/api/v1/tickets/999/context").status, 404);
}

TEST_F(Tickets, AreListedByState) {
  const Id id = Deliver("1001", chp::Visibility::kPublic);
  ASSERT_EQ(Put(id, R"({"state":"closed"})").status, 200);
  EXPECT_EQ(Get("/api/v1/tickets?state=closed").json.as_array().size(), 1u);
  EXPECT_EQ(Get("/api/v1/tickets?state_id=1").json.as_array().size(), 0u);
}

TEST_F(Tickets, ListRefusesAnUnknownStateAndFilter) {
  EXPECT_EQ(Get("/api/v1/tickets?state=odd").status, 422);
  EXPECT_EQ(Get("/api/v1/tickets?colour=red").status, 422);
  EXPECT_EQ(Get("/api/v1/tickets?state=%zz").status, 400);
}

TEST_F(Tickets, ChangeOnlyWhatIsSent) {
  const Id id = Deliver("1001", chp::Visibility::kPublic);
  const Seen seen = Put(id, R"({"title":"Parcel"})");
  ASSERT_EQ(seen.status, 200);
  EXPECT_EQ(seen.json.at("title").as_string(), "Parcel");
  EXPECT_EQ(seen.json.at("state").as_string(), "new");
}

TEST_F(Tickets, RefuseWrongChanges) {
  const Id id = Deliver("1001", chp::Visibility::kPublic);
  for (const char* body : {R"({"title":""})", R"({"title":7})", R"({"group_id":999})",
                           R"({"owner_id":999})", R"({"owner_id":"x"})", R"({"state":"odd"})",
                           R"({"state":"merged"})", R"({"state_id":99})", R"({"colour":"red"})"}) {
    EXPECT_EQ(Put(id, body).status, 422) << body;
  }
  EXPECT_EQ(Get(Path(id)).json.at("title").as_string(), "late");
}

TEST_F(Tickets, AreNotFoundByAWrongId) {
  for (const char* path : {"/api/v1/tickets/999", "/api/v1/tickets/0", "/api/v1/tickets/-1",
                           "/api/v1/tickets/x", "/api/v1/tickets/99999999999999999999"}) {
    EXPECT_EQ(Get(path).status, 404) << path;
  }
}

}  // namespace
}  // namespace stub
