// The vector is RFC 7636's own (appendix B).
#include "twitter_channel/auth/oauth2_pkce.hpp"

#include <gtest/gtest.h>

#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

TEST(OAuth2PkceTest, TheChallengeIsThatOfTheStandard) {
  EXPECT_EQ(PkceChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(OAuth2PkceTest, AVerifierIsLongEnoughAndOfTheAllowedLetters) {
  const std::string verifier = NewPkceVerifier();
  EXPECT_GE(verifier.size(), 43U);
  EXPECT_LE(verifier.size(), 128U);
  EXPECT_EQ(verifier.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-._~"),
            std::string::npos);
  EXPECT_NE(verifier, NewPkceVerifier());
}

TEST(OAuth2PkceTest, TheAddressHoldsEverythingButTheVerifier) {
  const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const std::string url = AuthorizationUrl({.page = "https://x.com/i/oauth2/authorize",
                                            .client_id = "cl:ient",
                                            .redirect_uri = "https://desk.test/back?a=b",
                                            .scopes = "tweet.read users.read",
                                            .state = "st&te",
                                            .verifier = verifier});
  EXPECT_EQ(url,
            "https://x.com/i/oauth2/authorize?response_type=code&client_id=cl%3Aient"
            "&redirect_uri=https%3A%2F%2Fdesk.test%2Fback%3Fa%3Db"
            "&scope=tweet.read%20users.read&state=st%26te"
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            "&code_challenge_method=S256");
  EXPECT_EQ(url.find(verifier), std::string::npos);
}

}  // namespace
}  // namespace twitter
