#include "tests/x_simulator/serve_command.hpp"

#include <csignal>
#include <iostream>

namespace xsim {

int Serve(const SimulatorOptions& options) {
  // Blocked before any thread starts, so that only sigwait below receives them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Simulator simulator(options, &SystemMilliseconds);
  simulator.Start();
  std::cout << "X simulator ready at " << simulator.base_url() << std::endl;
  int received = 0;
  sigwait(&signals, &received);
  simulator.Stop();
  return 0;
}

}  // namespace xsim
