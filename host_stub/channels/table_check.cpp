// The checks of plugin_abi.md A22 after dlopen, in the order in which they make sense to a reader:
// size, version, completeness, identity.
#include "host_stub/channels/table_check.hpp"

#include <array>

#include "host_stub/channels/file_refusal.hpp"
#include "plugin_api/cpp/struct_io.hpp"

namespace stub {
namespace {

std::string VersionText(std::uint32_t version) {
  return std::to_string(version >> 16) + "." + std::to_string(version & 0xffffu);
}

// The name of the first member that must not be null but is; null when the table is whole.
const char* MissingMember(const chp_plugin& table) {
  struct Member {
    const char* name;
    bool present;
  };
  const std::array<Member, 9> members = {{{"id", table.id != nullptr},
                                          {"version", table.version != nullptr},
                                          {"manifest_json", table.manifest_json != nullptr},
                                          {"init", table.init != nullptr},
                                          {"configure", table.configure != nullptr},
                                          {"on_inbound", table.on_inbound != nullptr},
                                          {"send_reply", table.send_reply != nullptr},
                                          {"destroy", table.destroy != nullptr},
                                          {"get_extension", table.get_extension != nullptr}}};
  for (const Member& member : members) {
    if (!member.present) return member.name;
  }
  return nullptr;
}

chp::Result<void> CheckVersions(const chp_plugin& table, const std::string& file) {
  const std::uint32_t major = table.abi_version >> 16;
  if (major != CHP_ABI_MAJOR) {
    return RefuseFile(file, "plugin.wrong_major",
                      "was built for channel ABI " + std::to_string(major) + "; this host speaks " +
                          std::to_string(CHP_ABI_MAJOR) + ": install a matching version");
  }
  if (table.min_host_version >> 16 != CHP_ABI_MAJOR || table.min_host_version > CHP_ABI_VERSION) {
    return RefuseFile(file, "plugin.host_too_old",
                      "needs a host with channel ABI " + VersionText(table.min_host_version) +
                          "; this host offers " + VersionText(CHP_ABI_VERSION) +
                          ": update the host or install an older version of the plugin");
  }
  return {};
}

chp::Result<void> CheckIdentity(const chp_plugin& table, const Manifest& manifest,
                                const std::string& file) {
  const std::string repair = ": install library and manifest.json of the same version";
  if (manifest.id != table.id) {
    return RefuseFile(file, "plugin.wrong_id",
                      "calls itself " + std::string(table.id).substr(0, 200) +
                          ", but its manifest.json says " + manifest.id + repair);
  }
  if (manifest.text != table.manifest_json) {
    return RefuseFile(file, "plugin.manifest_differs",
                      "holds another manifest than the manifest.json beside it" + repair);
  }
  return {};
}

}  // namespace

chp::Result<chp_plugin> CheckPluginTable(const chp_plugin* table, const Manifest& manifest,
                                         const std::string& file) {
  if (table == nullptr) {
    return RefuseFile(file, "plugin.no_table",
                      "gives no table of functions: report this to the plugin's vendor");
  }
  if (chp::SizeOf(table) < sizeof(chp_plugin)) {
    return RefuseFile(file, "plugin.table_too_small",
                      "has a table of " + std::to_string(chp::SizeOf(table)) + " bytes; " +
                          std::to_string(sizeof(chp_plugin)) +
                          " are needed: report this to the plugin's vendor");
  }
  const chp_plugin copy = *table;
  if (auto fits = CheckVersions(copy, file); !fits) return fits.error();
  if (const char* missing = MissingMember(copy)) {
    return RefuseFile(
        file, "plugin.incomplete_table",
        "has no " + std::string(missing) + " in its table: report this to the plugin's vendor");
  }
  if (auto same = CheckIdentity(copy, manifest, file); !same) return same.error();
  return copy;
}

}  // namespace stub
