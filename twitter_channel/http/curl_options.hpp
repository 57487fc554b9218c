// What holds for the outgoing requests of a process, unless a request names its own way
// (http_client.hpp), and the limits that always hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace twitter {

struct CurlOptions {
  std::string user_agent = "twitter-channel";
  std::string ca_file;  // PEM; empty: the system's bundle. Certificates are always verified
  std::string proxy;    // empty: none, whatever the environment says. Never used for loopback
  std::int64_t connect_timeout_ms = 10'000;  // name, TCP and TLS together
  std::int64_t stall_timeout_ms = 20'000;    // no byte in either direction; whole seconds
  std::size_t pool_size = 8;                 // requests at once; further ones wait
  bool operator==(const CurlOptions&) const = default;
};

}  // namespace twitter
