// Reads the fields of one JSON object without throwing. Absent and null are the same and give an
// empty value; a field of the wrong type is remembered as one error that names it, and reading goes
// on with an empty value. So a parser reads straight through and asks once, at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// The first thing found wrong, for all objects of one body.
using JsonProblem = std::optional<chp::Error>;

// 1 to 19 decimal digits (x_api.md 9).
bool IsXId(std::string_view text);

class JsonFields {
 public:
  JsonFields(const JsonNode& object, JsonProblem& problem);
  // An object inside `parent`, which must live longer; `index` when it stands in a list.
  JsonFields(const JsonFields& parent, std::string_view name, const JsonNode& object,
             std::optional<std::size_t> index = {});

  const JsonNode& json() const { return object_; }
  bool failed() const { return problem_.has_value(); }

  // Cut at a UTF-8 border when it is longer than `most` bytes.
  std::string Text(std::string_view name, std::size_t most = std::string::npos) const;
  bool Flag(std::string_view name) const;
  std::int64_t Number(std::string_view name) const;
  // A count written as a number or as a string of digits.
  std::optional<std::int64_t> Millis(std::string_view name) const;
  // `string_name` wins. The number counts only when that is absent and it is a whole number: X's
  // own numbers are known to differ from its strings (x_api.md 2.6).
  std::string Id(std::string_view string_name, std::string_view number_name) const;
  const JsonNode* Object(std::string_view name) const;
  const JsonNode* Array(std::string_view name) const;

  // each(JsonFields) for every object of the list `name`; anything else in it is a problem.
  template <class Each>
  void ForEach(std::string_view name, Each&& each) const {
    const JsonNode* list = Array(name);
    if (list == nullptr) return;
    std::size_t i = 0;
    for (const JsonNode& item : *list) {
      if (!item.is_object()) return Complain(name, "must be a list of objects");
      each(JsonFields(*this, name, item, i++));
    }
  }

  // Remembers "`path.name` must be …" unless something was wrong before.
  void Complain(std::string_view name, std::string_view must) const;

 private:
  const JsonNode* Find(std::string_view name) const;
  std::string Path() const;

  const JsonNode& object_;
  JsonProblem& problem_;
  const JsonFields* parent_ = nullptr;
  std::string_view name_;
  std::optional<std::size_t> index_;
};

}  // namespace twitter
