#include "tests/x_simulator/events/revoke.hpp"

#include <vector>

#include "tests/x_simulator/events/events.hpp"

namespace xsim {

void RevokeApp(State& state, const std::string& app_id, const std::string& user_id) {
  QueueRevoked(state, app_id, user_id);
  state.apps.Revoke(app_id, user_id);
}

std::size_t RevokeEverywhere(State& state, const std::string& user_id) {
  std::vector<std::string> app_ids;
  for (const AccessToken& token : state.apps.tokens) {
    if (token.user_id == user_id) app_ids.push_back(token.app_id);
  }
  for (const std::string& app_id : app_ids) RevokeApp(state, app_id, user_id);
  return app_ids.size();
}

}  // namespace xsim
