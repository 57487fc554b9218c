// Finds the endpoint of a method and path.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/web/endpoint.hpp"

namespace stub {

struct EndpointMatch {
  const Endpoint* endpoint = nullptr;  // null: the path exists, not with this method
  std::string_view pattern;
  std::vector<std::string> arguments;
  std::string allowed;  // for the Allow header
};

class EndpointTable {
 public:
  // Earlier patterns win: "users/me" stands before "users/{id}".
  void Add(std::span<const Endpoint> endpoints);

  // nullopt: no such path. HEAD is answered by GET.
  std::optional<EndpointMatch> Find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Endpoint> endpoints_;
};

}  // namespace stub
