// Reads a JSON object whose members are a closed list: a missing, wrongly typed or unknown member
// becomes one sentence that names its path and what is allowed. The first mistake is kept; after it
// every read returns a default, so that parsing code needs no checks of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// The first mistake of a whole document.
class FirstMistake {
 public:
  void Report(std::string_view path, std::string_view sentence);
  bool found() const { return error_.has_value(); }
  const chp::Error& error() const { return *error_; }

 private:
  std::optional<chp::Error> error_;
};

struct TextRule {
  std::size_t longest = 200;
  bool (*accepts)(std::string_view) = nullptr;  // null: any text
  std::string_view allowed = "text";            // what `accepts` accepts, in words
};

struct IntegerRule {
  std::int64_t least = 0;
  std::int64_t most = INT64_MAX;
};

class StrictObject {
 public:
  // `value` must outlive this; anything but an object is a mistake.
  StrictObject(const boost::json::value& value, std::string path, FirstMistake& mistake);

  bool Has(std::string_view name) const { return object_.contains(name); }
  std::string Text(std::string_view name, const TextRule& rule);
  // Optional; "" when absent.
  std::string OptionalText(std::string_view name, const TextRule& rule);
  std::string OneOf(std::string_view name, std::initializer_list<std::string_view> allowed);
  bool BoolOr(std::string_view name, bool fallback);
  std::int64_t IntegerOr(std::string_view name, std::int64_t fallback, IntegerRule rule);
  // Null after a mistake or when optional and absent.
  const boost::json::value* Member(std::string_view name, bool required);
  const boost::json::array* Array(std::string_view name, bool required, std::size_t most);
  std::vector<std::string> Texts(std::string_view name, bool required, const TextRule& rule);

  // To be called last: every member must be one of `allowed`.
  void AllowOnly(std::initializer_list<std::string_view> allowed);

  std::string PathOf(std::string_view name) const;
  std::string PathOf(std::string_view name, std::size_t index) const;
  const boost::json::object& json() const { return object_; }
  FirstMistake& mistake() { return mistake_; }

 private:
  void Report(std::string_view name, std::string_view sentence);
  bool CheckText(std::string_view path, const boost::json::value& value, const TextRule& rule);

  boost::json::object object_;
  std::string path_;
  FirstMistake& mistake_;
};

// "a, b or c"
std::string JoinAlternatives(const std::vector<std::string_view>& words);

}  // namespace stub
