// The page: files built into the program, or read from a directory while developing them.
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "host_stub/ticketing/text.hpp"
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

// Cookies are kept by host name: who opens the page under another name than the public one would
// come back from a consent page as nobody. A query says that the browser was sent here already: a
// proxy that passes on another name does not make it run in circles.
bool IsUnderAnotherName(const Call& call) {
  const std::string& url = call.web.settings.public_url;
  const std::string_view name = std::string_view(url).substr(url.find("://") + 3);
  const std::string_view asked = call.request.Header("host");
  return !asked.empty() && call.request.query.empty() &&
         LowerAscii(asked) != LowerAscii(name.substr(0, name.find('/')));
}

Answer ShowPage(const Call& call) {
  if (!IsUnderAnotherName(call)) return ServeNamed(call, "index.html");
  HttpResponse answer;
  answer.status = 302;
  answer.headers = {{"location", call.web.settings.public_url + "/?at=public"}};
  return answer;
}
Answer ShowPart(const Call& call) { return ServeNamed(call, call.arguments[0]); }

constexpr Endpoint kPanelEndpoints[] = {
    {"GET", "/", Access::kAnyone, &ShowPage},
    {"GET", "/panel/{file}", Access::kAnyone, &ShowPart},
};

}  // namespace

std::span<const Endpoint> PanelEndpoints() { return kPanelEndpoints; }

}  // namespace stub
