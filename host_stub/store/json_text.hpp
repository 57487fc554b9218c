// JSON objects kept as text in the database.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// Empty text is an empty object. kInvalid "json.not_an_object"; `what` names it in the sentence.
chp::Result<boost::json::object> ParseObject(std::string_view text, std::string_view what);
// An object that is read at once and forgotten: nearly always without the allocator. Empty text is
// an empty object.
class BriefObject {
 public:
  explicit BriefObject(std::string_view text);
  BriefObject(const BriefObject&) = delete;
  BriefObject& operator=(const BriefObject&) = delete;

  // False: the text is no JSON object; then this has no members.
  bool ok() const { return ok_; }
  const boost::json::object& operator*() const { return value_.get_object(); }
  const boost::json::object* operator->() const { return &value_.get_object(); }

 private:
  static constexpr std::size_t kUsualBytes = std::size_t{8} << 10;

  std::array<unsigned char, kUsualBytes> first_;
  boost::json::monotonic_resource memory_{first_.data(), first_.size()};
  boost::json::value value_ = boost::json::object(&memory_);
  bool ok_ = true;
};

// Member by member, `over` wins.
chp::Result<std::string> MergeObjects(std::string_view base, std::string_view over,
                                      std::string_view what);
// The member if it is a string, else empty.
std::string StringMember(const boost::json::object& object, std::string_view name);
// The member if it is a whole number, else 0.
std::int64_t NumberMember(const boost::json::object& object, std::string_view name);

}  // namespace stub
