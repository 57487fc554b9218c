#include "host_stub/web/panel_files.hpp"

#include <algorithm>
#include <iterator>

namespace stub {
namespace {

// An array per file with its exact bytes and a closing zero, and kPanelFiles (CMakeLists.txt).
#include "panel_files.inc"

}  // namespace

const PanelFile* FindPanelFile(std::string_view name) {
  const auto* file = std::find_if(std::begin(kPanelFiles), std::end(kPanelFiles),
                                  [name](const PanelFile& one) { return one.name == name; });
  return file == std::end(kPanelFiles) ? nullptr : file;
}

const char* ContentTypeOf(std::string_view name) {
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  return "text/html; charset=utf-8";
}

}  // namespace stub
