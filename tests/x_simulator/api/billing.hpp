// What X bills for one answered request of API v2 (x_api.md 2.1): the resources it returned, those
// of expansions included; a write by itself; refusals and empty answers not at all.
#pragma once

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/api/route.hpp"

namespace xsim {

// Whether requests of this route cost anything, so that they need credit.
bool CostsMoney(const Route& route);
void BillAnswer(State& state, const Route& route, const Call& call,
                const stub::HttpResponse& answer);
// 402 as X says it.
stub::HttpResponse CreditsDepleted(const State& state, const std::string& app_id);

}  // namespace xsim
