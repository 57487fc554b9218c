// host_stub plugins: what a plugins directory holds, what would load, what not and why.
#include <cstdio>

#include "host_stub/channels/catalog.hpp"
#include "host_stub/cli/commands.hpp"

namespace stub {
namespace {

void PrintRow(const CatalogEntry& entry) {
  const std::string directory = entry.directory.filename().string();
  const std::string name = entry.manifest ? entry.manifest->name : "";
  const std::string version = entry.manifest ? entry.manifest->version : "";
  std::printf("%-24s %-24s %-10s %s\n", directory.c_str(), name.c_str(), version.c_str(),
              entry.refusal.empty() ? "would load" : "refused");
  if (!entry.refusal.empty()) std::printf("  %s\n", entry.refusal.c_str());
}

}  // namespace

int ShowPlugins(const PluginsOptions& options) {
  auto entries = ScanPlugins(options.plugins);
  if (!entries) return Fail(entries.error().message);
  if (entries->empty()) {
    std::printf("No plugins in %s: each is a directory with a manifest.json.\n",
                options.plugins.c_str());
    return 0;
  }
  bool any_refused = false;
  std::printf("%-24s %-24s %-10s %s\n", "DIRECTORY", "NAME", "VERSION", "STATE");
  for (CatalogEntry& entry : *entries) {
    if (entry.refusal.empty()) {
      const auto loaded = LoadEntry(entry, OwnExecutable());
      if (!loaded && entry.refusal.empty()) entry.refusal = loaded.error().message;
    }
    any_refused = any_refused || !entry.refusal.empty();
    PrintRow(entry);
  }
  return any_refused ? 1 : 0;
}

}  // namespace stub
