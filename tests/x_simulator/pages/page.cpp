#include "tests/x_simulator/pages/page.hpp"

#include "tests/x_simulator/base/html.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

stub::HttpResponse HtmlAnswer(std::string html, int status) {
  stub::HttpResponse answer;
  answer.status = status;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = std::move(html);
  answer.headers.push_back(
      {"content-security-policy", "default-src 'none'; style-src 'self'; img-src 'self'"});
  answer.headers.push_back({"cache-control", "no-store"});
  return answer;
}

}  // namespace

stub::HttpResponse PageAnswer(std::string_view title, const std::string& body, int status) {
  const std::string text = EscapeHtml(title);
  return HtmlAnswer(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<title>" +
          text +
          " - X simulator</title>"
          "<link rel=\"stylesheet\" href=\"/style.css\"></head><body>"
          "<header><a href=\"/\">X simulator</a><nav aria-label=\"Main\">"
          "<a href=\"/console\">Developer console</a> <a href=\"/play\">Play a customer</a>"
          "</nav></header><main><h1>" +
          text + "</h1>\n" + body + "</main></body></html>\n",
      status);
}

stub::HttpResponse ProblemPage(int status, std::string_view sentence, std::string_view back) {
  return PageAnswer("That did not work",
                    "<p role=\"alert\">" + EscapeHtml(sentence) + "</p><p><a href=\"" +
                        EscapeHtml(back) + "\">Back</a></p>",
                    status);
}

std::string TextInput(std::string_view name, std::string_view label, std::string_view value) {
  return "<p><label>" + EscapeHtml(label) + "<input name=\"" + EscapeHtml(name) + "\" value=\"" +
         EscapeHtml(value) + "\" autocomplete=\"off\"></label></p>\n";
}

std::string TextArea(std::string_view name, std::string_view label) {
  return "<p><label>" + EscapeHtml(label) + "<textarea name=\"" + EscapeHtml(name) +
         "\" rows=\"3\"></textarea></label></p>\n";
}

std::string Select(std::string_view name, std::string_view label,
                   const std::vector<Choice>& choices, std::string_view selected) {
  std::string html =
      "<p><label>" + EscapeHtml(label) + "<select name=\"" + EscapeHtml(name) + "\">";
  for (const Choice& choice : choices) {
    html += "<option value=\"" + EscapeHtml(choice.value) + "\"";
    if (choice.value == selected) html += " selected";
    html += ">" + EscapeHtml(choice.label) + "</option>";
  }
  return html + "</select></label></p>\n";
}

std::string Hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\" name=\"" + EscapeHtml(name) + "\" value=\"" + EscapeHtml(value) +
         "\">";
}

std::string Button(std::string_view label) {
  return "<p><button>" + EscapeHtml(label) + "</button></p>\n";
}

std::vector<Choice> UserChoices(const State& state) {
  std::vector<Choice> choices;
  for (const User& user : state.users.list) {
    choices.push_back({user.screen_name, user.name + " (@" + user.screen_name + ")"});
  }
  return choices;
}

std::string PermissionWords(std::string_view permissions) {
  if (AllowsDirectMessages(permissions)) return "read, write and direct messages";
  return AllowsWriting(permissions) ? "read and write" : "read only";
}

std::string AppIcon(const App& app) {
  const std::u32string name = DecodeUtf8(app.name).value_or(U"?");
  return "<span class=\"icon\" aria-hidden=\"true\">" + EscapeHtml(EncodeUtf8(name.substr(0, 1))) +
         "</span>";
}

}  // namespace xsim
