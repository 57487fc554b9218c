// Everything cryptographic of the host.
#include "host_stub/store/secrets.hpp"

#include <charconv>
#include <cstdint>
#include <memory>
#include <vector>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace stub {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
static_assert(kNonceBytes + kTagBytes == kSealBytes);
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
// 16 MiB and some 50 ms per try.
constexpr std::uint64_t kScryptN = 16384;
constexpr std::uint64_t kScryptR = 8;
constexpr std::uint64_t kScryptP = 1;
constexpr std::uint64_t kScryptMemory = 64u << 20;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

chp::Error CryptoError(const char* what) {
  return {.code = chp::Code::kTransient,
          .reason = "store.crypto",
          .message = std::string("The cryptographic library failed to ") + what + "; try again."};
}

chp::Error Unreadable() {
  return {.code = chp::Code::kConfig,
          .reason = "store.secret_unreadable",
          .message =
              "A stored secret cannot be decrypted: restore the key file that belongs to "
              "this database, or enter the secret again."};
}

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text.push_back(kDigits[value >> 4]);
    text.push_back(kDigits[value & 15]);
  }
  return text;
}

std::string Unhex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    bytes.push_back(static_cast<char>(value));
  }
  return bytes;
}

// Salt and hash out of the stored form; empty fields when it is not of ours.
struct StoredPassword {
  std::string salt;
  std::string hash;
};

StoredPassword ReadStored(std::string_view stored) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= stored.size();) {
    const std::size_t end = std::min(stored.find('$', begin), stored.size());
    fields.push_back(stored.substr(begin, end - begin));
    begin = end + 1;
  }
  const bool ours = fields.size() == 6 && fields[0] == "scrypt" &&
                    fields[1] == std::to_string(kScryptN) &&
                    fields[2] == std::to_string(kScryptR) && fields[3] == std::to_string(kScryptP);
  if (!ours) return {};
  return {Unhex(fields[4]), Unhex(fields[5])};
}

bool Scrypt(std::string_view password, const std::string& salt, std::string& hash) {
  hash.assign(kHashBytes, '\0');
  return EVP_PBE_scrypt(password.data(), password.size(), Bytes(std::string_view(salt)),
                        salt.size(), kScryptN, kScryptR, kScryptP, kScryptMemory, Bytes(hash),
                        hash.size()) == 1;
}

}  // namespace

SecretBox::~SecretBox() { OPENSSL_cleanse(key_.data(), key_.size()); }

chp::Result<std::string> SecretBox::Seal(std::string_view plain, std::string_view place) const {
  auto nonce = RandomBytes(kNonceBytes);
  if (!nonce) return nonce;
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::string sealed = *nonce;
  sealed.resize(kNonceBytes + plain.size() + kTagBytes);
  unsigned char* out = Bytes(sealed) + kNonceBytes;
  int length = 0;
  const bool good =
      cipher != nullptr &&
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key_.data(), Bytes(*nonce)) &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &length, Bytes(place),
                        static_cast<int>(place.size())) &&
      EVP_EncryptUpdate(cipher.get(), out, &length, Bytes(plain), static_cast<int>(plain.size())) &&
      EVP_EncryptFinal_ex(cipher.get(), out + plain.size(), &length) &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, out + plain.size());
  if (!good) return CryptoError("encrypt a secret");
  return sealed;
}

chp::Result<std::string> SecretBox::Open(std::string_view sealed, std::string_view place) const {
  if (sealed.size() < kNonceBytes + kTagBytes) return Unreadable();
  const std::string_view body = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::string plain(body.size(), '\0');
  int length = 0;
  const bool good =
      cipher != nullptr &&
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key_.data(), Bytes(sealed)) &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &length, Bytes(place),
                        static_cast<int>(place.size())) &&
      EVP_DecryptUpdate(cipher.get(), Bytes(plain), &length, Bytes(body),
                        static_cast<int>(body.size())) &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) &&
      EVP_DecryptFinal_ex(cipher.get(), Bytes(plain) + plain.size(), &length) > 0;
  if (!good) return Unreadable();
  return plain;
}

chp::Result<std::string> RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(Bytes(bytes), static_cast<int>(count)) != 1) {
    return CryptoError("make random numbers");
  }
  return bytes;
}

chp::Result<std::string> RandomName(std::size_t bytes) {
  auto random = RandomBytes(bytes);
  if (!random) return random;
  return Hex(*random);
}

chp::Result<std::string> HashPassword(std::string_view password) {
  auto salt = RandomBytes(kSaltBytes);
  if (!salt) return salt;
  std::string hash;
  if (!Scrypt(password, *salt, hash)) return CryptoError("hash a password");
  return "scrypt$" + std::to_string(kScryptN) + "$" + std::to_string(kScryptR) + "$" +
         std::to_string(kScryptP) + "$" + Hex(*salt) + "$" + Hex(hash);
}

bool PasswordMatches(std::string_view password, std::string_view stored) {
  const StoredPassword expected = ReadStored(stored);
  std::string hash;
  const std::string& salt = expected.salt;
  if (!Scrypt(password, salt.empty() ? std::string(kSaltBytes, '\0') : salt, hash)) return false;
  return expected.hash.size() == hash.size() &&
         CRYPTO_memcmp(expected.hash.data(), hash.data(), hash.size()) == 0;
}

std::string TokenHash(std::string_view token) {
  std::string hash(kHashBytes, '\0');
  unsigned int size = 0;
  EVP_Digest(token.data(), token.size(), Bytes(hash), &size, EVP_sha256(), nullptr);
  return Hex(hash);
}

}  // namespace stub
