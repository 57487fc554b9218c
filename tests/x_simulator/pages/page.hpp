// What all pages share: the frame, form controls, answers. No page needs scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// `body` is HTML; `title` is text.
stub::HttpResponse PageAnswer(std::string_view title, const std::string& body, int status = 200);
// A page that says what was wrong and leads back.
stub::HttpResponse ProblemPage(int status, std::string_view sentence, std::string_view back);

struct Choice {
  std::string value;
  std::string label;

  bool operator==(const Choice&) const = default;
};

// Form controls, each with its label. All arguments are text.
std::string TextInput(std::string_view name, std::string_view label, std::string_view value = {});
std::string TextArea(std::string_view name, std::string_view label);
std::string Select(std::string_view name, std::string_view label,
                   const std::vector<Choice>& choices, std::string_view selected = {});
std::string Hidden(std::string_view name, std::string_view value);
std::string Button(std::string_view label);

// All users as choices, by handle.
std::vector<Choice> UserChoices(const State& state);
// "read", "read-write", … in words.
std::string PermissionWords(std::string_view permissions);
// The app's icon: its first letter.
std::string AppIcon(const App& app);

}  // namespace xsim
