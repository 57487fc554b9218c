// A plugin's library: checked, tried in a child process, loaded, and its table checked. Loaded
// libraries stay for the life of the process (plugin_abi.md D16).
#pragma once

#include <filesystem>
#include <memory>

#include "host_stub/manifest.hpp"
#include "plugin_api/channel_plugin.h"
#include "plugin_api/cpp/error.hpp"

namespace stub {

class PluginLibrary {
 public:
  virtual ~PluginLibrary() = default;
  // A copy of the plugin's table, whole: every function is there.
  virtual const chp_plugin& table() const = 0;
};

// The file of `manifest` for this machine. kConfig when there is none.
chp::Result<std::filesystem::path> LibraryFile(const std::filesystem::path& directory,
                                               const Manifest& manifest);

// Loads without a trial run. Every refusal is kConfig with one sentence that names the file, the
// reason and what to do. Runs the library's initialisers: see TryInChild first.
chp::Result<std::unique_ptr<PluginLibrary>> LoadPluginLibrary(const std::filesystem::path& file,
                                                              const Manifest& manifest);

// Loads `file` in a child process (`executable` probe-plugin FILE), so that a library whose
// initialisers crash or hang is a sentence and not the end of this process.
chp::Result<void> TryInChild(const std::filesystem::path& executable,
                             const std::filesystem::path& file);

// What the child runs: loads the file and its entry, with the manifest.json beside it. Exit status
// 0, or 1 with the sentence on standard output.
int ProbePluginMain(const std::filesystem::path& file);

}  // namespace stub
