// OAuth 2.0 by the simulator's own clock: lives, single use, PKCE, clients, rotation and reuse.
#include "tests/x_simulator/tests/oauth2_fixture.hpp"

namespace xsim {
namespace {

TEST(OAuth2, TheChallengeIsThatOfTheStandard) { EXPECT_EQ(Sha256Url(kVerifier), kChallenge); }

TEST_F(OAuth2Test, ConsentGivesACodeAndTheStateBack) {
  const std::string back = Decide(Wish());
  EXPECT_TRUE(back.starts_with("https://desk.example/back?state=the%20state&code=")) << back;
}

TEST_F(OAuth2Test, CancelSaysSo) {
  EXPECT_EQ(Decide(Wish(), "cancel"),
            "https://desk.example/back?state=the%20state&error=access_denied");
}

TEST_F(OAuth2Test, ThePageShowsEachScope) {
  const auto page = Ask("GET", "/i/oauth2/authorize", Wish("tweet.read dm.write"));
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Send direct messages for you."), std::string::npos);
}

TEST_F(OAuth2Test, WhatIsNotExactlyRightGetsNoCode) {
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"client_id", "nobody"},
           {"redirect_uri", std::string(kCallback) + "/"},
           {"scope", "tweet.read tweet.everything"},
           {"scope", ""},
           {"state", ""},
           {"state", std::string(501, 's')},
           {"code_challenge", ""},
           {"code_challenge_method", "S512"}}) {
    EXPECT_EQ(Decide(With(Wish(), name, value)), "") << name;
    EXPECT_EQ(Ask("GET", "/i/oauth2/authorize", With(Wish(), name, value)).status, 400) << name;
  }
}

TEST_F(OAuth2Test, ACodeBringsAPair) {
  const json::object pair = FirstPair();
  EXPECT_EQ(Text(pair, "token_type"), "bearer");
  EXPECT_EQ(pair.at("expires_in"), json::value(7200));
  EXPECT_EQ(Text(pair, "scope"), "tweet.read users.read offline.access");
  EXPECT_EQ(CodeOf(Text(pair, "access_token")), 0);
}

TEST_F(OAuth2Test, WithoutOfflineAccessThereIsNoRefreshToken) {
  EXPECT_FALSE(Pair(Redeem(Code(Wish("tweet.read")))).contains("refresh_token"));
}

TEST_F(OAuth2Test, ACodeLivesThirtySeconds) {
  const std::string in_time = Code(Wish());
  const std::string late = Code(Wish());
  now_ms_ += 29'999;
  EXPECT_EQ(Redeem(in_time).status, 200);
  now_ms_ += 1;
  EXPECT_EQ(Redeem(late).status, 400);
}

TEST_F(OAuth2Test, ACodeWorksOnceAndTheSecondTimeEndsWhatItBrought) {
  const std::string code = Code(Wish());
  const json::object pair = Pair(Redeem(code));
  EXPECT_EQ(Redeem(code).status, 400);
  EXPECT_EQ(CodeOf(Text(pair, "access_token")), 89);
}

TEST_F(OAuth2Test, AWrongVerifierOrAddressBringsNothing) {
  for (const std::string name : {"code_verifier", "redirect_uri"}) {
    const auto answer = Ask("POST", "/2/oauth2/token",
                            With(Redemption(Code(Wish())), name, "something else"), Basic());
    EXPECT_EQ(answer.status, 400) << name;
  }
}

TEST_F(OAuth2Test, APlainChallengeIsTheVerifierItself) {
  const Fields wish = With(With(Wish(), "code_challenge_method", "plain"), "code_challenge",
                           std::string(kVerifier));
  EXPECT_EQ(Redeem(Code(wish)).status, 200);
}

TEST_F(OAuth2Test, ClientsProveThemselvesAsTheirKindDoes) {
  const auto ask = [&](const std::string& authorization, const std::string& client_id) {
    Fields fields = Redemption("none");
    if (!client_id.empty()) fields.push_back({"client_id", client_id});
    return Ask("POST", "/2/oauth2/token", fields, authorization).status;
  };
  EXPECT_EQ(ask(Basic(), ""), 400) << "only the code is wrong";
  EXPECT_EQ(ask(BasicOf(keys_.client_id + ":wrong"), ""), 401);
  EXPECT_EQ(ask("", keys_.client_id), 401) << "a confidential client must prove itself";
  EXPECT_EQ(ask("", public_keys_.client_id), 400);
  EXPECT_EQ(ask(BasicOf(public_keys_.client_id + ":"), ""), 401);
  EXPECT_EQ(ask("", ""), 401);
  EXPECT_EQ(ask("Basic !", ""), 401);
}

