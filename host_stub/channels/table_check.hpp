// Whether a plugin's table can be used by this host: versions, completeness, identity.
#pragma once

#include <string>

#include "host_stub/manifest.hpp"
#include "plugin_api/channel_plugin.h"
#include "plugin_api/cpp/error.hpp"

namespace stub {

// A copy of the table, whole. `file` is only named in the sentences.
chp::Result<chp_plugin> CheckPluginTable(const chp_plugin* table, const Manifest& manifest,
                                         const std::string& file);

}  // namespace stub
