// The place is written after the posts are stored: everything before it can happen twice without
// harm.
#include "twitter_channel/inbound/timeline_poll.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "twitter_channel/inbound/poll_start.hpp"
#include "twitter_channel/inbound/poll_turn.hpp"
#include "twitter_channel/inbound/search_query.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// All that X shows of mentions; of other lists the rest is a gap.
constexpr std::size_t kPagesPerTurn = 8;
// X's lists lag behind: posts of the last minute may appear in them later.
constexpr std::int64_t kLagMs = 60'000;

std::string LogFields(const Account& account, Feed feed) {
  return boost::json::serialize(
      boost::json::object{{"account", account.id}, {"list", FeedName(feed)}});
}

}  // namespace

// One run of a job.
struct TimelinePoll::Turn {
  const chp::CallContext& call;
  const Config& config;
  const Account& account;
  Feed feed;
  PollPlan plan;
  PollPlaceStore& store;
  PollPlace place;
  std::int64_t now_ms;
  bool one_page;  // it reads no more
};

// What was read of a stretch.
struct TimelinePoll::Reading {
  std::vector<Post> posts;  // newest first
  Stretch rest;             // where to go on
  bool complete = false;    // there is no rest
  std::size_t pages = 0;
  std::optional<chp::Error> stop;  // why no more can be read now
};

chp::Result<void> TimelinePoll::Run(const chp::CallContext& call, const Config& config,
                                    const chp::Job& job) {
  const Account* account = config.ById(job.account_id);
  const auto feed = FeedOfKind(job.kind);
  if (account == nullptr || !feed) return {};
  const PollPlan plan = PlanOf(config, *account, *feed);
  const std::int64_t outage_ms = CatchUpSinceMs(job);
  const bool due = plan.interval_ms > 0 || outage_ms > 0;
  if (!plan.is_read || !due) return {};
  PollPlaceStore store(host_.kv, account->id, FeedName(*feed));
  auto stored = store.Read();
  if (!stored) return stored.error();
  const std::int64_t now_ms = host_.clock.NowMs();
  PollStart start = StartOf(*std::move(stored), plan, *account, outage_ms, now_ms);
  Turn turn{.call = call,
            .config = config,
            .account = *account,
            .feed = *feed,
            .plan = plan,
            .store = store,
            .place = std::move(start.place),
            .now_ms = now_ms,
            .one_page = start.one_page};
  auto done = start.only_marks ? store.Write(turn.place) : ReadAll(turn);
  if (!done && done.error().code != chp::Code::kRejected) return done;
  if (!done) {
    host_.log.Write(chp::LogLevel::kWarn, "X refuses to list posts: " + done.error().message,
                    LogFields(*account, *feed));
  }
  return plan.interval_ms > 0 ? NextTurn(plan.interval_ms) : chp::Result<void>();
}

chp::Result<void> TimelinePoll::ReadAll(Turn& turn) {
  if (auto read = ReadGaps(turn); !read) return read;
  return ReadNewest(turn);
}

// What is older goes first: success only when nothing of it is left.
chp::Result<void> TimelinePoll::ReadGaps(Turn& turn) {
  std::vector<Stretch>& gaps = turn.place.gaps;
  const std::string oldest = LowestIdAt(turn.now_ms - kSearchReachMs);
  std::erase_if(gaps, [&](const Stretch& gap) {
    return turn.feed == Feed::kQuotes && IsLowerId(gap.max_id, oldest);
  });
  while (!gaps.empty()) {
    Reading reading = Read(turn, gaps.front());
    if (auto stored = Deliver(turn, std::move(reading.posts)); !stored) return stored;
    const bool refused = reading.stop && reading.stop->code == chp::Code::kRejected;
    if (reading.complete || refused) {
      gaps.erase(gaps.begin());
    } else {
      gaps.front() = reading.rest;
    }
    if (auto kept = turn.store.Write(turn.place); !kept) return kept;
    if (reading.stop) return *reading.stop;
    if (!reading.complete) return Interrupted();
  }
  return {};
}

chp::Result<void> TimelinePoll::ReadNewest(Turn& turn) {
  Reading reading = Read(turn, {.since_id = turn.place.since_id});
  if (reading.posts.empty() && reading.stop) return *reading.stop;
  const std::string newest = reading.posts.empty() ? std::string() : reading.posts.front().id;
  if (auto stored = Deliver(turn, std::move(reading.posts)); !stored) return stored;
  if (!reading.complete && !turn.one_page) turn.place.gaps.push_back(reading.rest);
  if (reading.complete && reading.pages >= kPagesPerTurn && turn.feed == Feed::kMentions) {
    host_.log.Write(chp::LogLevel::kWarn,
                    "X shows the latest 800 mentions only; older ones since the last turn may be "
                    "missing.",
                    LogFields(turn.account, turn.feed));
  }
  if (!newest.empty()) turn.place.MoveUp(newest, turn.now_ms, kLagMs);
  if (auto kept = turn.store.Write(turn.place); !kept) return kept;
  if (reading.stop) return *reading.stop;
  return turn.place.gaps.empty() ? chp::Result<void>() : chp::Result<void>(Interrupted());
}

TimelinePoll::Reading TimelinePoll::Read(const Turn& turn, const Stretch& stretch) {
  Reading reading;
  reading.rest = stretch;
  const std::size_t most = turn.one_page ? 1 : kPagesPerTurn;
  while (!reading.complete && !reading.stop && reading.pages < most) {
    if (turn.call.IsCancelled()) {
      reading.stop = Interrupted();
      break;
    }
    auto page = Ask(turn, reading.rest);
    if (!page) {
      reading.stop = page.error();
      break;
    }
    ++reading.pages;
    if (page->unreadable > 0) {
      host_.log.Write(chp::LogLevel::kWarn, "Some posts of a list could not be read.",
                      LogFields(turn.account, turn.feed));
    }
    for (Post& post : page->posts) reading.posts.push_back(std::move(post));
    reading.rest.max_id = page->next_max_id;
    reading.complete = page->next_max_id.empty();
    reading.stop = WhenUsedUp(page->limit, kLeftToOthers, turn.now_ms);
  }
  return reading;
}

chp::Result<SearchPage> TimelinePoll::Ask(const Turn& turn, const Stretch& stretch) {
  const Credentials credentials = CredentialsOf(turn.config, turn.account);
  if (turn.feed == Feed::kQuotes) {
    return search_.Recent(credentials,
                          {.query = QuotesQuery(turn.account.screen_name),
                           .since_id = stretch.since_id,
                           .max_id = stretch.max_id},
                          turn.call);
  }
  return posts_.ReadTimeline(
      credentials,
      {.timeline = turn.feed == Feed::kMentions ? Timeline::kMentions : Timeline::kOwnPosts,
       .user_id = turn.account.external_id,
       .since_id = stretch.since_id,
       .max_id = stretch.max_id},
      turn.call);
}

chp::Result<void> TimelinePoll::Deliver(const Turn& turn, std::vector<Post> posts) {
  std::vector<Event> events;
  events.reserve(posts.size());
  for (auto post = posts.rbegin(); post != posts.rend(); ++post) {
    events.emplace_back(PostCreated{std::move(*post)});
  }
  const auto stored =
      found_.Deliver(std::move(events), turn.account, turn.config, turn.plan.late_ms);
  if (!stored) return stored.error();
  return {};
}

}  // namespace twitter
