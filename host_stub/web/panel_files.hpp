// The files of host_stub/admin_panel/, built into the program.
#pragma once

#include <string_view>

namespace stub {

struct PanelFile {
  std::string_view name;
  std::string_view bytes;
};

// Null when the page has no such file.
const PanelFile* FindPanelFile(std::string_view name);
// By the ending of a name.
const char* ContentTypeOf(std::string_view name);

}  // namespace stub
