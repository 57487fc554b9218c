#include "tests/x_simulator/events/revoke.hpp"

#include <algorithm>
#include <vector>

#include "tests/x_simulator/events/events.hpp"

namespace xsim {

void RevokeApp(State& state, const std::string& app_id, const std::string& user_id) {
  QueueRevoked(state, app_id, user_id);
  state.apps.Revoke(app_id, user_id);
  state.grants.End(app_id, user_id);
}

std::size_t RevokeEverywhere(State& state, const std::string& user_id) {
  std::vector<std::string> app_ids;
  for (const AccessToken& token : state.apps.tokens) {
    if (token.user_id == user_id) app_ids.push_back(token.app_id);
  }
  for (const Grant& grant : state.grants.list) {
    const bool is_good = !grant.access.empty() || !grant.refresh.empty();
    const bool is_new = std::find(app_ids.begin(), app_ids.end(), grant.app_id) == app_ids.end();
    if (grant.user_id == user_id && is_good && is_new) app_ids.push_back(grant.app_id);
  }
  for (const std::string& app_id : app_ids) RevokeApp(state, app_id, user_id);
  return app_ids.size();
}

}  // namespace xsim
