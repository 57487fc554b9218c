#include "host_stub/web/rest/account_form.hpp"

#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/store/directory.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostUsers = 10'000;

}  // namespace

chp::Result<FormTargets> CurrentTargets(Web& web) {
  auto groups = web.store.directory().Groups();
  if (!groups) return groups.error();
  auto users = web.store.directory().Users(kMostUsers);
  if (!users) return users.error();
  return FormTargets{std::move(groups).value(), std::move(users).value()};
}

chp::Result<std::string> MergedSettings(Web& web, const Manifest& manifest, const Account& account,
                                        json::object options) {
  // Shown with every account and set by linking alone; clients send whole objects back.
  for (const char* fixed : {"adapter", "user", "auth"}) options.erase(fixed);
  const auto targets = CurrentTargets(web);
  if (!targets) return targets.error();
  boost::system::error_code failure;
  json::value stored = json::parse(account.settings_json, failure);
  if (failure || !stored.is_object()) stored.emplace_object();
  auto merged =
      MergeForm(manifest.account_fields, *targets, options, std::move(stored.get_object()));
  if (!merged) return merged.error();
  return json::serialize(*merged);
}

}  // namespace stub
