// The "includes" of an X Activity body: users, posts and media that stand beside the post.
#pragma once

#include <string>
#include <string_view>

#include <boost/container/flat_map.hpp>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// Items that cannot be read are left out: the post is readable without them. Views into the
// document, which must outlive this.
class ActivityIncludes {
 public:
  explicit ActivityIncludes(const JsonNode* includes);

  // With the id only, when X did not send the user.
  twitter::User UserWithId(std::string_view id) const;
  // Only that user's name; empty when X did not send it.
  std::string NameOf(std::string_view id) const;
  // Null when X did not send it.
  const JsonNode* User(std::string_view id) const;
  const JsonNode* Post(std::string_view id) const;
  const JsonNode* Media(std::string_view media_key) const;

 private:
  // Of an event there are two or three, of a page a few hundred.
  using ById = boost::container::flat_map<std::string_view, const JsonNode*>;
  static void Collect(const JsonNode& includes, std::string_view list, std::string_view key,
                      ById& by_id);

  ById users_;
  ById posts_;
  ById media_;
};

}  // namespace twitter
