// Lists that X gives in pages: what is asked for and what comes. Newest first, all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/http/rate_limits.hpp"

namespace twitter {

// The account's own posts, since a moment where X can be asked so: each one read is paid for.
struct OwnPosts {
  std::string user_id;
  std::int64_t since_ms = 0;
};
struct PostPage {
  std::vector<Post> posts;  // newest first
  bool has_older = false;   // that were asked for and are on further pages
};

// Newest posts first, one page of a longer list.
struct SearchPage {
  std::vector<Post> posts;
  std::size_t unreadable = 0;  // items that are no posts; the others are not held up by them
  std::string next_max_id;     // empty: there are no older ones
  RateLimit limit;
};

// A user's timeline: who names them, also by an answer that carries their name along, or what they
// wrote. Of mentions X shows the latest 800 (x_api.md 3.2).
enum class Timeline { kMentions, kOwnPosts };
struct TimelineQuery {
  Timeline timeline = Timeline::kMentions;
  std::string user_id = {};
  std::string since_id = {};  // only newer than this one; empty: as far back as X shows
  std::string max_id = {};    // only this one and older; empty: from now
  int count = 100;            // at most
};

// One page of an account's direct messages, newest first. X cuts the list by tokens, and each leads
// to older ones: a list is read from now back to what is known (x_api.md 3.2).
struct MessageQuery {
  std::string token = {};  // empty: from now
  int count = 100;         // at most
};
struct MessagePage {
  std::vector<DirectMessage> messages;
  bool has_older = false;
  std::size_t unreadable = 0;  // items that are no messages; the others are not held up by them
  std::string next_token;      // empty: there are no older ones
  RateLimit limit;
};

// Newest posts first. Ids are exclusive below and inclusive above, as X has them.
struct SearchQuery {
  std::string query;
  std::string since_id = {};  // only newer than this one; empty: as far back as X keeps (7 days)
  std::string max_id = {};    // only this one and older; empty: from now
  int count = 100;            // at most
};

}  // namespace twitter
