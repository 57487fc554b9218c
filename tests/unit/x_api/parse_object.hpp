// JSON text as the object a parser takes.
#pragma once

#include <string_view>

#include "twitter_channel/x_api/json_document.hpp"

namespace twitter::testing {

// Keeps the text while its object is read.
class ParsedObject {
 public:
  explicit ParsedObject(std::string_view text)
      : document_(*JsonDocument::Parse(std::string(text))) {}
  operator const JsonNode&() const {
    return document_.root();
  }  // NOLINT(google-explicit-constructor)
  const JsonNode* operator&() const {
    return &document_.root();
  }  // NOLINT(google-runtime-operator)

 private:
  JsonDocument document_;
};

inline ParsedObject ParseObject(std::string_view text) { return ParsedObject(text); }

}  // namespace twitter::testing
