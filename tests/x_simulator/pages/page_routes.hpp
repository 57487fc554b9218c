// The pages for people.
#pragma once

#include <vector>

#include "tests/x_simulator/api/route.hpp"

namespace xsim {

std::vector<Route> PageRoutes();    // page_routes.cpp, made of:
std::vector<Route> ConsolePages();  // console_pages.cpp
std::vector<Route> PlayPages();     // play_pages.cpp

}  // namespace xsim
