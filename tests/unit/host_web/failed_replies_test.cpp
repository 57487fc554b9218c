// Replies that did not leave find somebody; answering through another account; searching tickets.
#include <gtest/gtest.h>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/directory.hpp"
#include "host_stub/store/ticket_store.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class FailedReplies : public WebFixture {
 protected:
  FailedReplies() : ticket(Deliver("1001", chp::Visibility::kPublic)) {}
  Id Write(const std::string& more = "") {
    const Seen made =
        Post("/api/v1/ticket_articles", R"({"ticket_id":)" + std::to_string(ticket) +
                                            R"(,"type":"toy post","body":"Sorry!")" + more + "}");
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json.at("id").as_int64();
  }
  void Fail(Id article, bool final) {
    const chp::Error error{.code = chp::Code::kRejected, .reason = "toy.no", .message = "No."};
    ASSERT_TRUE(store->tickets().ReplyFailed(article, error, final));
  }
  std::size_t Listed() { return Get("/api/v1/ticket_articles/failed").json.as_array().size(); }

  const Id ticket;
};

TEST_F(FailedReplies, AreListedAlsoOfClosedTickets) {
  const Id article = Write();
  Fail(article, true);
  Send("PUT", "/api/v1/tickets/" + std::to_string(ticket), R"({"state":"closed"})", AsAdmin());
  const Seen list = Send("GET", "/api/v1/ticket_articles/failed", "", AsAgent());
  ASSERT_EQ(list.json.as_array().size(), 1u);
  EXPECT_EQ(list.json.at(0).at("id").as_int64(), article);
  EXPECT_EQ(list.json.at(0).at("preferences").at("delivery_status_message").as_string(), "No.");
}

TEST_F(FailedReplies, CallPeopleByTheNamesThatAreKnown) {
  Fail(Write(R"(,"to":"7, 12")"), true);
  const Seen list = Get("/api/v1/ticket_articles/failed");
  EXPECT_EQ(list.json.at(0).at("to").as_string(), "@Jo, 12") << "nobody knows the second";
}

TEST_F(FailedReplies, WhatIsStillTriedIsNotOnTheList) {
  Fail(Write(), false);
  EXPECT_EQ(Listed(), 0u);
}

TEST_F(FailedReplies, SentAgainOrDismissedTheyLeaveIt) {
  const Id again = Write();
  const Id left = Write();
  Fail(again, true);
  Fail(left, true);
  ASSERT_EQ(Listed(), 2u);
  const std::string path = "/api/v1/ticket_articles/";
  EXPECT_EQ(Post(path + std::to_string(again) + "/retry", "{}").status, 200);
  EXPECT_EQ(Listed(), 1u);
  EXPECT_EQ(Post(path + std::to_string(left) + "/dismiss", "{}").status, 200);
  EXPECT_EQ(Listed(), 0u);
  EXPECT_EQ(Post(path + "999/dismiss", "{}").status, 404);
}

TEST_F(FailedReplies, ThatFailAgainComeBack) {
  const Id article = Write();
  Fail(article, true);
  Post("/api/v1/ticket_articles/" + std::to_string(article) + "/dismiss", "{}");
  Post("/api/v1/ticket_articles/" + std::to_string(article) + "/retry", "{}");
  Fail(article, true);
  EXPECT_EQ(Listed(), 1u);
}

class AnotherAccount : public FailedReplies {
 protected:
  AnotherAccount() {
    chp::AccountSave save;
    save.account_json = R"({"external_id":"43","screen_name":"acme_uk","name":"Acme UK"})";
    other = store->connections().SaveAccount(connection_id, save).value();
  }
  Id other = 0;
};

TEST_F(AnotherAccount, AnswersInPublicWhenItIsChosen) {
  const Id article = Write(R"(,"channel_id":)" + std::to_string(other));
  const auto reply = store->tickets().LoadReply(article);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->account_id, other);
  EXPECT_EQ(reply->in_reply_to, "1001");
  EXPECT_EQ(store->tickets().LoadReply(Write())->account_id, account_id);
}

TEST_F(AnotherAccount, NeverAnswersAPrivateConversation) {
  const Id letter = Deliver("1002", chp::Visibility::kPrivate);
  const Seen refused =
      Post("/api/v1/ticket_articles", R"({"ticket_id":)" + std::to_string(letter) +
                                          R"(,"type":"toy letter","body":"x","channel_id":)" +
                                          std::to_string(other) + "}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json.at("reason").as_string(), "reply.account_private");
}

TEST_F(AnotherAccount, MustBeThereAndActive) {
  ASSERT_TRUE(store->connections().UpdateAccount(other, "{}", false));
  for (const Id account : {other, Id{999}}) {
    const Seen refused =
        Post("/api/v1/ticket_articles", R"({"ticket_id":)" + std::to_string(ticket) +
                                            R"(,"type":"toy post","body":"x","channel_id":)" +
                                            std::to_string(account) + "}");
    EXPECT_EQ(refused.json.at("reason").as_string(), "reply.account_unusable");
  }
}

TEST_F(AnotherAccount, AgentsSeeWhichThereAreAndWhetherTheyWork) {
  chp::AccountStatus status;
  status.account_id = std::to_string(other);
  status.state = chp::AccountState::kDown;
  status.reason = "toy.dead";
  status.message = "Link it again.";
  ASSERT_TRUE(store->connections().SetAccountState(connection_id, status));
  const Seen list = Send("GET", "/api/v1/channel_accounts", "", AsAgent());
  ASSERT_EQ(list.json.as_array().size(), 2u);
  EXPECT_EQ(list.json.at(1).at("screen_name").as_string(), "acme_uk");
  EXPECT_EQ(list.json.at(1).at("state").as_string(), "down");
  EXPECT_EQ(list.json.at(1).at("state_message").as_string(), "Link it again.");
}

class Searching : public FailedReplies {
 protected:
  std::size_t Found(const std::string& text) {
    return Get("/api/v1/tickets?query=" + text).json.as_array().size();
  }
};

TEST_F(Searching, FindsTitleTextCustomerAndNumber) {
  for (const char* text : {"late", "PARCEL", "Jo%20Doe", "%40jo", "10001"}) {
    EXPECT_EQ(Found(text), 1u) << text;
  }
  EXPECT_EQ(Found("elephant"), 0u);
}

TEST_F(Searching, TakesNoCharacterForAPattern) {
  EXPECT_EQ(Found("%25"), 0u);
  EXPECT_EQ(Found("l_te"), 0u);
  EXPECT_EQ(Found("%5C"), 0u);
  EXPECT_EQ(Found("'%3B--"), 0u);
}

TEST_F(Searching, GoesTogetherWithFilters) {
  EXPECT_EQ(Get("/api/v1/tickets?query=late&state=new").json.as_array().size(), 1u);
  EXPECT_EQ(Get("/api/v1/tickets?query=late&state=closed").json.as_array().size(), 0u);
}

}  // namespace
}  // namespace stub
