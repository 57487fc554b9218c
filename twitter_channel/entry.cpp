// The one exported symbol: the plugin's table.
#include <cstdint>
#include <memory>

#include "plugin_api/cpp/plugin.hpp"
#include "twitter_channel/channel.hpp"
#include "twitter_channel/runtime.hpp"

namespace {

constexpr char kManifest[] = {
#include "manifest_json.inc"
};

struct TwitterPlugin {
  static constexpr const char* kId = "io.github.xchannel.twitter";
  static constexpr const char* kVersion = "0.1.0";
  static constexpr const char* kManifestJson = kManifest;
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{
      .job = true, .actions = true, .health = true, .compose = true};

  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& host) {
    return std::make_unique<twitter::TwitterChannel>(host, twitter::SharedHttpClient());
  }
};

constexpr chp_plugin kPlugin = chp::MakePlugin<TwitterPlugin>();

}  // namespace

extern "C" CHP_EXPORT const chp_plugin* CHP_CALL channel_plugin_entry_v1(void) { return &kPlugin; }
