// Reads the members of a request's input (JSON object or form) one by one. The first thing that is
// wrong is remembered, so that an endpoint reads all it needs and asks once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "host_stub/model.hpp"
#include "host_stub/web/http_server.hpp"

namespace stub {

class Fields {
 public:
  // The body; an empty one is an empty object.
  static Fields OfBody(const HttpRequest& request);
  // The query; every value is text.
  static Fields OfQuery(const HttpRequest& request);
  explicit Fields(boost::json::object values) : values_(std::move(values)) {}

  // Anything else is a misspelt wish: it is refused instead of ignored.
  void AllowOnly(std::initializer_list<std::string_view> names);
  void Require(std::string_view name);

  bool Has(std::string_view name) const;  // present and not null
  std::string Text(std::string_view name, std::size_t max_bytes = 250);
  // A row number, as number or digits; 0 when absent or null.
  Id IdOf(std::string_view name);
  bool Flag(std::string_view name, bool fallback);
  std::int64_t Integer(std::string_view name, std::int64_t fallback);
  boost::json::object Object(std::string_view name);  // {} when absent

  const boost::json::object& values() const { return values_; }
  bool ok() const { return !error_; }
  const chp::Error& error() const { return *error_; }
  void Fail(std::string_view name, std::string_view what);  // "name" what

 private:
  Fields() = default;
  void ReadJson(std::string_view body);
  void ReadPairs(std::string_view text);

  boost::json::object values_;
  std::optional<chp::Error> error_;
};

// A whole number, or digits; nullopt for everything else.
std::optional<std::int64_t> WholeNumber(const boost::json::value& value);
// true, false, or the words that forms send.
std::optional<bool> Truth(const boost::json::value& value);

}  // namespace stub
