// The answer with a file's bytes, or with what a fault makes of it.
#pragma once

#include <string>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// Uses up a fault that fits the file. The same file always has the same bytes.
stub::HttpResponse MediaAnswer(State& state, const std::string& file);

}  // namespace xsim
