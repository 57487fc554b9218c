// All v2 ports over a fake HTTP client, with an app and one account.
#pragma once

#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/support/fake_http_client.hpp"
#include "tests/support/fake_kv.hpp"
#include "tests/unit/x_api/signature_check.hpp"
#include "twitter_channel/x_api/by_generation.hpp"

namespace twitter::testing {

class V2Test : public ::testing::Test {
 protected:
  V2Test() {
    app_.consumer_key = "key";
    app_.consumer_secret = "consumer+secret";
    app_.generation = Generation::kCurrent;
    app_.api_base_url = "https://api.x.com";
    app_.webhook_id = "900";
  }

  Credentials Account() const { return {&app_, &account_}; }
  const HttpRequest& Asked(std::size_t number = 0) const { return http_.requests.at(number); }
  bool IsSignedByAccount() const {
    return IsSignedWith(http_.requests.back(), app_.consumer_secret, account_.secret);
  }
  static std::string Authorization(const HttpRequest& request) {
    for (const HttpHeader& header : request.headers) {
      if (header.name == "Authorization") return std::string(header.value);
    }
    return "";
  }
  void WillGiveBearer(const std::string& token = "app-bearer") {
    http_.WillAnswer(200, R"({"token_type":"bearer","access_token":")" + token + "\"}");
  }

  App app_;
  OAuth1Token account_{"2001-account-token", "account=secret"};
  FakeHttpClient http_;
  FakeClock clock_;
  FakeCall call_;
  FakeKv kv_{clock_};
  ApiByGeneration api_{http_, clock_, kv_, [] { return std::string("nonce-1"); }};
};

}  // namespace twitter::testing
