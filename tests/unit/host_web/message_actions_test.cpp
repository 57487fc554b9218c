// Actions beside a message over REST.
#include <gtest/gtest.h>

#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class MessageActionsApi : public WebFixture {
 protected:
  MessageActionsApi() {
    ticket = Deliver("99", chp::Visibility::kPublic);
    const Seen articles = Get("/api/v1/ticket_articles/by_ticket/" + std::to_string(ticket));
    article = articles.json.at(0).at("id").as_int64();
  }
  static std::string Path(std::int64_t id, const std::string& action) {
    return "/api/v1/ticket_articles/" + std::to_string(id) + "/actions/" + action;
  }
  std::int64_t Note() {
    const Seen note = Post("/api/v1/ticket_articles",
                           R"({"ticket_id":)" + std::to_string(ticket) + R"(,"body":"Aha."})");
    return note.json.at("id").as_int64();
  }
  Id ticket = 0;
  std::int64_t article = 0;
};

TEST_F(MessageActionsApi, RunWithTheMessagesIdOnX) {
  channels->action_answer = std::string(R"({"message":"Done."})");
  const Seen seen = Send("POST", Path(article, "post.star"), "{}", AsAgent());
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("message").as_string(), "Done.");
  EXPECT_EQ(channels->action.action, "post.star");
  EXPECT_EQ(channels->action.external_id, "99");
  EXPECT_EQ(channels->action.account_id, account_id);
  EXPECT_EQ(channels->action.connection_id, connection_id);
  EXPECT_FALSE(channels->action.principal.empty());
}

TEST_F(MessageActionsApi, AreOfferedForTheMessagesTheManifestNames) {
  EXPECT_EQ(Post(Path(article, "post.remove"), "{}").status, 404) << "for own messages";
  EXPECT_EQ(Post(Path(article, "count"), "{}").status, 404) << "for accounts";
  EXPECT_EQ(Post(Path(article, "unknown"), "{}").status, 404);
  EXPECT_EQ(Post(Path(Note(), "post.star"), "{}").status, 404) << "a note is on no surface";
  EXPECT_EQ(Post(Path(999, "post.star"), "{}").status, 404);
  EXPECT_EQ(channels->action.action, "");
}

TEST_F(MessageActionsApi, RefuseWhatIsNoInput) {
  EXPECT_EQ(Post(Path(article, "post.star"), R"({"input":{"x":1}})").status, 422);
  EXPECT_EQ(Post(Path(article, "post.star"), R"({"more":1})").status, 422);
  EXPECT_EQ(Send("POST", Path(article, "post.star"), "{}").status, 403);
}

TEST_F(MessageActionsApi, APluginsRefusalIsTold) {
  channels->action_answer = chp::Error{.code = chp::Code::kRejected,
                                       .reason = "toy.no",
                                       .message = "Not today.",
                                       .http_status = 422};
  const Seen refused = Post(Path(article, "post.star"), "{}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.Error(), "Not today.");
}

}  // namespace
}  // namespace stub
