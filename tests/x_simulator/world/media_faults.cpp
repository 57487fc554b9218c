#include "tests/x_simulator/world/media_faults.hpp"

#include <algorithm>

namespace xsim {

std::optional<MediaFault> MediaFaults::Use(std::string_view file) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const MediaFault& fault) {
    return file.find(fault.file) != file.npos;
  });
  if (found == list.end()) return std::nullopt;
  const MediaFault used = *found;
  if (found->count > 0 && --found->count == 0) list.erase(found);
  return used;
}

}  // namespace xsim
