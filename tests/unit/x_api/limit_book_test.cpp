// What X said about its limits decides whether it is asked.
#include "twitter_channel/x_api/limit_book.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

constexpr std::int64_t kNow = 1'750'000'000'000;
constexpr std::int64_t kQuarterHour = 900'000;
const LimitSubject kJo{"key", "7", "POST /2/tweets"};
const LimitSubject kOther{"key", "8", "POST /2/tweets"};

HttpResponse Saying(std::string_view window, int limit, int remaining, std::int64_t reset_s,
                    int status = 200) {
  HttpResponse response;
  response.status = status;
  const std::string name(window);
  response.headers = {{name + "-limit", std::to_string(limit)},
                      {name + "-remaining", std::to_string(remaining)},
                      {name + "-reset", std::to_string(reset_s)}};
  return response;
}

class LimitBookTest : public ::testing::Test {
 protected:
  std::optional<std::int64_t> Take(const LimitSubject& subject, std::int64_t now = kNow,
                                   Reserve reserve = Reserve::kNothing) {
    return book_.Take(subject, plan_, reserve, now);
  }
  LimitBook book_;
  EndpointLimit plan_;
};

TEST_F(LimitBookTest, HoldsBackNothingThatIsNotKnown) {
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(Take(kJo), std::nullopt);
}

TEST_F(LimitBookTest, HoldsBackUntilTheResetThatXNamed) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse last = Saying("x-rate-limit", 100, 0, kNow / 1000 + 300);
  book_.Return(kJo, &last, kNow);
  EXPECT_EQ(Take(kJo), kNow + 300'000);
  EXPECT_EQ(Take(kJo, kNow + 300'000), std::nullopt);
}

TEST_F(LimitBookTest, CountsEachAccountByItself) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse last = Saying("x-rate-limit", 100, 0, kNow / 1000 + 300);
  book_.Return(kJo, &last, kNow);
  EXPECT_EQ(Take(kOther), std::nullopt);
}

TEST_F(LimitBookTest, ADayOfTheAppHoldsBackAllItsAccounts) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse last = Saying("x-app-limit-24hour", 10'000, 0, kNow / 1000 + 7'200);
  book_.Return(kJo, &last, kNow);
  EXPECT_EQ(Take(kOther), kNow + 7'200'000);
}

TEST_F(LimitBookTest, ADayOfTheAccountHoldsBackOnlyIt) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse last = Saying("x-user-limit-24hour", 500, 0, kNow / 1000 + 7'200);
  book_.Return(kJo, &last, kNow);
  EXPECT_EQ(Take(kJo), kNow + 7'200'000);
  EXPECT_EQ(Take(kOther), std::nullopt);
}

TEST_F(LimitBookTest, WhatIsUnderWayIsTakenOff) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse answer = Saying("x-rate-limit", 100, 2, kNow / 1000 + 300);
  book_.Return(kJo, &answer, kNow);
  EXPECT_EQ(Take(kJo), std::nullopt);
  EXPECT_EQ(Take(kJo), std::nullopt);
  EXPECT_NE(Take(kJo), std::nullopt);
}

TEST_F(LimitBookTest, AnAnswerThatWasOvertakenFreesNothing) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse later = Saying("x-rate-limit", 100, 0, kNow / 1000 + 300);
  const HttpResponse earlier = Saying("x-rate-limit", 100, 1, kNow / 1000 + 300);
  book_.Return(kJo, &later, kNow);
  book_.Return(kJo, &earlier, kNow);
  EXPECT_EQ(Take(kJo), kNow + 300'000);
}

TEST_F(LimitBookTest, UsesThePlanWhileXHasSaidNothing) {
  plan_.user = 2;
  EXPECT_EQ(Take(kJo), std::nullopt);
  EXPECT_EQ(Take(kJo), std::nullopt);
  EXPECT_EQ(Take(kJo), kNow + kQuarterHour);
}

TEST_F(LimitBookTest, XIsBelievedMoreThanThePlan) {
  plan_.user = 2;
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse answer = Saying("x-rate-limit", 99, 98, kNow / 1000 + 300);
  book_.Return(kJo, &answer, kNow);
  for (int i = 0; i < 98; ++i) EXPECT_EQ(Take(kJo), std::nullopt) << i;
  EXPECT_NE(Take(kJo), std::nullopt);
}

TEST_F(LimitBookTest, ARefusalThatNamesNoWindowClosesTheQuarterOfAnHour) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  HttpResponse refused;
  refused.status = 429;
  book_.Return(kJo, &refused, kNow);
  EXPECT_EQ(Take(kJo), kNow + kQuarterHour);
}

TEST_F(LimitBookTest, ARefusalMaySayHowLongToWait) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  HttpResponse refused;
  refused.status = 429;
  refused.headers = {{"retry-after", "30"}};
  book_.Return(kJo, &refused, kNow);
  EXPECT_EQ(Take(kJo), kNow + 30'000);
}

TEST_F(LimitBookTest, BulkLeavesAShareToAnswers) {
  ASSERT_EQ(Take(kJo), std::nullopt);
  const HttpResponse answer = Saying("x-rate-limit", 100, 10, kNow / 1000 + 300);
  book_.Return(kJo, &answer, kNow);
  EXPECT_NE(Take(kJo, kNow, Reserve::kFifth), std::nullopt);
  EXPECT_NE(Take(kJo, kNow, Reserve::kTenth), std::nullopt);
  EXPECT_EQ(Take(kJo, kNow, Reserve::kNothing), std::nullopt);
}

TEST_F(LimitBookTest, ForgetsWhatIsOverBeforeItGrows) {
  plan_.user = 5;
  for (int i = 0; i < 20'000; ++i) {
    const LimitSubject subject{"key", std::to_string(i), "POST /2/tweets"};
    EXPECT_EQ(Take(subject, kNow + i * std::int64_t{1'000}), std::nullopt);
    book_.Return(subject, nullptr, kNow + i * std::int64_t{1'000});
  }
}

}  // namespace
}  // namespace twitter
