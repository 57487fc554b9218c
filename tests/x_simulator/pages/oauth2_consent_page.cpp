// The page on which a person gives an app the scopes it asks for, all or none (x_api.md 1.3). Who
// is "signed in" is chosen on the page.
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/html.hpp"
#include "tests/x_simulator/pages/page.hpp"

namespace xsim {
namespace {

constexpr std::size_t kLongestState = 500;
constexpr std::size_t kCodeLength = 91;
constexpr std::string_view kPath = "/i/oauth2/authorize";
constexpr std::string_view kParameters[] = {"client_id", "redirect_uri",   "scope",
                                            "state",     "code_challenge", "code_challenge_method"};

struct Meaning {
  std::string_view scope;
  std::string_view words;
};

constexpr Meaning kMeanings[] = {
    {"tweet.read", "All the posts you can view, including those of protected accounts."},
    {"tweet.write", "Post and repost for you, and delete posts."},
    {"tweet.moderate.write", "Hide and unhide replies to your posts."},
    {"users.read", "Any account you can view, including protected ones."},
    {"dm.read", "Read your direct messages."},
    {"dm.write", "Send direct messages for you."},
    {"media.write", "Upload pictures and films for you."},
    {"offline.access", "Stay connected to your account until you revoke access."}};

std::string Asked(const Fields& fields, std::string_view name) {
  return FindField(fields, name).value_or("");
}

// Why X shows no consent page, or nothing.
std::optional<std::string> WhatIsWrong(const State& state, const Fields& asked) {
  const App* app = state.apps.FindByClient(Asked(asked, "client_id"));
  if (app == nullptr) return "The client_id is of no app.";
  const auto& urls = app->callback_urls;
  if (std::find(urls.begin(), urls.end(), Asked(asked, "redirect_uri")) == urls.end()) {
    return "The redirect_uri is not exactly one of the app's callback URLs.";
  }
  const Scopes scopes = SplitScopes(Asked(asked, "scope"));
  if (scopes.empty() || !std::all_of(scopes.begin(), scopes.end(), &IsScope)) {
    return "The scopes are missing or not all known.";
  }
  const std::string sent = Asked(asked, "state");
  if (sent.empty() || sent.size() > kLongestState) return "The state has 1 to 500 characters.";
  const std::string method = Asked(asked, "code_challenge_method");
  if (Asked(asked, "code_challenge").empty() || (method != "S256" && method != "plain")) {
    return "A code_challenge with the method S256 or plain is needed.";
  }
  return std::nullopt;
}

stub::HttpResponse WrongPage(const std::string& sentence) {
  return ProblemPage(
      400, "Something went wrong. You weren't able to give access to the app. " + sentence, "/");
}

std::string ScopeList(const Scopes& scopes) {
  std::string list;
  for (const std::string& scope : scopes) {
    const auto* known = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                     [&](const Meaning& each) { return each.scope == scope; });
    list += "<li><code>" + EscapeHtml(scope) + "</code>";
    if (known != std::end(kMeanings)) list += " " + EscapeHtml(known->words);
    list += "</li>";
  }
  return "<ul>" + list + "</ul>";
}

stub::HttpResponse AskForScopes(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (FindField(call.query, "response_type") != "code") return WrongPage("response_type is code.");
  if (const auto wrong = WhatIsWrong(*state, call.query)) return WrongPage(*wrong);
  const App* app = state->apps.FindByClient(Asked(call.query, "client_id"));
  std::string hidden;
  for (const std::string_view name : kParameters) hidden += Hidden(name, Asked(call.query, name));
  return PageAnswer(
      app->name + " wants to access your account",
      "<p class=\"app\">" + AppIcon(*app) + " <span><strong>" + EscapeHtml(app->name) +
          "</strong><br>" + EscapeHtml(app->website) + "</span></p><p>This app will have:</p>" +
          ScopeList(SplitScopes(Asked(call.query, "scope"))) + "<form method=\"post\" action=\"" +
          std::string(kPath) + "\">" + hidden +
          Select("user", "You are signed in as", UserChoices(*state), "") +
          "<p><button name=\"decision\" value=\"authorize\">Authorize app</button> "
          "<button class=\"quiet\" name=\"decision\" value=\"cancel\">Cancel</button></p></form>");
}

stub::HttpResponse Back(const Fields& asked, Fields answer) {
  const std::string uri = Asked(asked, "redirect_uri");
  answer.insert(answer.begin(), {"state", Asked(asked, "state")});
  return Redirect(uri + (uri.find('?') == uri.npos ? "?" : "&") + EncodeForm(answer));
}

stub::HttpResponse DecideOnScopes(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (const auto wrong = WhatIsWrong(*state, call.form)) return WrongPage(*wrong);
  const std::string decision = Asked(call.form, "decision");
  if (decision == "cancel") return Back(call.form, {{"error", "access_denied"}});
  const User* user = state->users.FindByName(Asked(call.form, "user"));
  if (decision != "authorize" || user == nullptr) {
    return WrongPage("Choose a user, then Authorize app or Cancel.");
  }
  AuthorizationCode code;
  code.code = RandomText(kCodeLength);
  code.app_id = state->apps.FindByClient(Asked(call.form, "client_id"))->id;
  code.user_id = user->id;
  code.redirect_uri = Asked(call.form, "redirect_uri");
  code.scopes = SplitScopes(Asked(call.form, "scope"));
  code.challenge = Asked(call.form, "code_challenge");
  code.method = Asked(call.form, "code_challenge_method");
  code.created_ms = state->now_ms;
  state->grants.codes.push_back(code);
  return Back(call.form, {{"code", code.code}});
}

}  // namespace

std::vector<Route> OAuth2ConsentRoutes() {
  return {{"GET", kPath, Access::kOpen, &AskForScopes},
          {"POST", kPath, Access::kOpen, &DecideOnScopes}};
}

}  // namespace xsim
