// All v1.1 ports over a fake HTTP client, with an app, its owner and one account.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/support/fake_http_client.hpp"
#include "tests/support/fake_kv.hpp"
#include "tests/unit/x_api/signature_check.hpp"
#include "twitter_channel/x_api/v1_1/api.hpp"

namespace twitter::testing {

class V11Test : public ::testing::Test {
 protected:
  V11Test() {
    app_.consumer_key = "key";
    app_.consumer_secret = "consumer+secret";
    app_.owner = {"owner-token", "owner/secret"};
    app_.env = "De v";
  }

  Credentials Account() const { return {&app_, &account_}; }
  const HttpRequest& Asked(std::size_t number = 0) const { return http_.requests.at(number); }
  // The last request bears a signature with the token secret and names the token.
  bool IsSignedBy(const OAuth1Token& token) const {
    const HttpRequest& request = http_.requests.back();
    return IsSignedWith(request, app_.consumer_secret, token.secret) &&
           AuthorizationOf(request)["oauth_token"] == token.token;
  }

  App app_;
  OAuth1Token account_{"account-token", "account=secret"};
  FakeHttpClient http_;
  FakeClock clock_;
  FakeCall call_;
  V11Api api_{http_, clock_, [] { return std::string("nonce-1"); }};
};

}  // namespace twitter::testing
