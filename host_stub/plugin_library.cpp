// Loading with Boost.DLL: bound now (a missing function is found here, not in the middle of a call)
// and locally (two plugins never see each other's symbols).
#include "host_stub/plugin_library.hpp"

#include <dlfcn.h>
#include <string>

#include <boost/dll/shared_library.hpp>

#include "host_stub/channels/elf_check.hpp"
#include "host_stub/channels/file_refusal.hpp"
#include "host_stub/channels/table_check.hpp"

namespace stub {
namespace {

constexpr int kNewestMajorProbed = 9;

class LoadedLibrary : public PluginLibrary {
 public:
  LoadedLibrary(boost::dll::shared_library library, const chp_plugin& table)
      : library_(std::move(library)), table_(table) {}
  const chp_plugin& table() const override { return table_; }

 private:
  boost::dll::shared_library library_;
  chp_plugin table_;
};

// The major version is part of the entry's name: a library of another major has another entry.
chp::Error NoEntry(const boost::dll::shared_library& library, const std::string& file) {
  for (int major = CHP_ABI_MAJOR + 1; major <= kNewestMajorProbed; ++major) {
    if (!library.has("channel_plugin_entry_v" + std::to_string(major))) continue;
    return RefuseFile(file, "plugin.wrong_major",
                      "was built for channel ABI " + std::to_string(major) + "; this host speaks " +
                          std::to_string(CHP_ABI_MAJOR) + ": install a matching version");
  }
  return RefuseFile(file, "plugin.no_entry",
                    "has no symbol " CHP_ENTRY_SYMBOL
                    ", so it is no channel plugin: check that this is the file its vendor ships");
}

// The one place where an exception of Boost.DLL ends; its text holds what the linker said.
chp::Result<boost::dll::shared_library> Open(const std::filesystem::path& file) {
  try {
    return boost::dll::shared_library(
        boost::dll::fs::path(std::filesystem::absolute(file).string()),
        boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  } catch (const std::exception& failure) {
    return RefuseFile(file.string(), "plugin.not_linkable",
                      "cannot be loaded: install what it misses, or the build for this system (" +
                          std::string(failure.what()) + ")");
  }
}

// Unloading code that other code may still point to is the classic crash (plugin_abi.md D16).
void KeepUntilExit(const std::filesystem::path& file) {
  ::dlopen(std::filesystem::absolute(file).c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

}  // namespace

chp::Result<std::filesystem::path> LibraryFile(const std::filesystem::path& directory,
                                               const Manifest& manifest) {
  const auto binary = manifest.binary.find(HostPlatform());
  if (binary != manifest.binary.end()) return directory / binary->second;
  return RefuseFile((directory / "manifest.json").string(), "plugin.wrong_machine",
                    std::string("names no library for ") + HostPlatform() +
                        ": install a build of the plugin for this machine");
}

chp::Result<std::unique_ptr<PluginLibrary>> LoadPluginLibrary(const std::filesystem::path& file,
                                                              const Manifest& manifest) {
  if (auto sound = CheckElfFile(file); !sound) return sound.error();
  auto library = Open(file);
  if (!library) return library.error();
  if (!library->has(CHP_ENTRY_SYMBOL)) return NoEntry(*library, file.string());
  auto* const entry = library->get<const chp_plugin*()>(CHP_ENTRY_SYMBOL);
  const auto table = CheckPluginTable(entry(), manifest, file.string());
  if (!table) return table.error();
  KeepUntilExit(file);
  return std::unique_ptr<PluginLibrary>(
      std::make_unique<LoadedLibrary>(std::move(library).value(), *table));
}

}  // namespace stub
