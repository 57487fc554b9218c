// Which manifest route a request path is for.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "host_stub/channels.hpp"

namespace stub {

// A route's path matches exactly, or with "/" and a connection key behind it.
std::optional<RouteMatch> FindRoute(const std::vector<const Manifest*>& manifests,
                                    std::string_view method, std::string_view path);

}  // namespace stub
