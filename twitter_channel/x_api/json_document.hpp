// JSON texts of X -> nodes. Boost.JSON's parser reads the text; what it finds is linked up in one
// piece of memory instead of building a document of strings and maps, which was most of an event's
// cost.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/monotonic_resource.hpp>

#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// Members of users, posts and media that nothing here reads (the colours of a profile), dozens in
// an event. Left out, they are only checked.
enum class UnreadMembers { kLeaveOut, kKeep };

// Null when `text` is not JSON, not UTF-8, or nested more than 32 levels deep. The nodes live in
// `memory` and point into `text`, or into a copy beside them if it has escapes; both must outlive
// them. Their destruction costs nothing.
const JsonNode* ParseJson(std::string_view text, boost::json::monotonic_resource& memory,
                          UnreadMembers unread = UnreadMembers::kLeaveOut);

// A text and its nodes in one, for answers that are kept while they are read.
class JsonDocument {
 public:
  // Nothing as for ParseJson.
  static std::optional<JsonDocument> Parse(std::string text);

  const JsonNode& root() const { return *root_; }

 private:
  struct Storage {
    std::string text;
    boost::json::monotonic_resource memory;
  };
  explicit JsonDocument(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}

  std::unique_ptr<Storage> storage_;  // does not move with the document
  const JsonNode* root_ = nullptr;
};

}  // namespace twitter
