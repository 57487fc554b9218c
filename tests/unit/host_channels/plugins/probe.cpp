// What the host's hidden command does, alone: "probe-plugin FILE".
#include <string_view>

#include "host_stub/plugin_library.hpp"

int main(int count, char** arguments) {
  if (count != 3 || std::string_view(arguments[1]) != "probe-plugin") return 2;
  return stub::ProbePluginMain(arguments[2]);
}
