// A line of OpenMetrics is "# WORD family text" or "name{labels} value"; a sample belongs to the
// family described last whose name it starts with.
#include "host_stub/channels/metrics_merge.hpp"

#include <algorithm>

namespace stub {
namespace {

std::string_view TakeWord(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line = end == std::string_view::npos ? std::string_view{} : line.substr(end + 1);
  return word;
}

bool IsName(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == ':';
  };
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), fits);
}

// The sample with a label more; empty when the line is no sample.
std::string Labelled(std::string_view line, std::string_view connection) {
  const std::size_t name_end = line.find_first_of("{ ");
  if (name_end == std::string_view::npos || !IsName(line.substr(0, name_end))) return {};
  std::string labelled(line.substr(0, name_end));
  labelled += "{connection=\"" + std::string(connection) + "\"";
  std::string_view rest = line.substr(name_end);
  if (rest[0] == '{') {
    if (rest.find('}') == std::string_view::npos) return {};
    rest.remove_prefix(1);
    if (rest[0] != '}') labelled += ',';
    return labelled + std::string(rest);
  }
  return labelled + "}" + std::string(rest);
}

}  // namespace

void MetricsMerge::Add(std::string_view text, std::string_view connection) {
  std::string current;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("# ")) {
      std::string_view rest = line.substr(2);
      const std::string_view word = TakeWord(rest);
      const std::string_view family = TakeWord(rest);
      if ((word != "TYPE" && word != "HELP" && word != "UNIT") || !IsName(family)) continue;
      current = family;
      auto& lines = families_[current].description;
      const std::string start = "# " + std::string(word) + " ";
      const bool known = std::any_of(lines.begin(), lines.end(), [&](const std::string& other) {
        return other.starts_with(start);
      });
      if (!known) lines.emplace_back(line);
      continue;
    }
    std::string sample = Labelled(line, connection);
    if (sample.empty()) continue;
    const std::string name = sample.substr(0, sample.find('{'));
    const bool described = !current.empty() && name.starts_with(current);
    families_[described ? current : name].samples.push_back(std::move(sample));
  }
}

std::string MetricsMerge::Text() const {
  std::string text;
  for (const auto& [name, family] : families_) {
    for (const std::string& line : family.description) text += line + "\n";
    for (const std::string& line : family.samples) text += line + "\n";
  }
  return text + "# EOF\n";
}

}  // namespace stub
