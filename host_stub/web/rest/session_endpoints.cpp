// Signing in and out, the first admin, API tokens.
#include <utility>

#include "host_stub/store/directory.hpp"
#include "host_stub/web/authentication.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/directory_json.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/password_rule.hpp"

namespace stub {
namespace {

namespace json = boost::json;

chp::Error TooManyTries(std::int64_t wait_ms) {
  chp::Error error{chp::Code::kRateLimited, "auth.too_many",
                   "Too many sign-in attempts. Wait a moment and try again."};
  error.retry_after_ms = wait_ms;
  return error;
}

chp::Result<void> MayTry(Web& web, const HttpRequest& request, const std::string& login) {
  const std::int64_t now = web.settings.now_ms();
  if (const auto wait = web.sign_in_by_address.Take(request.remote_addr, now)) {
    return TooManyTries(wait);
  }
  if (const auto wait = web.sign_in_by_login.Take(login, now)) return TooManyTries(wait);
  return {};
}

// A page of another site could otherwise sign a visitor in as somebody else.
bool ComesFromOtherSite(const HttpRequest& request) {
  return request.Header("sec-fetch-site") == "cross-site";
}

Answer SignedIn(Web& web, const User& user) {
  const auto cookie = web.store.directory().CreateSession(user.id);
  if (!cookie) return cookie.error();
  const auto session = web.store.directory().PrincipalOfSession(*cookie);
  if (!session) return session.error();
  HttpResponse answer = JsonAnswer(
      json::object{{"user", UserJson(user)}, {"csrf_token", session->value().csrf_token}});
  answer.headers.push_back({"set-cookie", SessionCookieHeader(web, *cookie)});
  return answer;
}

Answer SignIn(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"username", "password"});
  body.Require("username");
  body.Require("password");
  const std::string login = body.Text("username");
  const std::string password = body.Text("password");
  if (!body.ok()) return body.error();
  if (ComesFromOtherSite(call.request)) {
    return Refused(403, "auth.cross_site", "Sign in on the page of this helpdesk itself.");
  }
  const auto may_try = MayTry(call.web, call.request, login);
  if (!may_try) return may_try.error();
  const auto user = call.web.store.directory().VerifyPassword(login, password);
  if (!user) return user.error();
  const bool staff =
      *user && (*user)->active && ((*user)->HasRole("Admin") || (*user)->HasRole("Agent"));
  if (!staff) return Refused(401, "auth.failed", "Login or password is wrong.");
  return SignedIn(call.web, **user);
}

Answer SignOut(const Call& call) {
  const std::string_view cookie = SessionCookie(call.web, call.request);
  if (!cookie.empty()) {
    const auto ended = call.web.store.directory().EndSession(cookie);
    if (!ended) return ended.error();
  }
  HttpResponse answer = JsonAnswer(json::object{});
  answer.headers.push_back({"set-cookie", SessionCookieHeader(call.web, "")});
  return answer;
}

Answer ShowMe(const Call& call) {
  json::object body = UserJson(call.principal.user);
  if (call.principal.is_session) body["csrf_token"] = call.principal.csrf_token;
  return JsonAnswer(body);
}

Answer GettingStarted(const Call& call) {
  const auto has_admin = call.web.store.directory().HasAdmin();
  if (!has_admin) return has_admin.error();
  return JsonAnswer(json::object{{"setup_done", *has_admin}});
}

chp::Result<NewUser> ReadFirstAdmin(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"setup_token", "email", "password", "firstname", "lastname"});
  for (const char* name : {"setup_token", "email", "password"}) body.Require(name);
  NewUser admin{body.Text("email"),    body.Text("password"), body.Text("firstname"),
                body.Text("lastname"), body.Text("email"),    {"Admin", "Agent"}};
  const std::string token = body.Text("setup_token");
  if (body.ok()) CheckPassword(body, admin.password);
  if (!body.ok()) return body.error();
  const std::string& wanted = call.web.settings.setup_token;
  if (wanted.empty() || !SameSecret(token, wanted)) {
    return Refused(
        403, "setup.token",
        "This setup token is wrong. Use the setup address the host printed at its start.");
  }
  return admin;
}

Answer MakeFirstAdmin(const Call& call) {
  Directory& directory = call.web.store.directory();
  const auto has_admin = directory.HasAdmin();
  if (!has_admin) return has_admin.error();
  if (*has_admin) {
    return Refused(409, "setup.done", "There is an admin already. Sign in, or ask that admin.");
  }
  const auto admin = ReadFirstAdmin(call);
  if (!admin) return admin.error();
  const auto id = directory.CreateUser(*admin);
  if (!id) return id.error();
  const auto user = directory.FindUser(*id);
  if (!user) return user.error();
  return SignedIn(call.web, user->value());
}

// Makes one and lets everybody else who comes meanwhile try again: nobody waits.
class FirstAdminAttempt {
 public:
  explicit FirstAdminAttempt(std::atomic<bool>& under_way)
      : under_way_(under_way), alone_(!under_way.exchange(true)) {}
  ~FirstAdminAttempt() {
    if (alone_) under_way_ = false;
  }
  FirstAdminAttempt(const FirstAdminAttempt&) = delete;
  FirstAdminAttempt& operator=(const FirstAdminAttempt&) = delete;
  bool alone() const { return alone_; }

 private:
  std::atomic<bool>& under_way_;
  bool alone_;
};

Answer CreateFirstAdmin(const Call& call) {
  const auto may_try = MayTry(call.web, call.request, "");
  if (!may_try) return may_try.error();
  const FirstAdminAttempt attempt(call.web.first_admin_under_way);
  if (attempt.alone()) return MakeFirstAdmin(call);
  return Refused(409, "setup.under_way", "The first admin is being made just now. Try again.");
}

constexpr Endpoint kSessionEndpoints[] = {
    {"POST", "/api/v1/signin", Access::kAnyone, &SignIn},
    {"DELETE", "/api/v1/signout", Access::kAgent, &SignOut},
    {"GET", "/api/v1/users/me", Access::kAgent, &ShowMe},
    {"GET", "/api/v1/getting_started", Access::kAnyone, &GettingStarted},
    {"POST", "/api/v1/getting_started", Access::kAnyone, &CreateFirstAdmin, "made the first admin"},
};

}  // namespace

std::span<const Endpoint> SessionEndpoints() { return kSessionEndpoints; }

}  // namespace stub
