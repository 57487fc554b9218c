// A guard over a fake store and clock, and requests of one account.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fake_kv.hpp"
#include "twitter_channel/x_api/request_guard.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter::testing {

class GuardTest : public ::testing::Test {
 protected:
  GuardTest() {
    app_.consumer_key = "key";
    app_.generation = Generation::kCurrent;
    app_.plan = PlanNamed("pay_per_use").value();
  }

  Credentials As(std::string_view account, Purpose purpose = Purpose::kAnswer) const {
    return {.app = &app_, .user = &token_, .account_id = account, .purpose = purpose};
  }
  static V11Request Post() {
    V11Request request;
    request.method = "POST";
    request.path = "/2/tweets";
    request.operation = Operation::kWritePost;
    request.charge = Charge::kSummonedReply;
    return request;
  }
  static V11Request Message() {
    V11Request request;
    request.method = "POST";
    request.path = "/2/dm_conversations/with/3001/messages";
    request.operation = Operation::kSendDirectMessage;
    return request;
  }
  static V11Request Read(std::string path) {
    V11Request request;
    request.path = std::move(path);
    return request;
  }
  static HttpResponse Answer(int status, std::string body = "{}",
                             std::vector<HttpHeader> headers = {}) {
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return response;
  }
  // Asked and answered; the error of a request that was held back.
  chp::Result<void> Ask(const Credentials& credentials, const V11Request& request,
                        const HttpResponse& answer) {
    auto allowed = guard_.Before(credentials, request);
    if (allowed) guard_.After(credentials, request, answer);
    return allowed;
  }
  std::int64_t Seconds(std::int64_t from_now) const { return clock_.now_ms / 1000 + from_now; }

  App app_;
  OAuth1Token token_{"2001-token", "secret"};
  FakeClock clock_;
  FakeKv kv_{clock_};
  RequestGuard guard_{kv_, clock_};
};

}  // namespace twitter::testing
