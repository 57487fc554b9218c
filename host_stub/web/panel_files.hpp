// The files of host_stub/admin_panel/, built into the program.
#pragma once

#include <string_view>

namespace stub {

struct PanelFile {
  std::string_view name;
  const char* content_type;
  std::string_view bytes;
};

PanelFile PanelPage();
PanelFile PanelScript();
PanelFile PanelStyle();

}  // namespace stub
