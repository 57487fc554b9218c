// What a failed transfer is called, and whether the request can have been acted upon.
#include "twitter_channel/http/curl_outcome.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(CurlOutcome, AnUnknownHostWasNeverAsked) {
  const CurlOutcome outcome{
      .code = CURLE_COULDNT_RESOLVE_HOST, .bytes_sent = false, .idempotent = false};
  const chp::Error error = ErrorFromOutcome(outcome, "api.example");
  EXPECT_EQ(error.code, chp::Code::kTransient);
  EXPECT_EQ(error.reason, "http.resolve");
}

TEST(CurlOutcome, AWriteThatEndedWithoutAnAnswerIsUncertain) {
  const CurlOutcome outcome{.code = CURLE_RECV_ERROR, .bytes_sent = true, .idempotent = false};
  const chp::Error error = ErrorFromOutcome(outcome, "api.example");
  EXPECT_EQ(error.code, chp::Code::kUncertain);
  EXPECT_EQ(error.reason, "http.no_answer");
}

}  // namespace
}  // namespace twitter
