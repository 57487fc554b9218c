// One line of a table for each list.
#include "twitter_channel/inbound/poll_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/inbound/caught_up.hpp"
#include "twitter_channel/inbound/own_json.hpp"

namespace twitter {
namespace {

struct FeedWords {
  Feed feed;
  std::string_view name;
  std::string_view kind;
};
constexpr std::array<FeedWords, 4> kWords{{
    {Feed::kMentions, "mentions", "poll_mentions"},
    {Feed::kQuotes, "quotes", "poll_quotes"},
    {Feed::kOwnPosts, "own_posts", "poll_own_posts"},
    {Feed::kDirectMessages, "direct_messages", "message_poll"},
}};

const FeedWords& WordsOf(Feed feed) {
  return *std::find_if(kWords.begin(), kWords.end(),
                       [&](const FeedWords& words) { return words.feed == feed; });
}

bool IsCollected(const AccountSettings& settings, Feed feed) {
  const bool quotes = !settings.quotes_group.empty() && !settings.ignore_quotes;
  const bool mentions = !settings.mentions_group.empty() || !settings.replies_group.empty();
  switch (feed) {
    case Feed::kMentions:
      return mentions;
    case Feed::kQuotes:
      return quotes;
    case Feed::kOwnPosts:
      return mentions || quotes;
    case Feed::kDirectMessages:
      return !settings.direct_messages_group.empty();
  }
  return false;
}

std::int64_t IntervalOf(const PollingSettings& polling, Feed feed, bool beside_events) {
  if (feed == Feed::kDirectMessages) {
    return beside_events ? polling.check_messages_ms : polling.messages_ms;
  }
  if (beside_events) return polling.check_mentions_ms;
  return feed == Feed::kQuotes ? polling.interval_ms : polling.mentions_ms;
}

chp::Job JobFor(const Account& account, Feed feed, std::int64_t since_ms) {
  const FeedWords& words = WordsOf(feed);
  chp::Job job;
  job.id = "poll/" + account.id + "/" + std::string(words.name);
  job.kind = words.kind;
  job.account_id = account.id;
  job.lane = words.kind;
  chp::JsonText payload;
  payload.BeginObject();
  if (since_ms > 0) payload.Name("since_ms").Number(since_ms);
  job.payload_json = std::move(payload.EndObject()).Take();
  return job;
}

}  // namespace

std::string_view FeedName(Feed feed) { return WordsOf(feed).name; }

std::optional<Feed> FeedOfKind(std::string_view job_kind) {
  const auto* found = std::find_if(kWords.begin(), kWords.end(),
                                   [&](const FeedWords& words) { return words.kind == job_kind; });
  if (found == kWords.end()) return std::nullopt;
  return found->feed;
}

PollPlan PlanOf(const Config& config, const Account& account, Feed feed) {
  PollPlan plan;
  const bool current = config.app.generation == Generation::kCurrent;
  plan.beside_events = config.app.push() != Push::kNone;
  // v1.1 has no holes, is not replayed, and finds mentions by search.
  const bool has_list = current || (feed == Feed::kDirectMessages && !plan.beside_events);
  plan.is_read = account.active && account.has_credentials() && has_list &&
                 IsCollected(account.settings, feed);
  plan.interval_ms = IntervalOf(account.settings.polling, feed, plan.beside_events);
  plan.late_ms = plan.beside_events ? kLateMs : std::max(kLateMs, 2 * plan.interval_ms);
  return plan;
}

std::vector<chp::Job> PollJobs(const Config& config, const Account& account) {
  std::vector<chp::Job> jobs;
  for (const Feed feed : kFeeds) {
    const PollPlan plan = PlanOf(config, account, feed);
    if (plan.is_read && plan.interval_ms > 0) jobs.push_back(JobFor(account, feed, 0));
  }
  return jobs;
}

std::vector<chp::Job> CatchUpJobs(const Config& config, const Account& account,
                                  std::int64_t since_ms) {
  std::vector<chp::Job> jobs;
  for (const Feed feed : kFeeds) {
    if (PlanOf(config, account, feed).is_read) jobs.push_back(JobFor(account, feed, since_ms));
  }
  return jobs;
}

std::int64_t CatchUpSinceMs(const chp::Job& job) {
  const auto payload = ParseOwnObject(job.payload_json);
  return payload ? OwnNumber(*payload, "since_ms") : 0;
}

}  // namespace twitter
