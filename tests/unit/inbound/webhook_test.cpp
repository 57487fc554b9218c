// What the host stores of signed bodies (behaviour.md 2.4, 8.6; plugin_abi.md A2, A18).
#include "twitter_channel/inbound/webhook.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

// A recorded body of posts with one more item in its list.
std::string WithItem(std::string_view name, const json::value& item) {
  json::value root = Json(RecordedBody(name));
  root.at("tweet_create_events").as_array().push_back(item);
  return json::serialize(root);
}

chp::Error StoreFailure() {
  return {.code = chp::Code::kTransient, .reason = "store.busy", .message = "The store is busy."};
}

// W04, W10
TEST(Webhook, ASignedBodyWithoutEventsIsAccepted) {
  WebhookBench bench;
  const auto answer = bench.Post(R"({"for_user_id":"1497182655123456789","key":"value"})");
  EXPECT_EQ(StatusOf(answer), 200U);
  EXPECT_EQ(answer->body, "{}");
}

// The documented signature is accepted: what is refused is the user, who is not ours.
TEST(Webhook, KnowsTheDocumentedSignature) {
  const auto answer = WebhookBench().PostWith(
      R"({"for_user_id":123,"key":"value"})",
      {{"x-twitter-webhooks-signature", "sha256=JjEmBe1lVKT8XldrYUKibF+D5ehp8f0jDk3PXZSHEWI="}});
  EXPECT_EQ(ErrorOf(answer), "Could not find channel for user id '123'!");
}

TEST(Webhook, AForUserIdThatIsANumberFindsTheAccount) {
  EXPECT_EQ(StatusOf(WebhookBench().Post(R"({"for_user_id":1497182655123456789})")), 200U);
}

// P26, P13
TEST(Webhook, AMessageIsStoredBeforeTheAnswer) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(RecordedBody("tweet_create-user_mention"))), 200U);
  EXPECT_NE(bench.host.ingest.Stored(kOurAccountId, "1601234567890123457"), nullptr);
}

// P14, P20, P27: the host knows the second one by its id.
TEST(Webhook, TheSameBodyTwiceBringsTheSameMessage) {
  WebhookBench bench;
  bench.Accept(RecordedBody("direct_message-incoming"));
  bench.Accept(RecordedBody("direct_message-incoming"));
  ASSERT_EQ(bench.host.ingest.batches.size(), 2U);
  EXPECT_EQ(bench.host.ingest.batches[0].messages, bench.host.ingest.batches[1].messages);
}

// W09
TEST(Webhook, TheAccountIsTheOneTheBodyWasSentFor) {
  WebhookBench bench({.sam_is_ours = true});
  json::value root = Json(RecordedBody("tweet_create-user_mention"));
  root.at("for_user_id") = kSamId;
  bench.Accept(json::serialize(root));
  EXPECT_NE(bench.host.ingest.Stored("8", "1601234567890123457"), nullptr);
  EXPECT_EQ(bench.host.ingest.Stored(kOurAccountId, "1601234567890123457"), nullptr);
}

TEST(Webhook, EverythingOfABodyIsDeliveredInOneCall) {
  json::value root =
      Json(WithItem("tweet_create-user_mention",
                    Json(RecordedBody("tweet_create-response")).at("tweet_create_events").at(0)));
  root.as_object()["tweet_delete_events"] =
      Json(RecordedBody("tweet_delete")).at("tweet_delete_events");
  WebhookBench bench;
  bench.Accept(json::serialize(root));
  ASSERT_EQ(bench.host.ingest.batches.size(), 1U);
  EXPECT_EQ(bench.host.ingest.batches[0].messages.size(), 2U);
  EXPECT_EQ(bench.host.ingest.batches[0].updates.size(), 1U);
}

TEST(Webhook, UnrelatedPostsOfOneBodyKeepTheirOwnFields) {
  WebhookBench bench;
  bench.Accept(
      WithItem("tweet_create-response",
               Json(RecordedBody("tweet_create-user_mention")).at("tweet_create_events").at(0)));
  EXPECT_EQ(bench.host.ingest.Stored(kOurAccountId, "1601234567890123457")->in_reply_to, "");
}

TEST(Webhook, AStoreFailureIsAnErrorAndNotAnAnswer) {
  WebhookBench bench;
  bench.host.ingest.faults.FailAt(1, StoreFailure());
  const auto answer = bench.Post(RecordedBody("tweet_create-user_mention"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().reason, "store.busy");
}

// P41
TEST(Webhook, ARepostThatIsSwitchedOffStoresNothing) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(RecordedBody("tweet_create-retweet"))), 200U);
  EXPECT_TRUE(bench.host.journal.empty());
}

TEST(Webhook, APausedAccountStoresNothing) {
  WebhookBench bench({.active = false});
  EXPECT_EQ(StatusOf(bench.Post(RecordedBody("tweet_create-user_mention"))), 200U);
  EXPECT_TRUE(bench.host.journal.empty());
}

TEST(Webhook, ADeletedPostBecomesAnUpdate) {
  WebhookBench bench;
  bench.Accept(RecordedBody("tweet_delete"));
  ASSERT_EQ(bench.host.ingest.batches.size(), 1U);
  const chp::Update& update = bench.host.ingest.batches[0].updates.at(0);
  EXPECT_EQ(update.kind, chp::UpdateKind::kDeleted);
  EXPECT_EQ(update.account_id, kOurAccountId);
  EXPECT_EQ(update.external_id, "1601234567890123519");
  EXPECT_EQ(update.at_ms, 1'670'599'800'789);
}

