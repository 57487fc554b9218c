// What Deliver refuses, schedules and survives.
#include <thread>

#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

class Delivery : public IngestTest {
 protected:
  std::string ReasonFor(const std::function<void(chp::Message&)>& spoil) {
    chp::Message message = Post("1", "jo");
    spoil(message);
    const auto delivered = Deliver(message);
    EXPECT_FALSE(delivered.created);
    EXPECT_EQ(delivered.message_ref, "");
    EXPECT_FALSE(Find("1").stored);
    return delivered.status == chp::Code::kInvalid ? delivered.reason : "stored";
  }
};

TEST_F(Delivery, RefusesWhatCannotBeKeptWithAReason) {
  EXPECT_EQ(ReasonFor([](auto& m) { m.external_id.clear(); }), "message.id_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.external_id.assign(64, '1'); }), "message.id_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.account_id.clear(); }), "message.account_unknown");
  EXPECT_EQ(ReasonFor([](auto& m) { m.account_id = "4711"; }), "message.account_unknown");
  EXPECT_EQ(ReasonFor([](auto& m) { m.account_id = "1x"; }), "message.account_unknown");
  EXPECT_EQ(ReasonFor([](auto& m) { m.surface = "fax"; }), "message.surface_unknown");
  EXPECT_EQ(ReasonFor([](auto& m) { m.surface = "dm"; }), "message.visibility_mismatch");
  EXPECT_EQ(ReasonFor([](auto& m) { m.author.external_id.clear(); }), "message.author_missing");
  EXPECT_EQ(ReasonFor([](auto& m) { m.text.assign((128u << 10) + 1, 'a'); }),
            "message.text_too_long");
  EXPECT_EQ(ReasonFor([](auto& m) { m.attachments.resize(11); }), "message.attachments_too_many");
  EXPECT_EQ(ReasonFor([](auto& m) { m.attributes_json = "[1]"; }), "message.attributes_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.attributes_json = "{"; }), "message.attributes_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.author.extra_json = "nonsense"; }), "message.party_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.parent_ids = {""}; }), "message.parent_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.jobs.resize(1); }), "message.job_invalid");
  EXPECT_EQ(ReasonFor([](auto& m) { m.text = "caf\xe9"; }), "message.not_utf8");
  EXPECT_EQ(ReasonFor([](auto& m) { m.author.display_name = "\xed\xa0\x80"; }), "message.not_utf8");
}

TEST_F(Delivery, RefusesAPrivateOwnMessageWithoutCounterpart) {
  EXPECT_EQ(ReasonFor([](auto& m) {
              m.visibility = chp::Visibility::kPrivate;
              m.surface = "dm";
              m.own = true;
            }),
            "message.customer_missing");
}

TEST_F(Delivery, StoresTheNeighboursOfARefusedMessage) {
  chp::Message bad = Post("2", "jo");
  bad.surface = "fax";
  const auto delivered = Deliver(
      chp::Batch{.messages = {Post("1", "jo"), bad, Post("3", "ann")}, .updates = {}, .jobs = {}});
  EXPECT_TRUE(delivered[0].created);
  EXPECT_EQ(delivered[1].status, chp::Code::kInvalid);
  EXPECT_TRUE(delivered[2].created);
}

TEST_F(Delivery, AnotherConnectionsAccountIsUnknown) {
  const Id foreign = MakeAccount(MakeConnection(), "900", "foreign");
  chp::Message message = Post("1", "jo");
  message.account_id = std::to_string(foreign);
  EXPECT_EQ(Deliver(message).reason, "message.account_unknown");
}

TEST_F(Delivery, ABadUpdateChangesNothing) {
  chp::Update update;
  update.account_id = std::to_string(account_);
  const auto delivered = store_->ingest().Deliver(
      connection_, manifest_, {.messages = {Post("1", "jo")}, .updates = {update}, .jobs = {}});
  EXPECT_EQ(delivered.error().reason, "update.id_invalid");
  EXPECT_FALSE(Find("1").stored);
}

TEST_F(Delivery, AnyTextComesBackAsItWas) {
  const std::string texts[] = {std::string("nul \0 byte", 10), "quote \" back \\ tab \t",
                               "\xF0\x9F\x93\xA6 \xE2\x80\xAE \x01", ""};
  int number = 0;
  for (const std::string& text : texts) {
    chp::Message message = Direct(std::to_string(++number), "jo");
    message.text = text;
    Deliver(message);
    EXPECT_EQ(Bodies(OnlyTicket().id).back(), text);
  }
}

