// Bodies of type multipart/form-data (RFC 7578).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct FormPart {
  std::string name;
  std::string_view bytes;  // into the body

  bool operator==(const FormPart&) const = default;
};

// Nothing when the type names no boundary or the body does not keep to it. `body` must outlive it.
std::optional<std::vector<FormPart>> ParseMultipart(std::string_view content_type,
                                                    std::string_view body);

}  // namespace xsim
