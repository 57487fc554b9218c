// An account with an OAuth 2.0 grant, whose pair is stored, before X.
#pragma once

#include <string>

#include "tests/unit/x_api/v2_fixture.hpp"
#include "twitter_channel/auth/token_store.hpp"

namespace twitter::testing {

class V2OAuth2Test : public V2Test {
 protected:
  V2OAuth2Test() {
    app_.auth = Auth::kOAuth2;
    app_.client_id = "client";
    app_.client_secret = "client+secret";
    granted_.id = "7";
    granted_.external_id = "2001";
    granted_.grant_id = "grant-1";
    TokenPair consent;
    consent.grant_id = "grant-1";
    consent.scopes = "tweet.read offline.access";
    const TokenAnswer answer{.access = "access-1", .refresh = "refresh-1"};
    EXPECT_TRUE(TokenStore(kv_).Keep(PairOf(answer, consent, clock_.now_ms)));
  }

  Credentials Granted() const { return {&app_, &granted_.token, &granted_}; }
  void WillGivePair(int number) {
    const std::string n = std::to_string(number);
    http_.WillAnswer(200, R"({"token_type":"bearer","expires_in":7200,"access_token":"access-)" +
                              n + R"(","scope":"tweet.read","refresh_token":"refresh-)" + n +
                              "\"}");
  }
  void WillRefuseToken() {
    http_.WillAnswer(
        401,
        R"({"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"})");
  }
  void WillRefuseRefresh() {
    http_.WillAnswer(400, R"({"error":"invalid_request",)"
                          R"("error_description":"Value passed for the token was invalid."})");
  }
  void WillTellUser() {
    http_.WillAnswer(200, R"({"data":{"id":"2001","username":"acme","name":"Acme"}})");
  }
  chp::Result<LinkedUser> WhoAmI() { return api_.ports().auth.VerifyCredentials(Granted(), call_); }
  chp::Result<Post> Write() {
    return api_.ports().posts.Create(
        Granted(), {.text = "Hello", .in_reply_to_post_id = {}, .exclude_user_ids = {}}, call_);
  }
  void LetTheTokenEnd() { clock_.Advance(7'200'000); }
  std::string StoredAccess() {
    const auto entry = kv_.Peek(PairKey("7"));
    return entry ? TokenPairFrom(entry->value)->access : "";
  }

  twitter::Account granted_;
};

}  // namespace twitter::testing
