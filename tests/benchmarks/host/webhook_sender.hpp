// Sends requests over kept connections from one thread, one request at a time on each, and takes
// the time of every answer.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "tests/benchmarks/host/signed_requests.hpp"

namespace benchmarks {

struct LoadResult {
  std::size_t answered_200 = 0;
  std::size_t answered_otherwise = 0;
  std::chrono::nanoseconds took{0};
  std::vector<std::chrono::nanoseconds> latencies;  // of every request, sorted
};

// Sends each request once. Throws boost::system::system_error when a connection fails: a load that
// loses connections measures nothing.
LoadResult SendAll(const SignedRequests& requests, const Target& target, std::size_t connections);

}  // namespace benchmarks
