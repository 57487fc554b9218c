// A user takes permissions back.
#pragma once

#include <cstddef>
#include <string>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// The user's token for the app dies and its webhooks are told.
void RevokeApp(State& state, const std::string& app_id, const std::string& user_id);
// The same for every app; says how many tokens died.
std::size_t RevokeEverywhere(State& state, const std::string& user_id);

}  // namespace xsim
