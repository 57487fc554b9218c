// OpenSSL behind plain functions. A failing primitive is a bug or lack of memory, never an
// expected outcome: it throws.
#include "twitter_channel/auth/crypto.hpp"

#include <mutex>
#include <stdexcept>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

namespace twitter {
namespace {

const unsigned char* Bytes(std::string_view text) {
  // OpenSSL reads a null key as "keep the previous one": an empty view must still point somewhere.
  return reinterpret_cast<const unsigned char*>(text.data() == nullptr ? "" : text.data());
}

void Check(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

std::string_view View(const Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

struct FreeMac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};
struct FreeContext {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

}  // namespace

std::string Base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // EVP_EncodeBlock adds a NUL
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), Bytes(bytes),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::optional<std::string> Base64Decode(std::string_view text) {
  constexpr std::size_t kLongest = std::size_t{64} << 20;
  if (text.size() % 4 != 0 || text.size() > kLongest) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), Bytes(text),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  // EVP_DecodeBlock counts the padding as bytes.
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

std::string HmacSha1Base64(std::string_view key, std::string_view message) {
  std::array<char, SHA_DIGEST_LENGTH> digest{};
  unsigned int length = 0;
  Check(HMAC(EVP_sha1(), Bytes(key), static_cast<int>(key.size()), Bytes(message), message.size(),
             reinterpret_cast<unsigned char*>(digest.data()), &length) != nullptr,
        "HMAC-SHA1");
  return Base64({digest.data(), length});
}

Sha256Digest Sha256(std::string_view bytes) {
  Sha256Digest digest{};
  Check(SHA256(Bytes(bytes), bytes.size(), digest.data()) != nullptr, "SHA-256");
  return digest;
}

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0x0f];
  }
  return text;
}

bool EqualConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(Bytes(a), Bytes(b), a.size()) == 0;
}

std::string RandomToken(std::size_t bytes) {
  std::string random(bytes, '\0');
  Check(RAND_bytes(reinterpret_cast<unsigned char*>(random.data()), static_cast<int>(bytes)) == 1,
        "random bytes");
  std::string token = Base64(random);
  token.resize(token.find_last_not_of('=') + 1);
  for (char& c : token) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return token;
}

// Keying costs two hash blocks and a fetch; the keyed contexts are therefore kept and lent out, one
// per thread that computes at the same moment. Freeing a context wipes its key.
class HmacSha256::Impl {
 public:
  explicit Impl(std::string_view key) {
    const std::unique_ptr<EVP_MAC, FreeMac> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    Check(mac != nullptr, "fetching HMAC");
    keyed_.reset(EVP_MAC_CTX_new(mac.get()));
    Check(keyed_ != nullptr, "HMAC context");
    char digest_name[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
        OSSL_PARAM_construct_end()};
    Check(EVP_MAC_init(keyed_.get(), Bytes(key), key.size(), parameters) == 1, "HMAC key");
  }

  Context Borrow() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        Context context = std::move(idle_.back());
        idle_.pop_back();
        return context;
      }
    }
    Context context(EVP_MAC_CTX_dup(keyed_.get()));
    Check(context != nullptr, "copying an HMAC context");
    return context;
  }

  void Return(Context context) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(context));
  }

 private:
  Context keyed_;     // only copied from once it is keyed
  std::mutex mutex_;  // guards idle_
  std::vector<Context> idle_;
};

HmacSha256::HmacSha256(std::string_view key) : impl_(std::make_unique<Impl>(key)) {}
HmacSha256::~HmacSha256() = default;

Sha256Digest HmacSha256::Of(std::string_view message) const {
  Context context = impl_->Borrow();
  Sha256Digest digest{};
  std::size_t length = 0;
  // A null key restarts with the one already set.
  Check(EVP_MAC_init(context.get(), nullptr, 0, nullptr) == 1 &&
            EVP_MAC_update(context.get(), Bytes(message), message.size()) == 1 &&
            EVP_MAC_final(context.get(), digest.data(), &length, digest.size()) == 1,
        "HMAC-SHA256");
  impl_->Return(std::move(context));
  return digest;
}

std::string HmacSha256::Base64Of(std::string_view message) const {
  return Base64(View(Of(message)));
}

}  // namespace twitter
