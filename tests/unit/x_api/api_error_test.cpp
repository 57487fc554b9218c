// What an error carries besides its row: what was asked, when to come back, what X said.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/x_api/api_error_answers.hpp"

namespace twitter::testing {
namespace {

using chp::Code;
using chp::Scope;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
class FailedWrite : public ::testing::TestWithParam<int> {};
TEST_P(FailedWrite, MayHaveHappened) {
  EXPECT_EQ(ErrorOf(GetParam(), "", Operation::kWritePost).code, Code::kUncertain);
  EXPECT_EQ(ErrorOf(GetParam(), "", Operation::kSendDirectMessage).code, Code::kUncertain);
}
TEST_P(FailedWrite, MayHaveHappenedWhateverTheBodySays) {
  EXPECT_EQ(ErrorOf(GetParam(), V11Body(187), Operation::kWritePost).code, Code::kUncertain);
}
TEST_P(FailedWrite, IsTransientWhenItIsSafeToRepeat) {
  EXPECT_EQ(ErrorOf(GetParam(), "", Operation::kSubscribe).code, Code::kTransient);
}
INSTANTIATE_TEST_SUITE_P(ApiError, FailedWrite, ::testing::Values(408, 500, 502, 503, 504));

TEST(ApiError, ARefusedWriteDidNotHappen) {
  EXPECT_EQ(ErrorOf(429, V11Body(88), Operation::kWritePost).code, Code::kRateLimited);
  EXPECT_EQ(ErrorOf(401, V11Body(135), Operation::kWritePost).code, Code::kTransient);
}

TEST(ApiError, SettingUpIsNeverAboutAMessage) {
  EXPECT_EQ(ErrorOf(403, "", Operation::kManageWebhook).code, Code::kConfig);
  EXPECT_EQ(ErrorOf(404, V11Body(34), Operation::kSubscribe).code, Code::kConfig);
  EXPECT_EQ(ErrorOf(403, "", Operation::kAuthorize).code, Code::kConfig);
}

TEST(ApiError, DeadCredentialsOfTheAppStopTheConnection) {
  EXPECT_EQ(ErrorOf(401, V11Body(32), Operation::kManageWebhook).scope, Scope::kConnection);
  EXPECT_EQ(ErrorOf(401, V11Body(32), Operation::kAuthorize).scope, Scope::kConnection);
  EXPECT_EQ(ErrorOf(401, V11Body(32), Operation::kSubscribe).scope, Scope::kAccount);
}

TEST(ApiError, OutOfCreditPausesTheConnectionForAnHour) {
  const chp::Error error = ErrorOf(
      402, R"({"title":"CreditsDepleted","type":"https://api.twitter.com/2/problems/credits"})",
      Operation::kWritePost, {{"x-rate-limit-reset", "1750000060"}});
  EXPECT_EQ(error.scope, Scope::kConnection);
  EXPECT_EQ(error.retry_after_ms, kHour);
}

TEST(ApiError, AUsageCapPausesTheConnectionForADay) {
  const chp::Error error =
      ErrorOf(429, R"({"type":"https://api.x.com/2/problems/usage-capped","detail":"cap"})");
  EXPECT_EQ(error.scope, Scope::kConnection);
  EXPECT_EQ(error.retry_after_ms, 24 * kHour);
}

struct PauseCase {
  const char* name;
  std::vector<HttpHeader> headers;
  std::int64_t expected_ms;
};
void PrintTo(const PauseCase& row, std::ostream* out) { *out << row.name; }

class RateLimitPause : public ::testing::TestWithParam<PauseCase> {};
TEST_P(RateLimitPause, FollowsTheHeaders) {
  EXPECT_EQ(ErrorOf(429, "", Operation::kRead, GetParam().headers).retry_after_ms,
            GetParam().expected_ms);
}
INSTANTIATE_TEST_SUITE_P(
    ApiError, RateLimitPause,
    ::testing::Values(
        PauseCase{"no header", {}, 15 * kMinute},
        PauseCase{"reset", {{"x-rate-limit-reset", "1750000060"}}, kMinute},
        PauseCase{"reset in the past", {{"x-rate-limit-reset", "1"}}, 1000},
        PauseCase{"reset far away", {{"x-rate-limit-reset", "99999999999"}}, 24 * kHour},
        PauseCase{"overflow", {{"x-rate-limit-reset", "9223372036854775807"}}, 15 * kMinute},
        PauseCase{"nonsense", {{"x-rate-limit-reset", "soon"}}, 15 * kMinute},
        PauseCase{"negative", {{"x-rate-limit-reset", "-5"}}, 15 * kMinute},
        PauseCase{"retry-after wins",
                  {{"x-rate-limit-reset", "1750000060"}, {"retry-after", "90"}},
                  90'000},
        PauseCase{"the day is used up, the window is not",
                  {{"x-rate-limit-remaining", "5"},
                   {"x-rate-limit-reset", "1750000060"},
                   {"x-user-limit-24hour-remaining", "0"},
                   {"x-user-limit-24hour-reset", "1750003600"}},
                  kHour},
        PauseCase{"both are used up",
                  {{"x-rate-limit-remaining", "0"},
                   {"x-rate-limit-reset", "1750000060"},
                   {"x-app-limit-24hour-remaining", "0"},
                   {"x-app-limit-24hour-reset", "1750000120"}},
                  2 * kMinute}));

TEST(ApiError, OnlyALimitHasAPause) {
  EXPECT_EQ(ErrorOf(404, "", Operation::kRead, {{"retry-after", "90"}}).retry_after_ms, 0);
}

TEST(ApiError, KeepsTheSentenceOfX) {
  EXPECT_EQ(SentenceOfX(ErrorOf(403, V11Body(187))), "words of X");
}

TEST(ApiError, LeavesOutWhatIsNoPlainSentence) {
  const std::string odd[] = {"<b>Forbidden</b>", std::string(201, 'x'), "a\\u0007b", "a\\nb", ""};
  for (const std::string& text : odd) {
    const chp::Error error = ErrorOf(403, R"({"detail":")" + text + "\"}");
    EXPECT_EQ(SentenceOfX(error), "") << text;
  }
}

TEST(ApiError, FitsTheContract) {
  const std::string longest =
      R"({"errors":[{"code":32,"message":")" + std::string(200, 'x') + "\"}]}";
  const chp::Error error = ErrorOf(401, longest);
  EXPECT_LE(error.message.size(), 439u);
  EXPECT_LE(error.reason.size(), 47u);
}

}  // namespace
}  // namespace twitter::testing
