// Reads JSON that a person or the host wrote, member by member, and remembers the first thing that
// is wrong by the path of the member ("app.api_base_url"), so that callers read straight on and
// check once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// The first problem found; `area` begins the reason token ("config" -> "config.app.env").
class FieldErrors {
 public:
  explicit FieldErrors(std::string_view area) : area_(area) {}
  // Of a long path only the last members that fit stand in the reason token.
  // `message` is one sentence and never holds the value itself, which may be a secret.
  void Add(std::string_view path, std::string_view message);
  const std::optional<chp::Error>& first() const { return first_; }

 private:
  std::string_view area_;
  std::optional<chp::Error> first_;
};

// Parses an object; empty text is an empty object. kConfig naming `what` when it is none.
chp::Result<boost::json::object> ParseObject(std::string_view text, std::string_view what);

// One object. An absent member and null read as the empty value; a member of another type is an
// error and reads as the empty value too. `object` and `errors` must outlive it.
class FieldReader {
 public:
  FieldReader(const boost::json::object& object, std::string path, FieldErrors& errors)
      : object_(object), path_(std::move(path)), errors_(errors) {}

  std::string Text(std::string_view name) const;  // without white space around it
  std::string Id(std::string_view name) const;    // a string or an integer, as a string
  bool Flag(std::string_view name, bool fallback) const;
  // A whole number; one outside of [least, most] is an error.
  std::int64_t Number(std::string_view name, std::int64_t fallback, std::int64_t least,
                      std::int64_t most) const;
  const boost::json::array* Array(std::string_view name) const;  // null when absent
  const boost::json::object& Object(std::string_view name) const;
  std::string PathOf(std::string_view name) const;

 private:
  const boost::json::value* Find(std::string_view name) const;

  const boost::json::object& object_;
  std::string path_;
  FieldErrors& errors_;
};

std::string_view Trim(std::string_view text);  // ASCII white space

}  // namespace twitter
