// The only place where the plugin touches OpenSSL.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace twitter {

using Sha256Digest = std::array<unsigned char, 32>;

std::string Base64(std::string_view bytes);
std::optional<std::string> Base64Decode(std::string_view text);  // nothing: it is not base64
// HMAC-SHA1 in base64: what OAuth 1.0a signs with.
std::string HmacSha1Base64(std::string_view key, std::string_view message);
Sha256Digest Sha256(std::string_view bytes);
std::string Hex(std::string_view bytes);
// Constant time in the contents (not in the length).
bool EqualConstantTime(std::string_view a, std::string_view b);
// Cryptographically random, URL-safe base64 of `bytes` random bytes.
std::string RandomToken(std::size_t bytes);

// HMAC-SHA256 with a key prepared once: webhook signatures and CRC answers.
// Threads: any number at once. The key is wiped on destruction.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  ~HmacSha256();
  HmacSha256(const HmacSha256&) = delete;
  HmacSha256& operator=(const HmacSha256&) = delete;

  Sha256Digest Of(std::string_view message) const;
  std::string Base64Of(std::string_view message) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace twitter
