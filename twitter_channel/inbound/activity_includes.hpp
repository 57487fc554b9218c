// The "includes" of an X Activity body: users, posts and media that stand beside the post.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/json/object.hpp>

#include "twitter_channel/domain.hpp"

namespace twitter {

// Items that cannot be read are left out: the post is readable without them. Views into the
// document, which must outlive this.
class ActivityIncludes {
 public:
  explicit ActivityIncludes(const boost::json::object* includes);

  // With the id only, when X did not send the user.
  User UserWithId(std::string_view id) const;
  // Only that user's name; empty when X did not send it.
  std::string NameOf(std::string_view id) const;
  // Null when X did not send it.
  const boost::json::object* Post(std::string_view id) const;
  const boost::json::object* Media(std::string_view media_key) const;

 private:
  using ById = std::unordered_map<std::string_view, const boost::json::object*>;
  static void Collect(const boost::json::object& includes, std::string_view list,
                      std::string_view key, ById& by_id);

  ById users_;
  ById posts_;
  ById media_;
};

}  // namespace twitter
