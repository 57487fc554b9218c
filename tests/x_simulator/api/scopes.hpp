// Which scopes an OAuth 2.0 token needs for which route (x_api.md 1.5).
#pragma once

#include <optional>
#include <string>

#include "tests/x_simulator/api/route.hpp"

namespace xsim {

// The scope that is missing for the route, or nothing. Only for callers with an OAuth 2.0 token.
std::optional<std::string> MissingScope(const Route& route, const Scopes& scopes);
// Whether the route takes no OAuth 2.0 token at all.
bool RefusesOAuth2(const Route& route);

}  // namespace xsim
