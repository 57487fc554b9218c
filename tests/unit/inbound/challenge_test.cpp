// X's challenge (CRC), and that it cannot be used to sign what X never said
// (behaviour.md 2.3, 8.6).
#include "twitter_channel/inbound/challenge.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter::testing {
namespace {

std::string ResponseToken(const chp::Result<chp::InboundResponse>& answer) {
  return std::string(Json(answer.value().body).at("response_token").as_string());
}

// W01
TEST(Challenge, IsAnsweredWithTheHmacOfTheToken) {
  const auto answer = WebhookBench().Get("crc_token=some_random");
  EXPECT_EQ(answer->body,
            R"({"response_token":"sha256=VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs="})");
}

TEST(Challenge, ANonceBesideTheTokenIsNotSigned) {
  EXPECT_EQ(ResponseToken(WebhookBench({.secret = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"})
                              .Get("crc_token=foo&nonce=bar")),
            "sha256=KGwPHQJPaVoxk5RWMCZXvu7ppQqe20ugPzzV9ed1O3o=");
}

TEST(Challenge, AnEncodedTokenIsDecodedFirst) {
  EXPECT_EQ(ResponseToken(WebhookBench().Get("crc_token=a%2Bb%3D")), SignatureOf("a+b="));
}

TEST(Challenge, APlusStaysAPlus) {
  EXPECT_EQ(ResponseToken(WebhookBench().Get("crc_token=a+b")), SignatureOf("a+b"));
}

TEST(Challenge, ThePendingSecretComesFirst) {
  WebhookBench bench;
  ASSERT_TRUE(bench.host.kv.Put({.key = kPendingCrcSecretKey, .value = "new", .secret = true}));
  EXPECT_EQ(ResponseToken(bench.Get("crc_token=foo")), SignatureOf("foo", "new"));
}

TEST(Challenge, ThePendingSecretIsEnoughBeforeAnAppIsSaved) {
  WebhookBench bench({.secret = ""});
  ASSERT_TRUE(bench.host.kv.Put({.key = kPendingCrcSecretKey, .value = "new", .secret = true}));
  EXPECT_EQ(StatusOf(bench.Get("crc_token=foo")), 200U);
}

// W02
TEST(Challenge, WithoutASecretIsRefused) {
  EXPECT_EQ(StatusOf(WebhookBench({.secret = ""}).Get("crc_token=foo")), 422U);
}

// W03
TEST(Challenge, WithoutATokenIsRefused) {
  EXPECT_EQ(StatusOf(WebhookBench().Get("nonce=foo")), 422U);
}

TEST(Challenge, WithAnEmptyTokenIsRefused) {
  EXPECT_EQ(StatusOf(WebhookBench().Get("crc_token=")), 422U);
}

TEST(Challenge, FailsWhenTheStoreFails) {
  WebhookBench bench;
  bench.host.kv.faults.FailAt(1, {.code = chp::Code::kTransient, .reason = "kv", .message = ""});
  const auto answer = bench.Get("crc_token=foo");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
}

class ForgedToken : public ::testing::TestWithParam<std::string> {};

TEST_P(ForgedToken, IsRefusedAndNothingIsSigned) {
  const auto answer = WebhookBench().Get("crc_token=" + GetParam());
  EXPECT_EQ(StatusOf(answer), 400U);
  EXPECT_EQ(answer->body.find("sha256="), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Challenge, ForgedToken,
                         ::testing::Values(R"({"key":"value"})", "%7B%22key%22%3A%22value%22%7D",
                                           "[1]", "a%20b", "a%00b", "a%0Ab", "%22", "a%", "a%2",
                                           "a%zz", "\xC3\xA4", "a,b", "a:b",
                                           "crc_token&crc_token=b", std::string(257, 'a')));

TEST(Challenge, TheLongestTokenIsAnswered) {
  EXPECT_EQ(StatusOf(WebhookBench().Get("crc_token=" + std::string(256, 'a'))), 200U);
}

TEST(Challenge, ASignatureOverTheQueryIsAccepted) {
  const std::string query = "crc_token=foo&nonce=bar";
  const std::string signature = SignatureOf(query);
  EXPECT_EQ(StatusOf(WebhookBench().Get(query, {{"x-twitter-webhooks-signature", signature}})),
            200U);
}

TEST(Challenge, AWrongSignatureIsRefused) {
  const std::string signature = SignatureOf("crc_token=other");
  EXPECT_EQ(
      StatusOf(WebhookBench().Get("crc_token=foo", {{"x-twitter-webhooks-signature", signature}})),
      401U);
}

TEST(Challenge, UnsignedOnesAreLimitedToSixtyAMinute) {
  WebhookBench bench;
  for (int i = 0; i < 60; ++i) ASSERT_EQ(StatusOf(bench.Get("crc_token=foo")), 200U);
  EXPECT_EQ(StatusOf(bench.Get("crc_token=foo")), 429U);
}

TEST(Challenge, TheLimitRecoversWithTime) {
  ChallengeLimit limit;
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(limit.Allow(5'000));
  EXPECT_FALSE(limit.Allow(5'999));
  EXPECT_TRUE(limit.Allow(6'000));
}

TEST(Challenge, SignedOnesAreNotLimited) {
  WebhookBench bench;
  const std::string signature = SignatureOf("crc_token=foo");
  for (int i = 0; i < 60; ++i) ASSERT_EQ(StatusOf(bench.Get("crc_token=foo")), 200U);
  EXPECT_EQ(StatusOf(bench.Get("crc_token=foo", {{"x-twitter-webhooks-signature", signature}})),
            200U);
}

}  // namespace
}  // namespace twitter::testing
