// Makes the C table of a channel from its C++ class. A channel library consists of its Channel, of
// a traits type and of three lines:
//
//   struct EchoPlugin {
//     static constexpr const char* kId = "org.example.echo";           // reverse DNS
//     static constexpr const char* kVersion = "1.0.0";                 // semver
//     static constexpr const char* kManifestJson = echo_manifest;      // the shipped bytes
//     static constexpr std::uint32_t kFlags = 0;                       // CHP_PLUGIN_*
//     static constexpr chp::Extensions kExtensions{.job = true};
//     static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& host);
//   };
//
//   static constexpr chp_plugin kPlugin = chp::MakePlugin<EchoPlugin>();
//   extern "C" CHP_EXPORT const chp_plugin* channel_plugin_entry_v1(void) { return &kPlugin; }
//
// What the glue does for every call: refuses null pointers and broken structs (R2), lets no
// exception out (R3), watches threads and lifecycle (R4), and writes results only where it may.
#pragma once

#include <cstdint>
#include <memory>

#include "plugin_api/channel_extensions.h"
#include "plugin_api/cpp/channel.hpp"
#include "plugin_api/cpp/plugin_calls.hpp"

namespace chp {

template <class Traits>
constexpr chp_plugin MakePlugin() {
  chp_plugin table{};
  table.struct_size = sizeof(chp_plugin);
  table.abi_version = CHP_ABI_VERSION;
  table.min_host_version = CHP_ABI_MAJOR << 16U;
  table.flags = Traits::kFlags;
  table.id = Traits::kId;
  table.version = Traits::kVersion;
  table.manifest_json = Traits::kManifestJson;
  table.init = [](const chp_host* host, chp_instance** out, chp_error* err) -> chp_status {
    return InitInstance(ChannelKind{Traits::kExtensions, &Traits::Create}, host, out, err);
  };
  table.configure = &CallConfigure;
  table.on_inbound = &CallOnInbound;
  table.send_reply = &CallSendReply;
  table.destroy = &CallDestroy;
  table.get_extension = [](chp_instance*, const char* id) -> const void* {
    return FindExtension(Traits::kExtensions, id);
  };
  return table;
}

}  // namespace chp
