#include "tests/x_simulator/api/route.hpp"

namespace xsim {

std::optional<Fields> MatchPattern(std::string_view pattern, std::string_view path) {
  Fields names;
  while (!pattern.empty()) {
    if (pattern.front() != ':') {
      if (path.empty() || path.front() != pattern.front()) return std::nullopt;
      pattern.remove_prefix(1);
      path.remove_prefix(1);
      continue;
    }
    const std::size_t name_end = std::min(pattern.find_first_of("/.", 1), pattern.size());
    const std::string_view rest = pattern.substr(name_end);
    const std::size_t value_end = std::min(path.find('/'), path.size());
    std::string_view value = path.substr(0, value_end);
    const std::string_view suffix = rest.substr(0, rest.find('/'));
    if (!value.ends_with(suffix)) return std::nullopt;
    value.remove_suffix(suffix.size());
    const auto decoded = PercentDecode(value);
    if (!decoded || decoded->empty()) return std::nullopt;
    names.push_back({std::string(pattern.substr(1, name_end - 1)), *decoded});
    pattern = rest;
    path.remove_prefix(value.size());
  }
  return path.empty() ? std::optional(names) : std::nullopt;
}

bool IsApi(Access access) { return access != Access::kOpen; }

bool IsWrite(Access access) {
  return access == Access::kWrite || access == Access::kWriteDirectMessages;
}

std::optional<Refusal> CheckAccess(Access access, const Caller& caller) {
  const bool is_user = !caller.user_id.empty();
  switch (access) {
    case Access::kOpen:
    case Access::kOpenApi:
      return std::nullopt;
    case Access::kApp:
      if (caller.bearer) return Refusal{220, {}};
      return std::nullopt;
    case Access::kBearer:
      if (!caller.bearer) return Refusal{99, {}};
      return std::nullopt;
    case Access::kBearerOrUser:
      if (caller.bearer || is_user) return std::nullopt;
      return Refusal{32, {}};
    default:
      break;
  }
  if (caller.bearer) return Refusal{220, {}};
  if (!caller.request_token.empty()) return Refusal{89, {}};
  if (!is_user) return Refusal{32, {}};
  if (caller.oauth2) return std::nullopt;  // scopes decide: scopes.hpp
  const bool messages = access == Access::kDirectMessages || access == Access::kWriteDirectMessages;
  if (messages && !AllowsDirectMessages(caller.permissions)) return Refusal{93, {}};
  if (access == Access::kWrite && !AllowsWriting(caller.permissions)) return Refusal{261, {}};
  return std::nullopt;
}

}  // namespace xsim
