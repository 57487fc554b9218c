// Health and metrics of all running connections.
#pragma once

#include <string>

#include "host_stub/channels/registry.hpp"

namespace stub {

// As Channels::HealthJson and Channels::MetricsText.
std::string HealthOf(const Registry& registry);
std::string MetricsOf(const Registry& registry);

}  // namespace stub
