// The key says it all.
#include "twitter_channel/admin/subscribed_users.hpp"

#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

std::string KeyOf(std::string_view user_id) {
  return std::string(kSubscribedPrefix) + std::string(user_id);
}

}  // namespace

chp::Result<void> SubscribedUsers::Remember(std::string_view user_id) {
  const std::string key = KeyOf(user_id);
  const auto known = kv_.Get(key);
  if (!known) return known.error();
  if (*known) return {};
  const auto put = kv_.Put({.key = key, .value = "{}"});
  if (!put) return put.error();
  return {};
}

chp::Result<void> SubscribedUsers::Forget(std::string_view user_id) {
  return kv_.Erase(KeyOf(user_id));
}

chp::Result<std::vector<std::string>> SubscribedUsers::All() {
  auto keys = kv_.Scan(kSubscribedPrefix);
  if (!keys) return keys;
  for (std::string& key : *keys) key.erase(0, kSubscribedPrefix.size());
  return keys;
}

}  // namespace twitter
