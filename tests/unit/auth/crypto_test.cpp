// Cryptography against published vectors and the vectors of x_api.md and behaviour.md.
#include "twitter_channel/auth/crypto.hpp"

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(Base64Decode, IsTheInverseOfBase64) {
  for (const std::string_view bytes : {"", "a", "ab", "abc", "abcd"}) {
    EXPECT_EQ(Base64Decode(Base64(bytes)), bytes);
  }
  const std::string all("\0\xFF\x80", 3);
  EXPECT_EQ(Base64Decode(Base64(all)), all);
}

TEST(Base64Decode, RefusesWhatIsNotBase64) {
  for (const char* text : {"a", "ab", "abc", "a!==", "ab\n="}) {
    EXPECT_EQ(Base64Decode(text), std::nullopt) << text;
  }
}

std::string HexOf(const Sha256Digest& digest) {
  return Hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

TEST(Base64, EncodesRfc4648Vectors) {
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, EncodesBytesAboveAscii) { EXPECT_EQ(Base64("\xff\xfe\xfd"), "//79"); }

TEST(Hex, WritesLowerCasePairs) { EXPECT_EQ(Hex(std::string_view("\x00\x0f\xff", 3)), "000fff"); }

TEST(Sha256, DigestsFipsVector) {
  EXPECT_EQ(HexOf(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HmacSha1, SignsRfc2202Vector) {
  // Case 2: key "Jefe", digest effcdf6ae5eb2fa2d27416d5f184df9c259a7c79.
  EXPECT_EQ(HmacSha1Base64("Jefe", "what do ya want for nothing?"), "7/zfauXrL6LSdBbV8YTfnCWafHk=");
}

TEST(HmacSha1, TakesAnEmptyKey) {
  EXPECT_EQ(HmacSha1Base64(std::string_view(), ""), "+9sdGxiqbAgyS31ktx+3Y3BpDh0=");
}

TEST(HmacSha256, AnswersTheKnownChallenge) {
  EXPECT_EQ(HmacSha256("DDD").Base64Of("some_random"),
            "VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs=");
}

TEST(HmacSha256, SignsTheKnownBody) {
  EXPECT_EQ(HmacSha256("test").Base64Of("test=1&other_test=2"),
            "25Cu3iwbbiqBTwQRzcKJZwisjf736V2Q8UaTlkfLSoc=");
}

TEST(HmacSha256, TakesAnEmptyKey) {
  EXPECT_EQ(HexOf(HmacSha256(std::string_view()).Of("")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(HmacSha256, TakesAKeyLongerThanABlock) {
  // RFC 4231 case 6.
  EXPECT_EQ(HexOf(HmacSha256(std::string(131, '\xaa'))
                      .Of("Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, KeepsItsKeyBetweenMessages) {
  const HmacSha256 hmac("DDD");
  hmac.Of("another message");
  EXPECT_EQ(hmac.Base64Of("some_random"), "VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs=");
}

TEST(HmacSha256, ComputesOnSeveralThreadsAtOnce) {
  const HmacSha256 hmac("DDD");
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 500; ++n) {
        right += hmac.Base64Of("some_random") == "VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs=";
      }
    });
  }
  threads.clear();
  EXPECT_EQ(right, 2000);
}

TEST(EqualConstantTime, ComparesContentAndLength) {
  EXPECT_TRUE(EqualConstantTime("same", "same"));
  EXPECT_TRUE(EqualConstantTime("", std::string_view()));
  EXPECT_FALSE(EqualConstantTime("same", "sama"));
  EXPECT_FALSE(EqualConstantTime("same", "sam"));
}

TEST(RandomToken, HasOnlyUrlSafeCharacters) {
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(
        RandomToken(32).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789-_"),
        std::string::npos);
  }
}

TEST(RandomToken, HasTheLengthOfItsBytes) { EXPECT_EQ(RandomToken(32).size(), 43u); }

TEST(RandomToken, IsDifferentEachTime) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) tokens.insert(RandomToken(16));
  EXPECT_EQ(tokens.size(), 100u);
}

}  // namespace
}  // namespace twitter
