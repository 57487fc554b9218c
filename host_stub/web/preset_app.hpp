// An app whose keys the helpdesk's operator gave at its start: the admin only adds accounts.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "plugin_api/cpp/error.hpp"

namespace stub {

struct Manifest;
struct Web;

using PresetApps = std::map<std::string, boost::json::object, std::less<>>;  // by slug

// {"slug": {values of its connection form, secrets included}}. The sentence of an error never
// quotes a value.
chp::Result<PresetApps> ParsePresetApps(std::string_view text);

// The plugin's checks on the operator's keys; the app is stored when they pass. What was stored
// (JSON, no secrets).
chp::Result<std::string> ConnectPresetApp(Web& web, const Manifest& manifest,
                                          const std::string& principal);

// Connects every app that the operator gave and that is not connected with these values; each
// failure is a line in the log, and an admin can try again on the page.
void ConnectPresetApps(Web& web);

}  // namespace stub
