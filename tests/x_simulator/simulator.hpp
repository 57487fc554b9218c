// The simulated X as one object: the world, its HTTP server, the sender of events, the state file.
//
// Threads: Start and Stop from one thread; needs a GlobalCurl that outlives it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

struct SimulatorOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free port
  std::string state_file;  // empty: nothing is kept
  bool allow_http_webhooks = false;
  std::string media_base;  // what media URLs begin with; empty: base_url()
  std::vector<std::chrono::milliseconds> retries = {std::chrono::milliseconds(3'000),
                                                    std::chrono::milliseconds(27'000),
                                                    std::chrono::milliseconds(242'000)};
  std::vector<Fault> faults;
};

class Simulator {
 public:
  // Throws std::runtime_error with a sentence when the port or the state file cannot be used.
  Simulator(const SimulatorOptions& options, Clock clock);
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  void Start();
  void Stop();
  // "http://127.0.0.1:4000"
  const std::string& base_url() const;
  World& world();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xsim
