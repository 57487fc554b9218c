// What must hold of a library file before dlopen may see it (plugin_abi.md A22): a file that was
// cut short is not refused by dlopen, it kills the process with SIGBUS.
#pragma once

#include <filesystem>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// The platform of this host as manifests name it, e.g. "linux-x86_64".
const char* HostPlatform();

// kConfig with one sentence that names the file, the reason and what to do.
chp::Result<void> CheckElfFile(const std::filesystem::path& file);

}  // namespace stub
