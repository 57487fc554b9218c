// Exact paths win over paths with a key, whatever the order of the manifests.
#include "host_stub/channels/route_table.hpp"

#include <algorithm>

namespace stub {
namespace {

// The connection key behind the route's path; nothing when the path is another one.
std::optional<std::string_view> KeyBehind(std::string_view route_path, std::string_view path) {
  if (!path.starts_with(route_path)) return std::nullopt;
  std::string_view rest = path.substr(route_path.size());
  if (rest.size() < 2 || rest[0] != '/') return std::nullopt;
  rest.remove_prefix(1);
  if (rest.find('/') != std::string_view::npos) return std::nullopt;
  return rest;
}

RouteMatch MatchOf(const Manifest& manifest, const Route& route, std::string_view key,
                   std::string_view method) {
  const auto& methods = route.methods;
  return {.slug = manifest.slug,
          .route_id = route.id,
          .connection_key = std::string(key),
          .is_public = route.is_public,
          .method_allowed = std::find(methods.begin(), methods.end(), method) != methods.end(),
          .body_limit = manifest.limits.inbound_body_bytes};
}

}  // namespace

std::optional<RouteMatch> FindRoute(const std::vector<const Manifest*>& manifests,
                                    std::string_view method, std::string_view path) {
  std::optional<RouteMatch> keyed;
  for (const Manifest* manifest : manifests) {
    for (const Route& route : manifest->routes) {
      if (route.path == path) return MatchOf(*manifest, route, "", method);
      if (const auto key = KeyBehind(route.path, path)) {
        keyed = MatchOf(*manifest, route, *key, method);
      }
    }
  }
  return keyed;
}

}  // namespace stub
