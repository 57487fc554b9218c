// Answers over REST: settings, taken back, settled, held after a colleague's, and when they leave.
#include <gtest/gtest.h>

#include "host_stub/store/job_store.hpp"
#include "host_stub/store/ticket_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class Answering : public WebFixture {
 protected:
  Answering() : ticket(Deliver("1001", chp::Visibility::kPublic)) {}

  std::string Body(const std::string& more = "") const {
    return R"({"ticket_id":)" + std::to_string(ticket) + R"(,"type":"toy post","body":"Sorry!")" +
           more + "}";
  }
  Id Write(const std::string& more = "") {
    const Seen made = Post("/api/v1/ticket_articles", Body(more));
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json.at("id").as_int64();
  }
  Seen Settings(const std::string& body) {
    return Send("PUT", "/api/v1/reply_settings", body, AsAdmin());
  }
  Seen Do(Id article, const std::string& what, const std::string& body = "{}") {
    return Post("/api/v1/ticket_articles/" + std::to_string(article) + "/" + what, body);
  }
  Id Uncertain() {
    const Id article = Write();
    const chp::Error error{.code = chp::Code::kUncertain, .reason = "toy.lost", .message = "Lost."};
    const auto job = store->jobs().Claim(now_ms, 1)->at(0);
    EXPECT_TRUE(store->tickets().ReplyFailed(article, error, true));
    EXPECT_TRUE(store->jobs().Finish(job.id, JobState::kFailed, &error));
    return article;
  }

  const Id ticket;
};

TEST_F(Answering, SettingsAreReadByAgentsAndChangedByAdmins) {
  EXPECT_EQ(Get("/api/v1/reply_settings").json.at("undo_seconds").as_int64(), 0);
  EXPECT_EQ(Settings(R"({"undo_seconds":20})").json.at("undo_seconds").as_int64(), 20);
  const auto agent = AsAgent();
  const Seen read = Send("GET", "/api/v1/reply_settings", "", agent);
  EXPECT_EQ(read.json.at("undo_seconds").as_int64(), 20);
  EXPECT_EQ(read.json.at("second_answer_seconds").as_int64(), 300);
  EXPECT_EQ(Send("PUT", "/api/v1/reply_settings", R"({"undo_seconds":0})", agent).status, 403);
}

TEST_F(Answering, WrongSettingsAreRefused) {
  for (const char* body : {R"({"undo_seconds":-1})", R"({"undo_seconds":"soon"})",
                           R"({"second_answer_seconds":99999999})", R"({"odd":1})"}) {
    EXPECT_EQ(Settings(body).status, 422) << body;
  }
}

TEST_F(Answering, OneThatWaitsSaysWhenItLeavesAndIsTakenBack) {
  Settings(R"({"undo_seconds":20})");
  const Seen made = Post("/api/v1/ticket_articles", Body(R"(,"options":{"initials":true})"));
  const auto& preferences = made.json.at("preferences").as_object();
  EXPECT_EQ(preferences.at("delivery_retry_at").as_string(), "2023-11-14T22:13:40.000Z");
  EXPECT_EQ(preferences.at("delivery_waits_reason").as_string(), "host.undo");
  const Seen draft = Do(made.json.at("id").as_int64(), "take_back");
  ASSERT_EQ(draft.status, 200) << draft.body;
  EXPECT_EQ(draft.json.at("body").as_string(), "Sorry!");
  EXPECT_EQ(draft.json.at("type").as_string(), "toy post");
  EXPECT_EQ(draft.json.at("in_reply_to").as_string(), "1001");
  EXPECT_TRUE(draft.json.at("options").at("initials").as_bool());
  EXPECT_FALSE(draft.json.at("ticket_removed").as_bool());
  EXPECT_EQ(
      Get("/api/v1/ticket_articles/by_ticket/" + std::to_string(ticket)).json.as_array().size(),
      1u);
}

