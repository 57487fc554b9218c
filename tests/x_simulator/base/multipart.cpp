#include "tests/x_simulator/base/multipart.hpp"

namespace xsim {
namespace {

constexpr std::string_view kType = "multipart/form-data";
constexpr std::string_view kLine = "\r\n";

std::string BoundaryOf(std::string_view content_type) {
  constexpr std::string_view kName = "boundary=";
  const std::size_t at = content_type.find(kName);
  if (!content_type.starts_with(kType) || at == content_type.npos) return {};
  std::string_view value = content_type.substr(at + kName.size());
  value = value.substr(0, value.find(';'));
  if (value.size() > 1 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  return std::string(value);
}

// What stands in quotes behind `name="`.
std::optional<std::string> NameIn(std::string_view headers) {
  constexpr std::string_view kName = " name=\"";
  const std::size_t at = headers.find(kName);
  if (at == headers.npos) return std::nullopt;
  const std::string_view rest = headers.substr(at + kName.size());
  const std::size_t end = rest.find('"');
  if (end == rest.npos) return std::nullopt;
  return std::string(rest.substr(0, end));
}

}  // namespace

std::optional<std::vector<FormPart>> ParseMultipart(std::string_view content_type,
                                                    std::string_view body) {
  const std::string boundary = BoundaryOf(content_type);
  if (boundary.empty()) return std::nullopt;
  const std::string first = "--" + boundary;
  const std::string between = std::string(kLine) + first;
  if (!body.starts_with(first)) return std::nullopt;
  body.remove_prefix(first.size());
  std::vector<FormPart> parts;
  while (body.starts_with(kLine)) {
    const std::size_t blank = body.find("\r\n\r\n");
    if (blank == body.npos) return std::nullopt;
    const auto name = NameIn(body.substr(0, blank));
    body.remove_prefix(blank + 2 * kLine.size());
    const std::size_t end = body.find(between);
    if (!name || end == body.npos) return std::nullopt;
    parts.push_back({*name, body.substr(0, end)});
    body.remove_prefix(end + between.size());
  }
  return body.starts_with("--") ? std::optional(parts) : std::nullopt;
}

}  // namespace xsim
