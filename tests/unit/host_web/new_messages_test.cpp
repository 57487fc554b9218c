// Messages that answer nobody over REST: POST /api/v1/tickets in the shape of other helpdesks.
#include <gtest/gtest.h>

#include "host_stub/store/ticket_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class NewMessages : public WebFixture {
 protected:
  NewMessages() : ticket(Deliver("1001", chp::Visibility::kPublic)) {}

  // `article`: its members; `more`: of the ticket.
  Seen Begin(const std::string& article, const std::string& more = "") {
    return Post("/api/v1/tickets", R"({"channel_id":)" + std::to_string(account_id) + more +
                                       R"(,"article":{)" + article + "}}");
  }

  const Id ticket;
};

TEST_F(NewMessages, APublicOneBeginsATicket) {
  const Seen made =
      Begin(R"("type":"toy post","body":"Closed on Monday.")", R"(,"title":"Monday")");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json.at("title").as_string(), "Monday");
  EXPECT_TRUE(made.json.at("customer_id").is_null());
  EXPECT_EQ(made.json.at("state").as_string(), "closed");
  const Seen article =
      Get("/api/v1/ticket_articles/" + std::to_string(made.json.at("article_id").as_int64()));
  EXPECT_EQ(article.json.at("preferences").at("delivery_status").as_string(), "queued");
  EXPECT_TRUE(article.json.at("in_reply_to").is_null());
}

TEST_F(NewMessages, APrivateOneNamesItsCustomerOrHandle) {
  const auto customer =
      Get("/api/v1/tickets/" + std::to_string(ticket)).json.at("customer_id").as_int64();
  const Seen by_id = Begin(R"("type":"toy letter","body":"Hello.")",
                           R"(,"customer_id":)" + std::to_string(customer));
  ASSERT_EQ(by_id.status, 201) << by_id.body;
  EXPECT_EQ(by_id.json.at("visibility").as_string(), "private");
  const Seen by_handle = Begin(R"("type":"toy letter","body":"Hello again.","to":"@jo")");
  ASSERT_EQ(by_handle.status, 201) << by_handle.body;
  EXPECT_EQ(by_handle.json.at("id").as_int64(), by_id.json.at("id").as_int64());
  EXPECT_EQ(
      Begin(R"("type":"toy letter","body":"Hello.","to":"@nobody")").json.at("reason").as_string(),
      "reply.recipient_unknown");
}

TEST_F(NewMessages, CarryFilesAndOptions) {
  const Seen made = Begin(
      R"("type":"toy post","body":"","options":{"initials":true},"attachments":[{"filename":"a.png","data":"Ynl0ZXM="}])");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto reply = store->tickets().LoadReply(made.json.at("article_id").as_int64());
  EXPECT_EQ(reply->options_json, R"({"initials":true})");
  EXPECT_EQ(reply->attachments.size(), 1u);
}

TEST_F(NewMessages, WrongOnesAreRefusedAndBeginNothing) {
  for (const char* article : {R"("type":"note","body":"x")", R"("body":"x")",
                              R"("type":"odd","body":"x")", R"("type":"toy post","body":"")",
                              R"("type":"toy post")", R"("type":"toy post","body":"x","odd":1)",
                              R"("type":"toy post","body":"x","options":{"odd":1})",
                              R"("type":"toy post","body":"x","internal":true)"}) {
    EXPECT_EQ(Begin(article).status, 422) << article;
  }
  for (const char* body : {"{}", R"({"article":{"type":"toy post","body":"x"}})",
                           R"({"channel_id":999,"article":{"type":"toy post","body":"x"}})"}) {
    EXPECT_EQ(Post("/api/v1/tickets", body).status, 422) << body;
  }
  EXPECT_EQ(Begin(R"("type":"toy post","body":"x")", R"(,"group_id":99)").status, 422);
  EXPECT_EQ(Get("/api/v1/tickets").json.as_array().size(), 1u);
}

TEST_F(NewMessages, NeedTheRightToWriteThere) {
  const auto agent = AsAgent();
  const Seen users = Get("/api/v1/users");
  for (const auto& user : users.json.as_array()) {
    if (user.at("login").as_string() != "anna") continue;
    Send("PUT", "/api/v1/users/" + std::to_string(user.at("id").as_int64()),
         R"({"permissions":{"reply_public":false}})", AsAdmin());
  }
  const std::string body = R"({"channel_id":)" + std::to_string(account_id) +
                           R"(,"article":{"type":"toy post","body":"x"}})";
  EXPECT_EQ(Send("POST", "/api/v1/tickets", body, agent).status, 403);
}

TEST_F(NewMessages, ArePreviewedWithoutATicket) {
  const Seen seen = Post("/api/v1/reply_preview", R"({"channel_id":)" + std::to_string(account_id) +
                                                      R"(,"type":"toy post","body":"Closed."})");
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(channels->previewed.text, "Closed.");
  EXPECT_EQ(channels->previewed.in_reply_to, "");
  EXPECT_EQ(Get("/api/v1/tickets").json.as_array().size(), 1u);
}

}  // namespace
}  // namespace stub
