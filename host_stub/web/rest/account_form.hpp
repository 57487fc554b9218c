// The settings of an account as its plugin's form has them.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "host_stub/manifest.hpp"
#include "host_stub/web/endpoint.hpp"
#include "host_stub/web/form_values.hpp"

namespace stub {

// What fields of forms may point at, as it is now.
chp::Result<FormTargets> CurrentTargets(Web& web);
// `options` checked and merged over the stored settings, as JSON; nothing is stored.
chp::Result<std::string> MergedSettings(Web& web, const Manifest& manifest, const Account& account,
                                        boost::json::object options);

}  // namespace stub
