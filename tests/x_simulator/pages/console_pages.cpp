// /console: what a company does before it can connect a helpdesk: developer account, app,
// permissions, keys, environment (x_api.md 1.2, 2.9).
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/html.hpp"
#include "tests/x_simulator/pages/page.hpp"
#include "tests/x_simulator/pages/page_routes.hpp"
#include "tests/x_simulator/world/console.hpp"

namespace xsim {
namespace {

const std::vector<Choice>& PermissionChoices() {
  static const std::vector<Choice> choices = {
      {"read", "Read"},
      {"read-write", "Read and write"},
      {"read-write-directmessages", "Read, write and direct messages"}};
  return choices;
}

std::string EnteredField(const Call& call, std::string_view name) {
  return FindField(call.form, name).value_or("");
}

// One callback URL per line or separated by spaces.
std::vector<std::string> SplitUrls(std::string_view text) {
  std::vector<std::string> urls;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \r\n\t,"), text.size());
    if (end > 0) urls.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return urls;
}

std::string Form(std::string_view heading, std::string_view action, const std::string& controls) {
  return "<section><h2>" + EscapeHtml(heading) + "</h2><form method=\"post\" action=\"" +
         EscapeHtml(action) + "\">" + controls + "</form></section>\n";
}

std::string AppList(const State& state) {
  std::string html = "<section><h2>Apps</h2><ul>";
  for (const App& app : state.apps.list) {
    html += "<li>" + AppIcon(app) + " <a href=\"/console/apps/" + app.id + "\">" +
            EscapeHtml(app.name) + "</a></li>";
  }
  return html + "</ul></section>\n";
}

std::string DeveloperList(const State& state) {
  std::string html = "<section><h2>Developer accounts</h2><dl>";
  for (const DeveloperAccount& account : state.apps.developers) {
    html += "<dt>@" + EscapeHtml(state.users.Find(account.user_id)->screen_name) + "</dt><dd>" +
            EscapeHtml(account.use_case) + "</dd>";
  }
  return html + "</dl></section>\n";
}

stub::HttpResponse Console(Context& context, const Call&) {
  const auto state = context.world.Lock();
  const auto users = UserChoices(*state);
  return PageAnswer("Developer console",
                    AppList(*state) + DeveloperList(*state) +
                        Form("New user", "/console/users",
                             TextInput("screen_name", "Handle, without @") +
                                 TextInput("name", "Name") + Button("Create user")) +
                        Form("Developer account", "/console/developers",
                             Select("user", "User", users) +
                                 TextArea("use_case", "What will you use X's API for?") +
                                 Button("Open developer account")) +
                        Form("New app", "/console/apps",
                             Select("owner", "Owner", users) + TextInput("name", "App name") +
                                 TextInput("website", "Website", "https://") +
                                 TextArea("callback_urls", "Callback URLs, one per line") +
                                 Select("permissions", "Permissions", PermissionChoices()) +
                                 Button("Create app")));
}

stub::HttpResponse AddUser(Context& context, const Call& call) {
  User user;
  user.screen_name = EnteredField(call, "screen_name");
  user.name = EnteredField(call, "name");
  const auto state = context.world.Lock();
  const auto result = SignUp(*state, user);
  const auto* problem = std::get_if<Problem>(&result);
  return problem == nullptr ? Redirect("/console")
                            : ProblemPage(problem->status, problem->sentence, "/console");
}

stub::HttpResponse AddDeveloper(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const auto result =
      BecomeDeveloper(*state, EnteredField(call, "user"), EnteredField(call, "use_case"));
  const auto* problem = std::get_if<Problem>(&result);
  return problem == nullptr ? Redirect("/console")
                            : ProblemPage(problem->status, problem->sentence, "/console");
}

std::string KeysHtml(const AppKeys& keys) {
  std::string html =
      "<section role=\"status\"><h2>Keys and tokens</h2><p>Copy them now: they are shown once.</p>"
      "<dl>";
  std::vector<Choice> rows = {{keys.consumer_key, "API key (consumer key)"},
                              {keys.consumer_secret, "API key secret (consumer secret)"},
                              {keys.access_token, "Access token"},
                              {keys.access_token_secret, "Access token secret"},
                              {keys.client_id, "Client ID"}};
  if (!keys.client_secret.empty()) rows.push_back({keys.client_secret, "Client Secret"});
  for (const Choice& row : rows) {
    html += "<dt>" + row.label + "</dt><dd><code>" + row.value + "</code></dd>";
  }
  return html + "</dl></section>\n";
}

stub::HttpResponse ShowKeys(Context& context, const OrProblem<AppKeys>& result,
                            const std::string& back) {
  if (const auto* problem = std::get_if<Problem>(&result)) {
    return ProblemPage(problem->status, problem->sentence, back);
  }
  const auto& keys = std::get<AppKeys>(result);
  const std::string ticket = context.shown_once.Keep(KeysHtml(keys));
  return Redirect("/console/apps/" + keys.app_id + "?once=" + ticket);
}

stub::HttpResponse NewApp(Context& context, const Call& call) {
  const AppDraft draft{
      EnteredField(call, "owner"), EnteredField(call, "name"), EnteredField(call, "website"),
      SplitUrls(EnteredField(call, "callback_urls")), EnteredField(call, "permissions")};
  const auto result = CreateApp(*context.world.Lock(), draft);
  return ShowKeys(context, result, "/console");
}

stub::HttpResponse AddToken(Context& context, const Call& call) {
  const auto result = RegenerateToken(*context.world.Lock(), call.Path("id"));
  return ShowKeys(context, result, "/console");
}

std::string AppDetails(const State& state, const App& app) {
  std::string html = "<section><h2>Details</h2><dl><dt>Owner</dt><dd>@" +
                     EscapeHtml(state.users.Find(app.owner_id)->screen_name) +
                     "</dd><dt>Website</dt><dd>" + EscapeHtml(app.website) +
                     "</dd><dt>Permissions</dt><dd>" + PermissionWords(app.permissions) +
                     "</dd><dt>Environments</dt><dd>";
  for (const std::string& label : app.environments) {
    const Webhook* webhook = state.webhooks.FindFor(app.id, label);
    html += "<p>" + EscapeHtml(label) + ": " +
            (webhook == nullptr ? "no webhook" : EscapeHtml(webhook->url)) +
            (webhook != nullptr && !webhook->valid ? " (not valid)" : "") + "</p>";
  }
  return html + "</dd></dl></section>\n";
}

std::string Lines(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " ") + text;
  return joined;
}

stub::HttpResponse ShowApp(Context& context, const Call& call) {
  const std::string once = context.shown_once.Take(FindField(call.query, "once").value_or(""));
  const auto state = context.world.Lock();
  const App* app = state->apps.Find(call.Path("id"));
  if (app == nullptr) return ProblemPage(404, "There is no app of this id.", "/console");
  const std::string address = "/console/apps/" + app->id;
  return PageAnswer(
      app->name,
      once + AppDetails(*state, *app) +
          Form("Settings", address,
               Select("permissions", "Permissions", PermissionChoices(), app->permissions) +
                   TextInput("callback_urls", "Callback URLs, separated by spaces",
                             Lines(app->callback_urls)) +
                   Button("Save settings")) +
          Form("Access token", address + "/tokens",
               "<p>A new access token has the app's present permissions; the old one ends.</p>" +
                   Button("Regenerate access token")) +
          Form("New dev environment", address + "/environments",
               TextInput("label", "Dev environment label") + Button("Create environment")));
}

stub::HttpResponse SaveApp(Context& context, const Call& call) {
  const std::string back = "/console/apps/" + PercentEncode(call.Path("id"));
  const auto problem =
      ChangeApp(*context.world.Lock(), call.Path("id"), EnteredField(call, "permissions"),
                SplitUrls(EnteredField(call, "callback_urls")));
  return problem ? ProblemPage(problem->status, problem->sentence, back) : Redirect(back);
}

stub::HttpResponse NewEnvironment(Context& context, const Call& call) {
  const std::string back = "/console/apps/" + PercentEncode(call.Path("id"));
  const auto problem =
      AddEnvironment(*context.world.Lock(), call.Path("id"), EnteredField(call, "label"));
  return problem ? ProblemPage(problem->status, problem->sentence, back) : Redirect(back);
}

}  // namespace

std::vector<Route> ConsolePages() {
  return {{"GET", "/console", Access::kOpen, &Console},
          {"POST", "/console/users", Access::kOpen, &AddUser},
          {"POST", "/console/developers", Access::kOpen, &AddDeveloper},
          {"POST", "/console/apps", Access::kOpen, &NewApp},
          {"GET", "/console/apps/:id", Access::kOpen, &ShowApp},
          {"POST", "/console/apps/:id", Access::kOpen, &SaveApp},
          {"POST", "/console/apps/:id/tokens", Access::kOpen, &AddToken},
          {"POST", "/console/apps/:id/environments", Access::kOpen, &NewEnvironment}};
}

}  // namespace xsim
