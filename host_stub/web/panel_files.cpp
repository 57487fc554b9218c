#include "host_stub/web/panel_files.hpp"

namespace stub {
namespace {

// Each file as an array of its exact bytes and a closing zero (cmake/EmbedText.cmake).
constexpr char kPage[] = {
#include "index.html.inc"
};
constexpr char kScript[] = {
#include "panel.js.inc"
};
constexpr char kStyle[] = {
#include "panel.css.inc"
};

}  // namespace

PanelFile PanelPage() {
  return {"index.html", "text/html; charset=utf-8", {kPage, sizeof kPage - 1}};
}

PanelFile PanelScript() {
  return {"panel.js", "text/javascript; charset=utf-8", {kScript, sizeof kScript - 1}};
}

PanelFile PanelStyle() {
  return {"panel.css", "text/css; charset=utf-8", {kStyle, sizeof kStyle - 1}};
}

}  // namespace stub
