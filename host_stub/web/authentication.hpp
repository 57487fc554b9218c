// Who is asking: API tokens, session cookies, cross-site protection, roles.
#pragma once

#include <string>
#include <string_view>

#include "host_stub/web/endpoint.hpp"

namespace stub {

// The signed-in person or API client; user.id 0 when there is none. An error when a session's
// state-changing request lacks the session's CSRF token.
chp::Result<Principal> Authenticate(Web& web, const HttpRequest& request);

// Ok, or what to answer: 403 "Authentication required" or 403 "Not authorized (user)!".
chp::Result<void> Authorize(const Principal& principal, Access access);

// Compares without telling by its time where the difference is.
bool SameSecret(std::string_view a, std::string_view b);

std::string_view SessionCookie(const Web& web, const HttpRequest& request);
// Set-Cookie for a new session; an empty value ends it.
std::string SessionCookieHeader(const Web& web, std::string_view value);

}  // namespace stub
