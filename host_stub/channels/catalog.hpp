// The plugins directory: each subdirectory with a manifest.json is a plugin. Scanning reads files
// and loads no code.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host_stub/manifest.hpp"
#include "host_stub/plugin_library.hpp"

namespace stub {

struct CatalogEntry {
  std::filesystem::path directory;
  std::optional<Manifest> manifest;        // absent when it could not be read
  std::string refusal;                     // one sentence; empty when nothing is wrong so far
  std::unique_ptr<PluginLibrary> library;  // once loaded; stays
};

// In order of the directories' names. Of two plugins with the same id, slug or route the second is
// refused. A missing directory is an error.
chp::Result<std::vector<CatalogEntry>> ScanPlugins(const std::filesystem::path& directory);

// Tries the library in a child process and loads it; may be tried again after a failure, unless the
// entry was refused when it was scanned.
// `executable`: see TryInChild.
chp::Result<void> LoadEntry(CatalogEntry& entry, const std::filesystem::path& executable);

}  // namespace stub