TEST_F(OAuth2Test, AnotherAppsCodeAndRefreshTokenAreWorthNothing) {
  const std::string code = Code(With(Wish(), "client_id", public_keys_.client_id));
  EXPECT_EQ(Redeem(code).status, 400);
  const std::string refresh = Text(FirstPair(), "refresh_token");
  const auto answer = Ask("POST", "/2/oauth2/token",
                          {{"grant_type", "refresh_token"},
                           {"refresh_token", refresh},
                           {"client_id", public_keys_.client_id}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(Refresh(refresh).status, 200);
}

TEST_F(OAuth2Test, AnAccessTokenLivesTwoHours) {
  const std::string access = Text(FirstPair(), "access_token");
  now_ms_ += 7'199'999;
  EXPECT_EQ(CodeOf(access), 0);
  now_ms_ += 1;
  EXPECT_EQ(CodeOf(access), 89);
}

TEST_F(OAuth2Test, RefreshingReplacesBothTokens) {
  const json::object first = FirstPair();
  const json::object second = Pair(Refresh(Text(first, "refresh_token")));
  EXPECT_EQ(CodeOf(Text(first, "access_token")), 89);
  EXPECT_EQ(CodeOf(Text(second, "access_token")), 0);
  EXPECT_EQ(Refresh(Text(second, "refresh_token")).status, 200);
}

TEST_F(OAuth2Test, ASpentRefreshTokenEndsTheGrant) {
  const json::object first = FirstPair();
  const json::object second = Pair(Refresh(Text(first, "refresh_token")));
  const auto reused = Refresh(Text(first, "refresh_token"));
  EXPECT_EQ(reused.status, 400);
  EXPECT_EQ(json::parse(reused.body),
            json::value({{"error", "invalid_request"},
                         {"error_description", "Value passed for the token was invalid."}}));
  EXPECT_EQ(CodeOf(Text(second, "access_token")), 89);
  EXPECT_EQ(Refresh(Text(second, "refresh_token")).status, 400);
  EXPECT_EQ(world_.Lock()->grants.list.back().reuses, 2);
}

TEST_F(OAuth2Test, ARevokedTokenIsWorthNothing) {
  const json::object pair = FirstPair();
  for (const char* name : {"access_token", "refresh_token"}) {
    EXPECT_EQ(Ask("POST", "/2/oauth2/revoke", {{"token", Text(pair, name)}}, Basic()).status, 200);
  }
  EXPECT_EQ(CodeOf(Text(pair, "access_token")), 89);
  EXPECT_EQ(Refresh(Text(pair, "refresh_token")).status, 400);
  EXPECT_EQ(Ask("POST", "/2/oauth2/revoke", {{"token", "unknown"}}, Basic()).status, 200);
  EXPECT_EQ(Ask("POST", "/2/oauth2/revoke", {{"token", "unknown"}}).status, 401);
}

TEST_F(OAuth2Test, AnOAuth1TokenIsExchangedForWhatItMay) {
  const auto exchange = [&](const std::string& secret) {
    return Ask("POST", "/2/oauth2/token",
               {{"grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"},
                {"subject_token", keys_.access_token},
                {"subject_token_type", "urn:x:params:oauth:token-type:oauth1_token"},
                {"oauth_token_secret", secret}},
               Basic());
  };
  EXPECT_EQ(exchange("wrong").status, 400);
  const json::object first = Pair(exchange(keys_.access_token_secret));
  EXPECT_EQ(Text(first, "scope"),
            "tweet.read users.read offline.access tweet.write tweet.moderate.write media.write");
  const json::object second = Pair(exchange(keys_.access_token_secret));
  EXPECT_EQ(CodeOf(Text(first, "access_token")), 89);
  EXPECT_EQ(CodeOf(Text(second, "access_token")), 0);
}

TEST_F(OAuth2Test, ATokenIsForV2Only) {
  EXPECT_EQ(CodeOf(Text(FirstPair(), "access_token"), "/1.1/statuses/show.json"), 220);
}

TEST_F(OAuth2Test, OtherGrantTypesAreRefused) {
  EXPECT_EQ(Ask("POST", "/2/oauth2/token", {{"grant_type", "password"}}, Basic()).status, 400);
}

TEST(OAuth2Scopes, EachRouteWantsItsOwn) {
  const auto missing = [](std::string_view method, std::string_view pattern, const Scopes& scopes) {
    return MissingScope({method, pattern, Access::kUser, nullptr}, scopes).value_or("");
  };
  const Scopes reading = {"tweet.read", "users.read"};
  EXPECT_EQ(missing("GET", "/2/users/me", reading), "");
  EXPECT_EQ(missing("POST", "/2/tweets", reading), "tweet.write");
  EXPECT_EQ(missing("GET", "/2/dm_events", reading), "dm.read");
  EXPECT_EQ(missing("POST", "/2/dm_conversations/with/:id/messages", reading), "dm.write");
  EXPECT_EQ(missing("PUT", "/2/tweets/:id/hidden", reading), "tweet.moderate.write");
  EXPECT_EQ(missing("POST", "/2/media/upload", {"media.write"}), "");
  EXPECT_TRUE(RefusesOAuth2({"POST", "/2/webhooks", Access::kUser, nullptr}));
  EXPECT_FALSE(RefusesOAuth2({"POST", "/2/tweets", Access::kUser, nullptr}));
}

}  // namespace
}  // namespace xsim
