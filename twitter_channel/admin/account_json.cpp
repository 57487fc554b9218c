#include "twitter_channel/admin/account_json.hpp"

#include <boost/json.hpp>

namespace twitter {

namespace json = boost::json;

std::string AccountJson(const User& user) {
  json::object profile;
  if (!user.subscription_type.empty()) profile["subscription_type"] = user.subscription_type;
  if (!user.verified_type.empty()) profile["verified_type"] = user.verified_type;
  return json::serialize(json::object{{"external_id", user.id},
                                      {"screen_name", user.screen_name},
                                      {"name", user.name},
                                      {"profile", std::move(profile)}});
}

}  // namespace twitter
