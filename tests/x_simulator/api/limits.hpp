// How often X lets itself be asked (x_api.md 3.4), and the headers by which it says so.
#pragma once

#include <optional>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/api/route.hpp"

namespace xsim {

// Counts the request in every window it falls into: 15 minutes of the caller, and for some writes
// 24 hours of the user and of the app. Nothing: it may go on.
std::optional<stub::HttpResponse> CountRequest(State& state, const Route& route, Call& call);
void AddRateHeaders(stub::HttpResponse& answer, const RateLimits::Counted& counted);
// 429; the headers say of which window.
stub::HttpResponse TooMany();

}  // namespace xsim
