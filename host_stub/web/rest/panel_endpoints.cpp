// The page: files built into the program, or read from a directory while developing them.
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "host_stub/web/panel_files.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors "
    "'none'";

Answer ServeFile(const Call& call, const PanelFile& file) {
  HttpResponse answer;
  answer.content_type = ContentTypeOf(file.name);
  answer.headers = {{"content-security-policy", std::string(kPolicy)},
                    {"referrer-policy", "no-referrer"}};
  const std::filesystem::path& directory = call.web.settings.panel_directory;
  if (directory.empty()) {
    answer.body = file.bytes;
    return answer;
  }
  std::ifstream input(directory / file.name, std::ios::binary);
  if (!input) return Missing("The panel directory has no " + std::string(file.name) + ".");
  answer.body.assign(std::istreambuf_iterator<char>(input), {});
  return answer;
}

Answer ServeNamed(const Call& call, std::string_view name) {
  const PanelFile* file = FindPanelFile(name);
  if (file == nullptr) return Missing("The page has no such file.");
  return ServeFile(call, *file);
}

Answer ShowPage(const Call& call) { return ServeNamed(call, "index.html"); }
Answer ShowPart(const Call& call) { return ServeNamed(call, call.arguments[0]); }

constexpr Endpoint kEndpoints[] = {
    {"GET", "/", Access::kAnyone, &ShowPage},
    {"GET", "/panel/{file}", Access::kAnyone, &ShowPart},
};

}  // namespace

std::span<const Endpoint> PanelEndpoints() { return kEndpoints; }

}  // namespace stub
