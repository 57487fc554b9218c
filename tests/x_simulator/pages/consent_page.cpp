// The second leg of OAuth 1.0a: the page on which a person lets an app use their account, or not
// (x_api.md 1.2). Who is "signed in" is chosen on the page.
#include <boost/json.hpp>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/html.hpp"
#include "tests/x_simulator/pages/page.hpp"

namespace xsim {
namespace {

constexpr std::size_t kPinDigits = 7;

stub::HttpResponse NoSuchRequest() {
  return ProblemPage(403,
                     "There is no request token for this page. That's the special key we need from "
                     "applications asking to use your X account. Please go back to the app and try "
                     "again.",
                     "/");
}

std::string CallbackUrl(const std::string& callback, const Fields& fields) {
  return callback + (callback.find('?') == callback.npos ? "?" : "&") + EncodeForm(fields);
}

std::string WhatItMay(std::string_view permissions) {
  std::string list = "<li>See posts and profiles you can see.</li>";
  if (AllowsWriting(permissions)) list += "<li>Post and delete posts for you.</li>";
  if (AllowsDirectMessages(permissions)) {
    list += "<li>Send direct messages for you, and read and delete yours.</li>";
  }
  return "<ul>" + list + "</ul>";
}

std::string ConsentForm(const State& state, const RequestToken& pending,
                        const std::string& screen_name) {
  const App* app = state.apps.Find(pending.app_id);
  const std::string name = EscapeHtml(app->name);
  return "<p class=\"app\">" + AppIcon(*app) + " <span><strong>" + name + "</strong><br>" +
         EscapeHtml(app->website) + "</span></p><p>Permissions: <strong>" +
         PermissionWords(pending.permissions) + "</strong>. This app will be able to:</p>" +
         WhatItMay(pending.permissions) + "<form method=\"post\" action=\"/oauth/authorize\">" +
         Hidden("oauth_token", pending.token) +
         Select("user", "You are signed in as", UserChoices(state), screen_name) +
         "<p><button name=\"decision\" value=\"authorize\">Authorize app</button> "
         "<button class=\"quiet\" name=\"decision\" value=\"cancel\">Cancel</button></p></form>";
}

// What comes after consent: back to the app, or a PIN for a person to carry there.
stub::HttpResponse GrantAccess(RequestToken& pending, const User& user) {
  pending.user_id = user.id;
  if (pending.callback != "oob") {
    pending.verifier = RandomText(32);
    return Redirect(CallbackUrl(
        pending.callback, {{"oauth_token", pending.token}, {"oauth_verifier", pending.verifier}}));
  }
  pending.verifier = RandomDigits(kPinDigits);
  return PageAnswer("You've granted access",
                    "<p>Go back to the app and enter this PIN: <code id=\"pin\">" +
                        pending.verifier + "</code></p>");
}

stub::HttpResponse AskForAccess(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const auto* pending =
      state->apps.FindRequestToken(FindField(call.query, "oauth_token").value_or(""));
  if (pending == nullptr || !pending->verifier.empty()) return NoSuchRequest();
  const App* app = state->apps.Find(pending->app_id);
  return PageAnswer(
      "Authorize " + app->name + " to access your account?",
      ConsentForm(*state, *pending, FindField(call.query, "screen_name").value_or("")));
}

// Like AskForAccess, but silent for a user named in the address who granted the app everything
// already.
stub::HttpResponse AskUnlessGranted(Context& context, const Call& call) {
  const bool force = FindField(call.query, "force_login") == "true";
  {
    const auto state = context.world.Lock();
    auto* pending = state->apps.FindRequestToken(FindField(call.query, "oauth_token").value_or(""));
    const User* user = state->users.FindByName(FindField(call.query, "screen_name").value_or(""));
    if (pending != nullptr && pending->verifier.empty() && user != nullptr && !force) {
      for (const AccessToken& token : state->apps.tokens) {
        const bool granted = token.app_id == pending->app_id && token.user_id == user->id &&
                             token.permissions == pending->permissions;
        if (granted) return GrantAccess(*pending, *user);
      }
    }
  }
  return AskForAccess(context, call);
}

stub::HttpResponse DecideOnAccess(Context& context, const Call& call) {
  const std::string decision = FindField(call.form, "decision").value_or("");
  const auto state = context.world.Lock();
  auto* pending = state->apps.FindRequestToken(FindField(call.form, "oauth_token").value_or(""));
  if (pending == nullptr || !pending->verifier.empty()) return NoSuchRequest();
  if (decision == "cancel") {
    const RequestToken refused = *pending;
    std::erase_if(state->apps.request_tokens,
                  [&](const RequestToken& token) { return token.token == refused.token; });
    if (refused.callback == "oob") {
      return PageAnswer("You've denied access", "<p>The app was not given access.</p>");
    }
    return Redirect(CallbackUrl(refused.callback, {{"denied", refused.token}}));
  }
  const User* user = state->users.FindByName(FindField(call.form, "user").value_or(""));
  if (decision != "authorize" || user == nullptr) {
    return ProblemPage(400, "Choose a user, then Authorize app or Cancel.",
                       "/oauth/authorize?oauth_token=" + pending->token);
  }
  return GrantAccess(*pending, *user);
}

}  // namespace

std::vector<Route> ConsentRoutes() {
  return {{"GET", "/oauth/authorize", Access::kOpen, &AskForAccess},
          {"GET", "/oauth/authenticate", Access::kOpen, &AskUnlessGranted},
          {"POST", "/oauth/authorize", Access::kOpen, &DecideOnAccess}};
}

}  // namespace xsim
