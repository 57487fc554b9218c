#include "host_stub/web/authentication.hpp"

#include <optional>

#include "host_stub/store/directory.hpp"
#include "host_stub/web/encoding.hpp"

namespace stub {
namespace {

bool ChangesState(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

bool StartsWithWord(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char letter =
        text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (letter != word[i]) return false;
  }
  return true;
}

// Of `Authorization: Token token=…` or `Bearer …`; nullopt: another scheme or none.
std::optional<std::string_view> TokenOf(std::string_view header) {
  constexpr std::string_view kToken = "token token=";
  constexpr std::string_view kBearer = "bearer ";
  std::string_view token;
  if (StartsWithWord(header, kToken)) {
    token = header.substr(kToken.size());
  } else if (StartsWithWord(header, kBearer)) {
    token = header.substr(kBearer.size());
  } else {
    return std::nullopt;
  }
  if (token.size() >= 2 && token.front() == '"' && token.back() == '"') {
    token = token.substr(1, token.size() - 2);
  }
  return token;
}

Principal OrNobody(std::optional<Principal> found) {
  const bool known = found && found->user.id != 0 && found->user.active;
  return known ? *std::move(found) : Principal{};
}

}  // namespace

bool SameSecret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  }
  return difference == 0;
}

std::string_view SessionCookie(const Web& web, const HttpRequest& request) {
  return CookieValue(request.Header("cookie"), web.settings.cookie_name);
}

std::string SessionCookieHeader(const Web& web, std::string_view value) {
  std::string header = web.settings.cookie_name + "=" + std::string(value);
  header += "; Path=/; HttpOnly; SameSite=Lax";
  if (web.settings.public_url.starts_with("https:")) header += "; Secure";
  if (value.empty()) header += "; Max-Age=0";
  return header;
}

chp::Result<Principal> Authenticate(Web& web, const HttpRequest& request) {
  Directory& directory = web.store.directory();
  if (const auto token = TokenOf(request.Header("authorization"))) {
    if (token->empty()) return Principal{};
    auto found = directory.PrincipalOfToken(*token);
    if (!found) return found.error();
    return OrNobody(std::move(found).value());
  }
  const std::string_view cookie = SessionCookie(web, request);
  if (cookie.empty()) return Principal{};
  auto found = directory.PrincipalOfSession(cookie);
  if (!found) return found.error();
  Principal principal = OrNobody(std::move(found).value());
  const bool proven = SameSecret(principal.csrf_token, request.Header("x-csrf-token"));
  if (principal.user.id != 0 && ChangesState(request.method) && !proven) {
    return Refused(403, "auth.csrf",
                   "CSRF token verification failed! Reload the page and try again.");
  }
  return principal;
}

chp::Result<void> Authorize(const Principal& principal, Access access) {
  if (access == Access::kAnyone) return {};
  if (principal.user.id == 0) return Refused(403, "auth.required", "Authentication required");
  const bool admin = principal.user.HasRole("Admin");
  const bool allowed = admin || (access == Access::kAgent && principal.user.HasRole("Agent"));
  if (!allowed) return Refused(403, "auth.role", "Not authorized (user)!");
  return {};
}

}  // namespace stub