TEST_F(Delivery, AnUnknownGroupIsTheDefaultGroupAndANote) {
  for (const char* group : {"4711", "", "x", "2x"}) {
    chp::Message message = Post(std::string("g") + group, "jo");
    message.group_id = group;
    const Ticket ticket = TicketOf(Deliver(message));
    EXPECT_EQ(ticket.group_id, 1);
    EXPECT_NE(ticket.group_note, "");
  }
}

TEST_F(Delivery, AKnownGroupNeedsNoNote) {
  EXPECT_EQ(TicketOf(Deliver(Post("1", "jo"))).group_note, "");
}

TEST_F(Delivery, InParallelFromSixteenThreadsOneArticle) {
  const chp::Message message = Post("1", "jo");
  std::atomic<int> created = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 5; ++round) created += Deliver(message).created ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(created, 1);
  EXPECT_EQ(ArticleCount(), 1u);
}

TEST_F(Delivery, JobsOfAMessageAreScheduledOnlyWhenItIsNew) {
  chp::Message message = Post("1", "jo");
  message.jobs = {{.id = "fetch/1",
                   .kind = "fetch",
                   .account_id = message.account_id,
                   .lane = {},
                   .payload_json = {}}};
  Deliver(message);
  message.jobs[0].id = "fetch/2";
  Deliver(message);
  const auto jobs = store_->jobs().List(10).value();
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].job_id, "fetch/1");
}

TEST_F(Delivery, JobsOfABatchNeverRunAgainOnceFinished) {
  const chp::Batch batch{
      .messages = {},
      .updates = {},
      .jobs = {{.id = "once", .kind = "k", .account_id = {}, .lane = {}, .payload_json = {}}}};
  Deliver(batch);
  const auto claimed = store_->jobs().Claim(now_ms_, 10).value();
  ASSERT_EQ(claimed.size(), 1u);
  ASSERT_TRUE(store_->jobs().Finish(claimed[0].id, JobState::kDone, nullptr));
  Deliver(batch);
  EXPECT_TRUE(store_->jobs().Claim(now_ms_, 10)->empty());
}

TEST_F(Delivery, RecentGivesStoredMessagesOldestFirst) {
  chp::Message late = Post("1", "jo");
  chp::Message early = Post("2", "ann");
  late.sent_ms = kStartMs + 5000;
  early.sent_ms = kStartMs + 3000;
  early.recipients = {PartyOf("acme")};
  early.context_json = R"({"k":1})";
  early.role = chp::Role::kContext;
  early.customer = PartyOf("ann");
  Deliver(late);
  Deliver(early);
  std::vector<chp::Message> recent;
  ASSERT_TRUE(store_->ingest().Recent(connection_, account_, kStartMs, [&](const auto& message) {
    recent.push_back(message);
    return true;
  }));
  ASSERT_EQ(recent.size(), 2u);
  EXPECT_EQ(recent[0], early);
  EXPECT_EQ(recent[1], late);
}

TEST_F(Delivery, RecentStopsWhenAskedAndStartsWhereAsked) {
  for (const char* id : {"1", "2", "3"}) Deliver(Post(id, "jo"));
  std::vector<std::string> ids;
  ASSERT_TRUE(store_->ingest().Recent(connection_, account_, kStartMs + 2000, [&](const auto& m) {
    ids.push_back(m.external_id);
    return false;
  }));
  EXPECT_EQ(ids, std::vector<std::string>{"2"});
}

TEST_F(Delivery, ContextExpiresAndArticlesDoNot) {
  chp::Message context = Post("1", "jo");
  context.role = chp::Role::kContext;
  context.text = "canary-context";
  Deliver(context);
  Deliver(Post("2", "jo"));
  now_ms_ += 8LL * 24 * 3600 * 1000;
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_FALSE(Find("1").stored);
  EXPECT_TRUE(Find("2").stored);
  EXPECT_EQ(DatabaseBytes().find("canary-context"), std::string::npos);
}

TEST_F(Delivery, QuarantinedBodiesAreEncrypted) {
  ASSERT_TRUE(store_->ingest().Quarantine(connection_, "canary-body", "webhook.undecodable"));
  EXPECT_EQ(DatabaseBytes().find("canary-body"), std::string::npos);
  EXPECT_NE(DatabaseBytes().find("webhook.undecodable"), std::string::npos);
}

}  // namespace
}  // namespace stub
