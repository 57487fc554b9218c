// The clock of a host in production; tests inject their own.
#pragma once

#include <memory>

#include "plugin_api/cpp/ports.hpp"

namespace stub {

std::shared_ptr<chp::Clock> MakeSystemClock();

}  // namespace stub
