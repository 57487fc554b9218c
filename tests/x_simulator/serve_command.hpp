// `x_simulator serve`: runs the simulated X until SIGTERM or SIGINT.
#pragma once

#include "tests/x_simulator/simulator.hpp"

namespace xsim {

// Returns the program's exit status. Throws like Simulator.
int Serve(const SimulatorOptions& options);

}  // namespace xsim
