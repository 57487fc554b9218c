#include "host_stub/web/endpoint_table.hpp"

#include <utility>

#include "host_stub/web/encoding.hpp"

namespace stub {
namespace {

using Arguments = std::vector<std::string>;

// One segment: literal, or prefix{name}suffix.
bool MatchSegment(std::string_view pattern, std::string_view text, Arguments& arguments) {
  const std::size_t open = pattern.find('{');
  if (open == std::string_view::npos) return pattern == text;
  const std::string_view prefix = pattern.substr(0, open);
  const std::string_view suffix = pattern.substr(pattern.find('}') + 1);
  if (text.size() <= prefix.size() + suffix.size()) return false;
  if (!text.starts_with(prefix) || !text.ends_with(suffix)) return false;
  auto value =
      PercentDecode(text.substr(prefix.size(), text.size() - prefix.size() - suffix.size()));
  if (!value) return false;
  arguments.push_back(*std::move(value));
  return true;
}

std::string_view TakeSegment(std::string_view& path) {
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

std::optional<Arguments> MatchPath(std::string_view pattern, std::string_view path) {
  Arguments arguments;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = TakeSegment(pattern);
    if (!MatchSegment(wanted, TakeSegment(path), arguments)) return std::nullopt;
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return arguments;
}

}  // namespace

void EndpointTable::Add(std::span<const Endpoint> endpoints) {
  endpoints_.insert(endpoints_.end(), endpoints.begin(), endpoints.end());
}

std::optional<EndpointMatch> EndpointTable::Find(std::string_view method,
                                                 std::string_view path) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  EndpointMatch match;
  for (const Endpoint& endpoint : endpoints_) {
    if (match.pattern.empty()) {
      auto arguments = MatchPath(endpoint.pattern, path);
      if (!arguments) continue;
      match.arguments = *std::move(arguments);
      match.pattern = endpoint.pattern;
    }
    if (endpoint.pattern != match.pattern) continue;
    if (endpoint.method == wanted) match.endpoint = &endpoint;
    match.allowed += (match.allowed.empty() ? "" : ", ") + std::string(endpoint.method);
    if (endpoint.method == "GET") match.allowed += ", HEAD";
  }
  if (match.pattern.empty()) return std::nullopt;
  match.allowed += ", OPTIONS";
  return match;
}

}  // namespace stub
