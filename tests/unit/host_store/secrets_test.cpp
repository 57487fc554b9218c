// Sealing, password hashes, token hashes, random names.
#include "host_stub/store/secrets.hpp"

#include <gtest/gtest.h>

namespace stub {
namespace {

std::array<unsigned char, kSecretKeyBytes> KeyOf(unsigned char byte) {
  std::array<unsigned char, kSecretKeyBytes> key{};
  key.fill(byte);
  return key;
}

TEST(Secrets, OpenWhatWasSealed) {
  const SecretBox box(KeyOf(1));
  for (const std::string plain : {"", "a", "canary"}) {
    EXPECT_EQ(box.Open(*box.Seal(plain, "kv/1/a"), "kv/1/a").value(), plain);
  }
}

TEST(Secrets, DoNotOpenInAnotherPlace) {
  const SecretBox box(KeyOf(1));
  EXPECT_EQ(box.Open(*box.Seal("canary", "kv/1/a"), "kv/1/b").error().reason,
            "store.secret_unreadable");
}

TEST(Secrets, DoNotOpenUnderAnotherKey) {
  const auto sealed = SecretBox(KeyOf(1)).Seal("canary", "p");
  EXPECT_FALSE(SecretBox(KeyOf(2)).Open(*sealed, "p").ok());
}

TEST(Secrets, AnyChangedOrMissingByteIsNoticed) {
  const SecretBox box(KeyOf(1));
  const std::string sealed = *box.Seal("canary", "p");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(box.Open(changed, "p").ok()) << i;
    EXPECT_FALSE(box.Open(sealed.substr(0, i), "p").ok()) << i;
  }
}

TEST(Secrets, TheSameTextIsSealedDifferentlyEachTime) {
  const SecretBox box(KeyOf(1));
  EXPECT_NE(*box.Seal("canary", "p"), *box.Seal("canary", "p"));
}

TEST(Passwords, MatchTheirHashOnly) {
  const std::string hash = *HashPassword("secret");
  EXPECT_TRUE(PasswordMatches("secret", hash));
  EXPECT_FALSE(PasswordMatches("Secret", hash));
  EXPECT_NE(hash, *HashPassword("secret"));
}

TEST(Passwords, NothingMatchesAForeignHash) {
  for (const char* stored : {"", "plain", "scrypt$1$1$1$00$00", "scrypt$16384$8$1$00$", "$$$$$"}) {
    EXPECT_FALSE(PasswordMatches("", stored)) << stored;
  }
}

TEST(Tokens, AreHashedWithSha256) {
  EXPECT_EQ(TokenHash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(RandomNames, AreLongAndDifferent) {
  EXPECT_EQ(RandomName(16)->size(), 32u);
  EXPECT_NE(*RandomName(16), *RandomName(16));
}

}  // namespace
}  // namespace stub