TEST_F(Answering, FilesOfOneTakenBackCanBeSentWithTheNext) {
  Settings(R"({"undo_seconds":20})");
  const Id article =
      Write(R"(,"attachments":[{"filename":"a.png","data":"Ynl0ZXM=","alt_text":"A parcel"}])");
  const Seen draft = Do(article, "take_back");
  const auto& file = draft.json.at("attachments").at(0).as_object();
  EXPECT_EQ(file.at("filename").as_string(), "a.png");
  EXPECT_EQ(file.at("size").as_int64(), 5);
  EXPECT_EQ(file.at("alt_text").as_string(), "A parcel");
  Write(R"(,"attachments":[{"upload_id":")" + std::string(file.at("upload_id").as_string()) +
        R"("}])");
}

TEST_F(Answering, OneThatIsBeingSentIsNotTakenBack) {
  const Id article = Write();
  ASSERT_EQ(store->jobs().Claim(now_ms, 1)->size(), 1u);
  const Seen refused = Do(article, "take_back");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.json.at("reason").as_string(), "reply.leaving");
}

TEST_F(Answering, TheSecondToOneMessageIsHeldUntilItsAuthorHasLooked) {
  Write();
  const auto agent = AsAgent();
  const Seen held = Send("POST", "/api/v1/ticket_articles", Body(), agent);
  EXPECT_EQ(held.status, 409);
  EXPECT_EQ(held.json.at("reason").as_string(), "reply.answered_meanwhile");
  EXPECT_EQ(
      Send("POST", "/api/v1/ticket_articles", Body(R"(,"despite_answer":true)"), agent).status,
      201);
}

TEST_F(Answering, AnUncertainOneIsSaidToBeThere) {
  const Id article = Uncertain();
  const Seen settled =
      Do(article, "settle", R"({"message_id":"2002","url":"https://toy.example/2002"})");
  ASSERT_EQ(settled.status, 200) << settled.body;
  EXPECT_EQ(settled.json.at("preferences").at("delivery_status").as_string(), "success");
  EXPECT_EQ(settled.json.at("message_id").as_string(), "2002");
  EXPECT_EQ(settled.json.at("preferences").at("links").at(0).at("url").as_string(),
            "https://toy.example/2002");
  EXPECT_EQ(Do(article, "settle").json.at("reason").as_string(), "reply.not_uncertain");
}

TEST_F(Answering, AnUncertainOneIsSentAgainByForce) {
  const Id article = Uncertain();
  EXPECT_EQ(Do(article, "retry", R"({"force":true})").status, 200);
  EXPECT_TRUE(store->tickets().LoadReply(article)->force);
}

TEST_F(Answering, ItsPlaceMustBeAnAddress) {
  const Id article = Uncertain();
  EXPECT_EQ(Do(article, "settle", R"({"url":"javascript:alert"})").status, 422);
}

TEST_F(Answering, WhoMayNotAnswerInPublicChangesNothingThere) {
  const Id article = Uncertain();
  const auto agent = AsAgent();
  const auto users = Get("/api/v1/users").json.as_array();
  for (const auto& user : users) {
    if (user.at("login").as_string() != "anna") continue;
    Send("PUT", "/api/v1/users/" + std::to_string(user.at("id").as_int64()),
         R"({"permissions":{"reply_public":false}})", AsAdmin());
  }
  const std::string path = "/api/v1/ticket_articles/" + std::to_string(article);
  for (const char* what : {"/take_back", "/settle", "/retry"}) {
    EXPECT_EQ(Send("POST", path + what, "{}", agent).status, 403) << what;
  }
}

TEST_F(Answering, OptionsOfOneSentAgainAreCheckedAndReplaced) {
  const Id article = Uncertain();
  EXPECT_EQ(Do(article, "retry", R"({"options":{"odd":1}})").status, 422);
  EXPECT_EQ(Do(article, "retry", R"({"options":{"initials":true}})").status, 200);
  EXPECT_EQ(store->tickets().LoadReply(article)->options_json, R"({"initials":true})");
}

}  // namespace
}  // namespace stub
