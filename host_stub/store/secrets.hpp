// Everything cryptographic of the host, and its only user of OpenSSL: encryption at rest, password
// and token hashes, random names.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"

namespace stub {

inline constexpr std::size_t kSecretKeyBytes = 32;
// By how much a sealed value is longer than the plain one.
inline constexpr std::size_t kSealBytes = 28;

// Encrypts values with AES-256-GCM under one key. Each value is bound to the place it belongs to
// ("table/row"): moved to another row, it does not open. Immutable; any thread.
class SecretBox {
 public:
  explicit SecretBox(const std::array<unsigned char, kSecretKeyBytes>& key) : key_(key) {}
  ~SecretBox();
  SecretBox(const SecretBox&) = delete;
  SecretBox& operator=(const SecretBox&) = delete;

  // Nonce, ciphertext and tag. The nonce is random: 96 bits, fresh for every value.
  chp::Result<std::string> Seal(std::string_view plain, std::string_view place) const;
  // kConfig "store.secret_unreadable": another key, another place, or damaged.
  chp::Result<std::string> Open(std::string_view sealed, std::string_view place) const;

 private:
  std::array<unsigned char, kSecretKeyBytes> key_;
};

// Bytes from the system's generator; kTransient if it fails.
chp::Result<std::string> RandomBytes(std::size_t count);
// Unguessable name of `bytes` random bytes, in lower-case hex.
chp::Result<std::string> RandomName(std::size_t bytes);

// scrypt; parameters and salt stand in the result: "scrypt$N$r$p$salt$hash".
chp::Result<std::string> HashPassword(std::string_view password);
// Costs the same time for every `stored`, also for an empty or foreign one.
bool PasswordMatches(std::string_view password, std::string_view stored);

// SHA-256 in lower-case hex: for random tokens, which need no salt.
std::string TokenHash(std::string_view token);

}  // namespace stub
