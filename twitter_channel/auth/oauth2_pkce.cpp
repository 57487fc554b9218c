// Verifier, challenge, address.
#include "twitter_channel/auth/oauth2_pkce.hpp"

#include <algorithm>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

constexpr std::size_t kVerifierBytes = 32;

}  // namespace

std::string NewPkceVerifier() { return RandomToken(kVerifierBytes); }

std::string PkceChallenge(std::string_view verifier) {
  const Sha256Digest digest = Sha256(verifier);
  std::string text = Base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.erase(text.find('='));  // 32 bytes always have padding
  return text;
}

std::string AuthorizationUrl(const AuthorizationRequest& request) {
  const std::string query = FormEncode({{"response_type", "code"},
                                        {"client_id", std::string(request.client_id)},
                                        {"redirect_uri", std::string(request.redirect_uri)},
                                        {"scope", std::string(request.scopes)},
                                        {"state", std::string(request.state)},
                                        {"code_challenge", PkceChallenge(request.verifier)},
                                        {"code_challenge_method", "S256"}});
  return std::string(request.page) + "?" + query;
}

}  // namespace twitter
