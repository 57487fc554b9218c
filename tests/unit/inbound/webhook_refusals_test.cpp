// Requests the webhook refuses: in the reference's order, in its words, and nothing is stored.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr std::string_view kHeader = "x-twitter-webhooks-signature";

// W05
TEST(WebhookRefusal, WithoutASignature) {
  const auto answer = WebhookBench().PostWith(RecordedBody("tweet_create-user_mention"), {});
  EXPECT_EQ(StatusOf(answer), 422U);
  EXPECT_EQ(ErrorOf(answer), "Missing 'x-twitter-webhooks-signature' header");
}

TEST(WebhookRefusal, WithABlankSignature) {
  EXPECT_EQ(StatusOf(WebhookBench().PostWith("{}", {{kHeader, "  "}})), 422U);
}

TEST(WebhookRefusal, WithoutAnApp) {
  const auto answer = WebhookBench({.secret = ""}).Post(RecordedBody("tweet_create-user_mention"));
  EXPECT_EQ(StatusOf(answer), 422U);
  EXPECT_EQ(ErrorOf(answer), "Could not find external_credential 'twitter'!");
}

TEST(WebhookRefusal, TheSignatureIsMissedBeforeTheApp) {
  EXPECT_EQ(ErrorOf(WebhookBench({.secret = ""}).PostWith("{}", {})),
            "Missing 'x-twitter-webhooks-signature' header");
}

// W06
TEST(WebhookRefusal, WithTheSignatureOfAnotherSecret) {
  WebhookBench bench;
  const std::string body = RecordedBody("tweet_create-user_mention");
  const std::string signature = SignatureOf(body, "DDE");
  const auto answer = bench.PostWith(body, {{kHeader, signature}});
  EXPECT_EQ(StatusOf(answer), 401U);
  EXPECT_EQ(ErrorOf(answer), "Not authorized");
  EXPECT_TRUE(bench.host.journal.empty());
}

TEST(WebhookRefusal, WithOneByteChanged) {
  WebhookBench bench;
  std::string body = RecordedBody("tweet_create-user_mention");
  const std::string signature = SignatureOf(body);
  for (std::size_t i = 0; i < body.size(); i += 97) {
    body[i] = static_cast<char>(body[i] ^ 1);
    ASSERT_EQ(StatusOf(bench.PostWith(body, {{kHeader, signature}})), 401U) << i;
    body[i] = static_cast<char>(body[i] ^ 1);
  }
  EXPECT_TRUE(bench.host.journal.empty());
}

class OddSignature : public ::testing::TestWithParam<std::string> {};

TEST_P(OddSignature, IsRefused) {
  const auto answer =
      WebhookBench().PostWith(R"({"for_user_id":123,"key":"value"})", {{kHeader, GetParam()}});
  EXPECT_EQ(StatusOf(answer), 401U);
}

INSTANTIATE_TEST_SUITE_P(WebhookRefusal, OddSignature,
                         ::testing::Values("JjEmBe1lVKT8XldrYUKibF+D5ehp8f0jDk3PXZSHEWI=",
                                           "SHA256=JjEmBe1lVKT8XldrYUKibF+D5ehp8f0jDk3PXZSHEWI=",
                                           "sha1=JjEmBe1lVKT8XldrYUKibF+D5ehp8f0jDk3PXZSHEWI=",
                                           "sha256=JjEmBe1lVKT8XldrYUKibF+D5ehp8f0jDk3PXZSHEWI",
                                           "sha256=JjEmBe1lVKT8XldrYUKibF+D5ehp8f0jDk3PXZSHEWI=x",
                                           "sha256=jjembe1lvkt8xldryukibf+d5ehp8f0jdk3pxzshewi=",
                                           "sha256=", "=", std::string("\0", 1),
                                           std::string(100'000, 'A')));

TEST(WebhookRefusal, WithTwoSignatures) {
  const std::string body = RecordedBody("tweet_create-user_mention");
  const std::string signature = SignatureOf(body);
  EXPECT_EQ(StatusOf(WebhookBench().PostWith(body, {{kHeader, signature}, {kHeader, signature}})),
            401U);
}

// W07
TEST(WebhookRefusal, WithoutAForUserId) {
  const auto answer = WebhookBench().PostWith(
      R"({"key":"value"})", {{kHeader, "sha256=EERHBy/k17v+SuT+K0OXuwhJtKnPtxi0n/Y4Wye4kVU="}});
  EXPECT_EQ(StatusOf(answer), 422U);
  EXPECT_EQ(ErrorOf(answer), "Missing 'for_user_id' in payload!");
}

// W08
TEST(WebhookRefusal, ForAnUnknownUser) {
  WebhookBench bench;
  const auto answer =
      bench.PostWith(R"({"for_user_id":"not_existing","key":"value"})",
                     {{kHeader, "sha256=QaJiQl/4WRp/GF37b+eAdF6kPgptjDCLOgAIIbB1s0I="}});
  EXPECT_EQ(StatusOf(answer), 422U);
  EXPECT_EQ(ErrorOf(answer), "Could not find channel for user id 'not_existing'!");
  EXPECT_TRUE(bench.host.journal.empty());
}

TEST(WebhookRefusal, AForUserIdThatIsNoIdIsNotRepeated) {
  const std::string user_id(5000, 'x');
  EXPECT_EQ(ErrorOf(WebhookBench().Post(R"({"for_user_id":")" + user_id + R"("})")),
            "Could not find channel for user id '(not an id of X)'!");
}

TEST(WebhookRefusal, ABodyThatIsNotJsonIsKeptInQuarantine) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post("no json")), 422U);
  ASSERT_EQ(bench.host.ingest.quarantined.size(), 1U);
  EXPECT_EQ(bench.host.ingest.quarantined[0].first, "no json");
  EXPECT_EQ(bench.host.ingest.quarantined[0].second, "x.body_not_json");
}

TEST(WebhookRefusal, ABodyThatCannotBeKeptIsAskedForAgain) {
  WebhookBench bench;
  bench.host.ingest.faults.FailAt(
      1, {.code = chp::Code::kInternal, .reason = "disk", .message = "The disk is full."});
  const auto answer = bench.Post("no json");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "ingest.quarantine");
}

TEST(WebhookRefusal, ABodyBeyondTheLimit) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(std::string((1U << 20) + 1, ' '))), 413U);
  EXPECT_TRUE(bench.host.journal.empty());
}

class OtherMethod : public ::testing::TestWithParam<const char*> {};

TEST_P(OtherMethod, IsRefused) {
  chp::InboundRequest request;
  request.method = GetParam();
  request.public_url = "https://desk.example/hook?crc_token=foo";
  const auto answer = WebhookBench().Send(request);
  EXPECT_EQ(StatusOf(answer), 405U);
  EXPECT_EQ(answer->headers.at(0), (std::pair<std::string, std::string>{"Allow", "GET, POST"}));
}

INSTANTIATE_TEST_SUITE_P(WebhookRefusal, OtherMethod,
                         ::testing::Values("PUT", "DELETE", "HEAD", "get", ""));

}  // namespace
}  // namespace twitter::testing
