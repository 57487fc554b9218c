// /sim/v1/oauth2: the lives of tokens, and what became of each grant. Tokens are shown to nobody.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::int64_t kLongestLife = std::int64_t{366} * 24 * 3600;

json::object Settings(const State& state) {
  return {{"access_token_seconds", state.grants.access_life_ms / 1000},
          {"code_seconds", state.grants.code_life_ms / 1000}};
}

stub::HttpResponse ChangeLives(Context& context, const Call& call) {
  const auto read = ReadBody(
      call, {{"access_token_seconds", MemberType::kNumber}, {"code_seconds", MemberType::kNumber}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  const auto state = context.world.Lock();
  const auto access = NumberMember(&body, "access_token_seconds");
  const auto code = NumberMember(&body, "code_seconds");
  for (const auto& seconds : {access, code}) {
    if (seconds && (*seconds < 1 || *seconds > kLongestLife)) {
      return ControlError(Problem{400, "A life is 1 second to a year."});
    }
  }
  if (access) state->grants.access_life_ms = *access * 1000;
  if (code) state->grants.code_life_ms = *code * 1000;
  return JsonAnswer(Settings(*state));
}

stub::HttpResponse ListGrants(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::array grants;
  for (const Grant& grant : state->grants.list) {
    const bool is_good = !grant.access.empty() && state->now_ms < grant.access_expires_ms;
    grants.push_back({{"app_id", grant.app_id},
                      {"user", state->users.Find(grant.user_id)->screen_name},
                      {"scopes", json::value_from(grant.scopes)},
                      {"exchanged", grant.exchanged},
                      {"access_is_good", is_good},
                      {"refresh_is_good", !grant.refresh.empty()},
                      {"renewals", grant.renewals},
                      {"reuses", grant.reuses}});
  }
  json::object answer = Settings(*state);
  answer["grants"] = grants;
  return JsonAnswer(answer);
}

// Access tokens end as if their time had come; refresh tokens stay good.
stub::HttpResponse Expire(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"user"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto state = context.world.Lock();
  const User* user =
      state->users.FindByName(TextMember(&std::get<json::object>(read), "user").value_or(""));
  if (user == nullptr) return ControlError(Problem{404, "There is no user of this name."});
  int expired = 0;
  for (Grant& grant : state->grants.list) {
    if (grant.user_id != user->id || grant.access.empty()) continue;
    grant.access_expires_ms = state->now_ms;
    ++expired;
  }
  return JsonAnswer({{"expired", expired}});
}

}  // namespace

std::vector<Route> OAuth2ControlRoutes() {
  return {{"GET", "/sim/v1/oauth2", Access::kOpen, &ListGrants},
          {"PUT", "/sim/v1/oauth2", Access::kOpen, &ChangeLives},
          {"POST", "/sim/v1/oauth2/expire", Access::kOpen, &Expire}};
}

}  // namespace xsim
