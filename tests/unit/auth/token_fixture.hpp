// A store in memory, and an X whose refresh tokens work once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/support/fake_kv.hpp"
#include "twitter_channel/auth/token_renewal.hpp"

namespace twitter::testing {

// Gives access-1 and refresh-1, access-2 and refresh-2, ... Only the last refresh token works.
class RotatingX : public TokenIssuer {
 public:
  // What becomes of one refresh besides success.
  enum class Plan { kAnswer, kLoseAnswer, kLoseRequest, kNoConnection, kClientRefused };

  chp::Result<TokenAnswer> Refresh(const std::string& refresh_token) override {
    offered.push_back(refresh_token);
    const Plan plan = std::exchange(next_plan, later_plan);
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    if (plan == Plan::kLoseRequest) return Unknown();
    if (plan == Plan::kNoConnection) {
      return chp::Error{chp::Code::kTransient, "http.no_connection", "X cannot be reached."};
    }
    if (plan == Plan::kClientRefused) {
      return chp::Error{chp::Code::kConfig, "x.client_refused", "The client ID is wrong."};
    }
    if (is_withdrawn || refresh_token != current_refresh) return Spent();
    TokenAnswer answer = Next();
    return plan == Plan::kLoseAnswer ? chp::Result<TokenAnswer>(Unknown()) : answer;
  }
  chp::Result<TokenAnswer> Recover() override {
    ++recoveries;
    if (!can_recover) {
      return chp::Error{chp::Code::kUnsupported, "oauth2.no_way_back", "There is none."};
    }
    if (is_withdrawn) return Spent();
    return Next();
  }
  TokenAnswer Next() {
    const std::string number = std::to_string(++given);
    current_access = "access-" + number;
    current_refresh = "refresh-" + number;
    TokenAnswer answer;
    answer.access = current_access;
    answer.refresh = current_refresh;
    return answer;
  }
  static chp::Error Unknown() {
    return {chp::Code::kUncertain, "http.no_answer", "X did not answer."};
  }
  static chp::Error Spent() {
    return {chp::Code::kAuth,    "x.invalid_token", "Link the account again.", 400, 0,
            chp::Scope::kAccount};
  }

  Plan next_plan = Plan::kAnswer;
  Plan later_plan = Plan::kAnswer;
  std::function<void()> meanwhile;  // once, while X thinks about a refresh
  bool can_recover = false;
  bool is_withdrawn = false;
  std::vector<std::string> offered;
  int recoveries = 0;
  int given = 0;
  std::string current_access;
  std::string current_refresh;
};

// An account with access-1, which lives two hours.
class TokenTest : public ::testing::Test {
 protected:
  TokenTest() {
    TokenPair consent;
    consent.grant_id = "grant-1";
    consent.consented_ms = clock_.now_ms;
    consent.scopes = "tweet.read offline.access";
    EXPECT_TRUE(TokenStore(kv_).Keep(PairOf(x_.Next(), consent, clock_.now_ms)));
    EXPECT_TRUE(TokenStore(kv_).Find(kGrant));
  }

  chp::Result<std::string> Access() { return renewal_.Access(kGrant, x_, call_); }
  std::string StoredAccess() {
    const auto entry = kv_.Peek(PairKey("7"));
    return entry ? TokenPairFrom(entry->value)->access : "";
  }

  static constexpr std::int64_t kLifeMs = 7'200'000;
  static constexpr std::int64_t kAheadMs = 300'000;
  static constexpr std::int64_t kLeaseMs = 30'000;
  static constexpr Grant kGrant{"7", "grant-1"};

  FakeClock clock_;
  FakeKv kv_{clock_};
  FakeCall call_;
  RotatingX x_;
  TokenRenewal renewal_{kv_, clock_};
};

}  // namespace twitter::testing
