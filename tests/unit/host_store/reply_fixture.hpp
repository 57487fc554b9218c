// An agent who answers tickets of IngestTest's account.
#pragma once

#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {

class ReplyTest : public IngestTest {
 protected:
  ReplyTest() {
    NewUser agent;
    agent.login = "Anna";
    agent.firstname = "Anna";
    agent.lastname = "Smith";
    agent.email = "anna@example.org";
    agent.roles = {"Agent"};
    agent_ = store_->directory().CreateUser(agent).value();
  }
  NewArticle Draft(Id ticket, const std::string& in_reply_to = {}) {
    NewArticle article;
    article.ticket_id = ticket;
    article.type = "toy post";
    article.body = "Sorry!";
    article.in_reply_to = in_reply_to;
    article.created_by_id = agent_;
    article.from = "Anna Smith";
    return article;
  }
  Id Write(Id ticket, const std::string& surface = "post") {
    return tickets().CreateArticle(Draft(ticket), surface).value();
  }
  Article Load(Id article) { return tickets().FindArticle(article)->value(); }
  TicketStore& tickets() { return store_->tickets(); }
  void Bind(Id article, const std::string& external_id) {
    const auto reply = tickets().LoadReply(article);
    const auto bound =
        store_->ingest().Bind(connection_, account_, reply->idempotency_key, external_id);
    ASSERT_TRUE(bound) << bound.error().reason;
  }
  chp::Message Echo(const std::string& id, const std::string& parent) {
    chp::Message echo = Own(Reply(id, "jo", parent));
    echo.role = chp::Role::kJoin;
    return echo;
  }
  Id agent_ = 0;
};

}  // namespace stub
