// chp_config from what is stored: the JSON documented in channel_types.h.
#pragma once

#include <string>
#include <string_view>

#include "host_stub/manifest.hpp"
#include "host_stub/store/connection_store.hpp"

namespace stub {

struct ConfigPlace {
  std::string_view public_url;
  bool on_bare_path = true;  // the first connection answers without its key in the path
  Id default_group_id = 0;
};

struct ConfigText {
  std::uint64_t revision = 1;
  std::string json;
  std::string secrets_json;  // never logged
};

// Absolute URL of a route; with the key behind it unless `key` is empty.
std::string RouteAddress(std::string_view public_url, const Route& route, std::string_view key);

// kInvalid when the store holds JSON that is no object.
chp::Result<ConfigText> BuildConfig(const ConnectionSnapshot& snapshot, const Manifest& manifest,
                                    const ConfigPlace& place);

}  // namespace stub
