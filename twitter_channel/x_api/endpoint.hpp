// The kinds of requests that X counts and bills: method and path without the ids in it.
#pragma once

#include <string>
#include <string_view>

namespace twitter {

// "POST /2/tweets", "GET /2/users/:id/mentions". Every way to send a direct message is
// "POST /2/dm_conversations", as X counts them together.
std::string EndpointOf(std::string_view method, std::string_view path);

// Whether X counts and bills requests of this path; sign-in and files are neither.
bool IsOfApi(std::string_view path);

}  // namespace twitter
