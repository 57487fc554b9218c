// The cryptography X uses: HMACs as base64 text, comparison in constant time, random texts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace xsim {

// base64(HMAC-SHA1(key, message)): OAuth 1.0a signatures.
std::string HmacSha1(std::string_view key, std::string_view message);
// "sha256=" + base64(HMAC-SHA256(key, message)): webhook signatures and CRC answers (x_api.md 2.3).
std::string WebhookSignature(std::string_view key, std::string_view message);
// base64url(SHA-256(text)) without padding: PKCE challenges of method S256 (RFC 7636).
std::string Sha256Url(std::string_view text);
std::string Sha256Hex(std::string_view bytes);
// Takes the same time wherever the texts differ.
bool SameText(std::string_view left, std::string_view right);
// Nothing when the text is not base64 with its padding.
std::optional<std::string> DecodeBase64(std::string_view text);
// `length` random characters of A-Z a-z 0-9 from the system's generator.
std::string RandomText(std::size_t length);
std::string RandomDigits(std::size_t length);

}  // namespace xsim
