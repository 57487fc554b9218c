#include "twitter_channel/x_api/endpoint.hpp"

#include <algorithm>

namespace twitter {
namespace {

constexpr std::string_view kConversations = "/2/dm_conversations";

// "12", "12.json", "12-34": digits decide.
bool IsId(std::string_view segment) {
  const std::string_view stem = segment.substr(0, segment.find('.'));
  return !stem.empty() && std::all_of(stem.begin(), stem.end(), [](char character) {
    return (character >= '0' && character <= '9') || character == '-';
  });
}

}  // namespace

std::string EndpointOf(std::string_view method, std::string_view path) {
  std::string endpoint = std::string(method) + " ";
  if (method == "POST" && path.starts_with(kConversations)) {
    return endpoint.append(kConversations);
  }
  const bool versioned = IsOfApi(path);
  const std::size_t first = versioned ? path.find('/', 1) : 0;  // the version is no id
  endpoint += path.substr(0, first);
  std::size_t at = first;
  while (at < path.size()) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at + 1, end - at - 1);
    endpoint += '/';
    endpoint += IsId(segment) ? std::string_view(":id") : segment;
    at = end;
  }
  return endpoint;
}

bool IsOfApi(std::string_view path) { return path.starts_with("/2/") || path.starts_with("/1.1/"); }

}  // namespace twitter
