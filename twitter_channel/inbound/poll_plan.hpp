// Which lists of X are read for an account, and how often. Where X sends no events they are all
// there is; beside its events they find what those leave out (x_api.md 2.7: answers further down a
// thread, protected people) and what came during an outage.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

// Each is a job of its own, "poll/<account>/mentions", so that one that X refuses holds up no
// other. Quotes that do not name the account stand in no timeline: they are searched for.
enum class Feed { kMentions, kQuotes, kOwnPosts, kDirectMessages };
inline constexpr std::array kFeeds{Feed::kMentions, Feed::kQuotes, Feed::kOwnPosts,
                                   Feed::kDirectMessages};

std::string_view FeedName(Feed feed);  // "mentions", "quotes", "own_posts", "direct_messages"
std::optional<Feed> FeedOfKind(std::string_view job_kind);

struct PollPlan {
  bool is_read = false;          // else nothing is collected, or X has no such list
  bool beside_events = false;    // X sends events, too
  std::int64_t interval_ms = 0;  // between turns; 0: after an outage only
  std::int64_t late_ms = 0;      // a message that was found is late beyond that age
};
PollPlan PlanOf(const Config& config, const Account& account, Feed feed);

// The jobs of an account that run by themselves; to be scheduled when its configuration has
// changed.
std::vector<chp::Job> PollJobs(const Config& config, const Account& account);
// After an outage that began then: all lists, at once.
std::vector<chp::Job> CatchUpJobs(const Config& config, const Account& account,
                                  std::int64_t since_ms);
// The time a job was told to catch up from; 0: none.
std::int64_t CatchUpSinceMs(const chp::Job& job);

}  // namespace twitter
