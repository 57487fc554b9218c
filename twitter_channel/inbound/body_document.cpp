// Boost.JSON's parser with a handler of our own: what is wanted goes on to the library's value
// stack, an unread member is only counted off. So its syntax and UTF-8 are checked all the same.
#include "twitter_channel/inbound/body_document.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kScratchBytes = 8192;  // open objects of one event of X

// Members of users, posts and media that no reader asks for, by length. Anything else is kept:
// what X adds tomorrow, ids that are member names, and whole values like "place".
constexpr std::array<std::string_view, 33> kUnread{"sizes",
                                                   "verified",
                                                   "following",
                                                   "time_zone",
                                                   "utc_offset",
                                                   "geo_enabled",
                                                   "quote_count",
                                                   "reply_count",
                                                   "contributors",
                                                   "filter_level",
                                                   "listed_count",
                                                   "friends_count",
                                                   "is_translator",
                                                   "notifications",
                                                   "favorite_count",
                                                   "statuses_count",
                                                   "default_profile",
                                                   "is_quote_status",
                                                   "translator_type",
                                                   "favourites_count",
                                                   "profile_banner_url",
                                                   "profile_link_color",
                                                   "profile_text_color",
                                                   "follow_request_sent",
                                                   "contributors_enabled",
                                                   "default_profile_image",
                                                   "profile_background_tile",
                                                   "profile_background_color",
                                                   "profile_sidebar_fill_color",
                                                   "profile_background_image_url",
                                                   "profile_sidebar_border_color",
                                                   "profile_use_background_image",
                                                   "profile_background_image_url_https"};

constexpr bool IsShorter(std::string_view a, std::string_view b) { return a.size() < b.size(); }
static_assert(std::is_sorted(kUnread.begin(), kUnread.end(), IsShorter));

// kFirst[n]: the index of the first name of n or more characters.
constexpr auto kFirst = [] {
  std::array<std::uint8_t, kUnread.back().size() + 2> first{};
  for (std::size_t length = 0; length < first.size(); ++length) {
    const auto shorter = [length](std::string_view name) { return name.size() < length; };
    first[length] =
        static_cast<std::uint8_t>(std::count_if(kUnread.begin(), kUnread.end(), shorter));
  }
  return first;
}();

bool IsUnread(std::string_view name) {
  if (name.size() > kUnread.back().size()) return false;
  const auto* end = kUnread.begin() + kFirst[name.size() + 1];
  return std::find(kUnread.begin() + kFirst[name.size()], end, name) != end;
}

// The events of Boost.JSON's parser, whose names these are.
class Handler {
 public:
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  Handler(json::monotonic_resource& memory, unsigned char* scratch, std::size_t size)
      : stack_(json::storage_ptr(), scratch, size) {
    stack_.reset(&memory);
  }
  json::value Release() { return stack_.release(); }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) {
    Open();
    return true;
  }
  bool on_array_end(std::size_t count, json::error_code&) {
    if (Close()) stack_.push_array(count);
    return true;
  }
  bool on_object_begin(json::error_code&) {
    if (Open()) members_[++depth_] = 0;
    return true;
  }
  bool on_object_end(std::size_t, json::error_code&) {
    if (Close()) stack_.push_object(members_[depth_--]);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    if (!skipping_) stack_.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t length, json::error_code&) {
    if (skipping_) return true;
    // A name in several parts has escapes: none of X's has.
    skipping_ = part.size() == length && IsUnread(part);
    if (skipping_) return true;
    stack_.push_key(part);
    ++members_[depth_];
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    if (!skipping_) stack_.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    if (Wanted()) stack_.push_string(part);
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
    if (Wanted()) stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) {
    if (Wanted()) stack_.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, json::error_code&) {
    if (Wanted()) stack_.push_double(number);
    return true;
  }
  bool on_bool(bool flag, json::error_code&) {
    if (Wanted()) stack_.push_bool(flag);
    return true;
  }
  bool on_null(json::error_code&) {
    if (Wanted()) stack_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  // Whether the list or object that begins is wanted.
  bool Open() {
    if (skipping_) ++open_inside_;
    return !skipping_;
  }
  // Whether the one that ends is.
  bool Close() {
    if (!skipping_) return true;
    if (--open_inside_ == 0) skipping_ = false;
    return false;
  }
  // Whether a single value is.
  bool Wanted() {
    if (!skipping_) return true;
    if (open_inside_ == 0) skipping_ = false;
    return false;
  }

  json::value_stack stack_;
  std::array<std::size_t, kDeepest + 1> members_{};  // kept ones, of each open object
  std::size_t depth_ = 0;                            // open objects
  bool skipping_ = false;                            // inside an unread member
  std::size_t open_inside_ = 0;                      // lists and objects open inside of it
};

}  // namespace

std::optional<json::value> ParseBody(std::string_view body, json::monotonic_resource& memory) {
  std::array<unsigned char, kScratchBytes> scratch;
  json::parse_options options;
  options.max_depth = kDeepest;
  json::basic_parser<Handler> parser(options, memory, scratch.data(), scratch.size());
  json::error_code error;
  const std::size_t read = parser.write_some(false, body.data(), body.size(), error);
  if (error || read < body.size()) return std::nullopt;
  return parser.handler().Release();
}

}  // namespace twitter
