// The control API under /sim/v1: what tests and demos do to the simulated X. README.md lists it.
#pragma once

#include <string>
#include <vector>

#include "tests/x_simulator/api/route.hpp"
#include "tests/x_simulator/world/console.hpp"

namespace xsim {

std::vector<Route> ControlRoutes();  // control_routes.cpp, made of:

std::vector<Route> PeopleControlRoutes();    // people_control.cpp
std::vector<Route> AppControlRoutes();       // app_control.cpp
std::vector<Route> OAuth2ControlRoutes();    // oauth2_control.cpp
std::vector<Route> PostControlRoutes();      // post_control.cpp
std::vector<Route> MessageControlRoutes();   // message_control.cpp
std::vector<Route> DeliveryControlRoutes();  // delivery_control.cpp
std::vector<Route> FaultControlRoutes();     // fault_control.cpp
std::vector<Route> MediaControlRoutes();     // media_control.cpp
std::vector<Route> BillingControlRoutes();   // billing_control.cpp
std::vector<Route> UploadControlRoutes();    // upload_control.cpp

// {"error":"one sentence"}
stub::HttpResponse ControlError(const Problem& problem);
// A refusal of X told to whoever plays a person.
stub::HttpResponse ControlError(const Refusal& refusal);

}  // namespace xsim
