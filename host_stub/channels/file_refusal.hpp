// How a file or folder of a plugin is refused.
#pragma once

#include <filesystem>
#include <string>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// kConfig. `sentence` goes on after the file's name: "is no shared library: install it again".
inline chp::Error RefuseFile(const std::filesystem::path& file, const char* reason,
                             const std::string& sentence) {
  return {.code = chp::Code::kConfig, .reason = reason, .message = file.string() + " " + sentence};
}

}  // namespace stub
