// `x_simulator send`: signs recorded event bodies as X does and posts them, byte for byte.
#pragma once

#include <string>
#include <vector>

namespace xsim {

struct SendOptions {
  std::vector<std::string> files;
  std::string secret;
  std::string url;
};

// Prints status and answer per file. Returns the program's exit status: 0 when every answer was
// 2xx, else 1.
int SendFiles(const SendOptions& options);

}  // namespace xsim