TEST(Webhook, ARevocationTakesTheAccountDown) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(RecordedBody("user_revoke"))), 200U);
  ASSERT_EQ(bench.host.accounts.states.size(), 1U);
  EXPECT_EQ(bench.host.accounts.states[0].state, chp::AccountState::kDown);
  EXPECT_EQ(bench.host.accounts.states[0].account_id, kOurAccountId);
  EXPECT_EQ(bench.host.accounts.states[0].reason, "x.access_revoked");
}

TEST(Webhook, ARevocationByAStrangerChangesNothing) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(R"({"user_event":{"revoke":{"source":{"user_id":"5"}}}})")), 200U);
  EXPECT_TRUE(bench.host.journal.empty());
}

TEST(Webhook, ARevocationThatCannotBeNotedIsAnError) {
  WebhookBench bench;
  bench.host.accounts.faults.FailAt(1, StoreFailure());
  EXPECT_FALSE(bench.Post(RecordedBody("user_revoke")));
}

TEST(Webhook, OneBadItemSpoilsNoOther) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(WithItem("tweet_create-user_mention", 7))), 200U);
  EXPECT_NE(bench.host.ingest.Stored(kOurAccountId, "1601234567890123457"), nullptr);
}

TEST(Webhook, ABodyWithABadItemIsKeptInQuarantine) {
  WebhookBench bench;
  const std::string body = WithItem("tweet_create-user_mention", 7);
  bench.Accept(body);
  ASSERT_EQ(bench.host.ingest.quarantined.size(), 1U);
  EXPECT_EQ(bench.host.ingest.quarantined[0].first, body);
  EXPECT_EQ(bench.host.ingest.quarantined[0].second, "x.item_unreadable");
}

TEST(Webhook, ABadItemIsLoggedWithoutItsText) {
  WebhookBench bench;
  bench.Accept(WithItem("tweet_create-user_mention", {{"id_str", "5"}, {"text", "very private"}}));
  EXPECT_TRUE(bench.host.log.Contains("tweet_create_events[1]"));
  EXPECT_FALSE(bench.host.log.Contains("very private"));
}

TEST(Webhook, EventsAreCountedByKind) {
  WebhookBench bench;
  bench.Accept(RecordedBody("tweet_create-user_mention"));
  bench.Accept(R"({"for_user_id":"1497182655123456789","follow_events":[{"type":"follow"}]})");
  EXPECT_EQ(bench.route.counters().Snapshot(),
            (std::map<std::string, std::uint64_t>{{"follow_events", 1}, {"post", 1}}));
}

TEST(Webhook, WhatCouldNotBeReadIsCountedToo) {
  WebhookBench bench;
  bench.Accept(WithItem("tweet_create-user_mention", 7));
  EXPECT_EQ(StatusOf(bench.Post("no json")), 422U);
  EXPECT_EQ(StatusOf(bench.PostWith("{}", {{"x-twitter-webhooks-signature", "sha256=x"}})), 401U);
  EXPECT_EQ(
      bench.route.counters().Snapshot(),
      (std::map<std::string, std::uint64_t>{
          {"post", 1}, {"unreadable_body", 1}, {"unreadable_item", 1}, {"wrong_signature", 1}}));
}

// A host that refuses every message for its content.
class RefusingIngest : public FakeIngest {
 public:
  using FakeIngest::FakeIngest;
  chp::Result<std::vector<chp::Delivery>> Deliver(const chp::Batch& batch) override {
    return std::vector<chp::Delivery>(batch.messages.size(), {.status = chp::Code::kInvalid,
                                                              .message_ref = "",
                                                              .ticket_ref = "",
                                                              .reason = "text.too_long"});
  }
};

TEST(Webhook, AMessageTheHostRefusesIsKeptInQuarantine) {
  FakeHost host;
  RefusingIngest ingest(host.journal);
  chp::HostPorts ports{host.log, host.clock, host.kv, ingest, host.accounts, host.jobs, nullptr};
  WebhookRoute route(ports);
  const std::string body = RecordedBody("tweet_create-user_mention");
  const std::string signature = SignatureOf(body);
  chp::InboundRequest request;
  request.method = "POST";
  request.headers = {{"x-twitter-webhooks-signature", signature}};
  request.body = body;
  EXPECT_EQ(StatusOf(route.Handle(FakeCall(), request, *ConfigOf({}))), 200U);
  ASSERT_EQ(ingest.quarantined.size(), 1U);
  EXPECT_EQ(ingest.quarantined[0].second, "host.item_refused");
}

TEST(Webhook, AMessageThatXSentLateSaysSo) {
  WebhookBench bench({.sync = kUsualSync});
  bench.host.clock.now_ms = 1'670'595'605'123 + 3'600'000;
  const auto match = boost::json::parse(bench.Message("tweet_create-user_mention").match_json);
  EXPECT_EQ(match.at("caught_up"), true);
  EXPECT_EQ(match.at("delay_ms"), 3'600'000);
}

}  // namespace
}  // namespace twitter::testing
