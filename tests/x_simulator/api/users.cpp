// /1.1/users and /1.1/account/verify_credentials.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/api/routes.hpp"

namespace xsim {
namespace {

constexpr std::size_t kMostNames = 100;

stub::HttpResponse VerifyCredentials(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const User* user = state->users.Find(call.caller.user_id);
  if (user->suspended) return ErrorAnswer({64, {}});
  return JsonAnswer(UserObject({*state, context.base_url}, *user));
}

stub::HttpResponse ShowUser(Context& context, const Call& call) {
  const auto name = call.Parameter("screen_name");
  const auto id = call.Parameter("user_id");
  if (!name && !id) return ErrorAnswer({38, "user_id or screen_name parameter is missing."});
  const auto state = context.world.Lock();
  const User* user = name ? state->users.FindByName(*name) : state->users.Find(*id);
  if (user == nullptr) return ErrorAnswer({50, {}});
  if (user->suspended) return ErrorAnswer({63, {}});
  return JsonAnswer(UserObject({*state, context.base_url}, *user));
}

template <typename FindUser>
boost::json::array LookUp(const ObjectSource& source, std::string_view list,
                          const FindUser& find_user) {
  boost::json::array found;
  for (std::size_t looked_up = 0; !list.empty() && looked_up < kMostNames; ++looked_up) {
    const std::size_t comma = list.find(',');
    const User* user = find_user(list.substr(0, comma));
    if (user != nullptr && !user->suspended) found.push_back(UserObject(source, *user));
    list = comma == list.npos ? std::string_view() : list.substr(comma + 1);
  }
  return found;
}

stub::HttpResponse LookUpUsers(Context& context, const Call& call) {
  const std::string names = call.Parameter("screen_name").value_or("");
  const std::string ids = call.Parameter("user_id").value_or("");
  const auto state = context.world.Lock();
  const Users& users = state->users;
  const ObjectSource source{*state, context.base_url};
  auto found = LookUp(source, ids, [&](std::string_view id) { return users.Find(id); });
  for (auto& user : LookUp(source, names, [&](std::string_view name) -> const User* {
         return users.FindByName(name);
       })) {
    found.push_back(user);
  }
  return found.empty() ? ErrorAnswer({17, {}}) : JsonAnswer(found);
}

}  // namespace

std::vector<Route> UserRoutes() {
  return {{"GET", "/1.1/account/verify_credentials.json", Access::kUser, &VerifyCredentials},
          {"GET", "/1.1/users/show.json", Access::kBearerOrUser, &ShowUser},
          {"GET", "/1.1/users/lookup.json", Access::kBearerOrUser, &LookUpUsers},
          {"POST", "/1.1/users/lookup.json", Access::kBearerOrUser, &LookUpUsers}};
}

}  // namespace xsim
