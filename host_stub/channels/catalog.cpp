// Scanning never follows anything deeper than one level, so loops of symbolic links do no harm.
#include "host_stub/channels/catalog.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <spdlog/spdlog.h>

#include "host_stub/channels/file_refusal.hpp"
#include "host_stub/services/services.hpp"

namespace stub {
namespace {

chp::Result<Manifest> ReadManifestFile(const std::filesystem::path& file) {
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(file, failure);
  if (failure || !std::filesystem::is_regular_file(file, failure)) {
    return RefuseFile(file, "manifest.unreadable", "is not a readable file: copy the plugin again");
  }
  if (size > kLongestManifest) {
    return RefuseFile(file, "manifest.too_long", "is longer than 1 MiB: copy the plugin again");
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) {
    return RefuseFile(file, "manifest.unreadable",
                      "cannot be read: let the user of this host read it");
  }
  auto manifest = ParseManifest(text);
  if (manifest) return manifest;
  return RefuseFile(file, "manifest.invalid",
                    "is not valid: " + manifest.error().message + ". Install a corrected version");
}

// What the manifest asks for and this host does not have; empty when it has everything.
std::string UnmetNeed(const Manifest& manifest) {
  if (manifest.abi_major != CHP_ABI_MAJOR) {
    return "was built for channel ABI " + std::to_string(manifest.abi_major) +
           "; this host speaks " + std::to_string(CHP_ABI_MAJOR) + ": install a matching version";
  }
  if (manifest.abi_min_minor > CHP_ABI_MINOR) {
    return "needs a host with channel ABI 1." + std::to_string(manifest.abi_min_minor) +
           "; this host offers 1." + std::to_string(CHP_ABI_MINOR) +
           ": update the host or install an older version of the plugin";
  }
  for (const std::string& service : manifest.required_services) {
    if (FindService(service.c_str()) == nullptr) {
      return "needs the service " + service +
             ", which this host does not offer: install a version made for this host";
    }
  }
  return {};
}

// What of `manifest` another plugin has taken already; empty when nothing.
std::string TakenBy(const Manifest& manifest, const Manifest& other) {
  if (manifest.slug == other.slug) return "slug " + manifest.slug;
  if (manifest.id == other.id) return "id " + manifest.id;
  for (const Route& route : manifest.routes) {
    for (const Route& taken : other.routes) {
      if (route.path == taken.path) return "route " + route.path;
    }
  }
  return {};
}

void RefuseIfTaken(CatalogEntry& entry, const std::vector<CatalogEntry>& earlier) {
  for (const CatalogEntry& other : earlier) {
    if (!entry.refusal.empty() || !other.manifest) continue;
    const std::string taken = TakenBy(*entry.manifest, *other.manifest);
    if (taken.empty()) continue;
    entry.refusal = entry.directory.string() + " has the same " + taken + " as " +
                    other.directory.string() + ": remove one of them";
  }
}

CatalogEntry ReadEntry(const std::filesystem::path& directory,
                       const std::vector<CatalogEntry>& earlier) {
  CatalogEntry entry;
  entry.directory = directory;
  const std::filesystem::path file = directory / "manifest.json";
  auto manifest = ReadManifestFile(file);
  if (!manifest) {
    entry.refusal = manifest.error().message;
    return entry;
  }
  entry.manifest = std::move(manifest).value();
  if (std::string need = UnmetNeed(*entry.manifest); !need.empty()) {
    entry.refusal = file.string() + " " + need;
  }
  RefuseIfTaken(entry, earlier);
  return entry;
}

bool IsPluginDirectory(const std::filesystem::path& path) {
  std::error_code failure;
  if (!std::filesystem::is_directory(path, failure)) {
    spdlog::info("{} is not a directory and is ignored.", path.string());
    return false;
  }
  const auto manifest = std::filesystem::symlink_status(path / "manifest.json", failure);
  if (!std::filesystem::exists(manifest)) {
    spdlog::info("{} has no manifest.json and is ignored.", path.string());
    return false;
  }
  return true;
}

}  // namespace

chp::Result<std::vector<CatalogEntry>> ScanPlugins(const std::filesystem::path& directory) {
  std::error_code failure;
  std::vector<std::filesystem::path> found;
  std::filesystem::directory_iterator it(directory, failure);
  for (; !failure && it != std::filesystem::directory_iterator(); it.increment(failure)) {
    found.push_back(it->path());
  }
  if (failure) {
    return RefuseFile(directory, "plugins.unreadable",
                      "cannot be read as the plugins directory (" + failure.message() +
                          "): name an existing directory");
  }
  std::sort(found.begin(), found.end());
  std::vector<CatalogEntry> entries;
  for (const std::filesystem::path& path : found) {
    if (IsPluginDirectory(path)) entries.push_back(ReadEntry(path, entries));
  }
  return entries;
}

chp::Result<void> LoadEntry(CatalogEntry& entry, const std::filesystem::path& executable) {
  if (entry.library) return {};
  if (!entry.refusal.empty()) {
    return chp::Error{
        .code = chp::Code::kConfig, .reason = "plugin.refused", .message = entry.refusal};
  }
  const auto file = LibraryFile(entry.directory, *entry.manifest);
  if (!file) return file.error();
  if (auto tried = TryInChild(executable, *file); !tried) return tried;
  auto library = LoadPluginLibrary(*file, *entry.manifest);
  if (!library) return std::move(library).error();
  entry.library = std::move(library).value();
  return {};
}

}  // namespace stub
