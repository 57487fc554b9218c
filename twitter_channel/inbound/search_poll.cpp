// The cursor is written after each page; everything before it can happen twice without harm.
#include "twitter_channel/inbound/search_poll.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/poll_turn.hpp"
#include "twitter_channel/inbound/search_query.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostGaps = 50;  // of one search; further ones are given up
constexpr std::size_t kPagesPerQuery = 5;
// X's index lags behind: posts of the last minute may appear in it later.
constexpr std::int64_t kOverlapMs = 60'000;

// Where v1.1 sends no events, posts that name the account are found by its name; today's API lists
// them (timeline_poll.hpp).
bool LooksForOwnName(const Config& config, const Account& account) {
  const AccountSettings& settings = account.settings;
  const bool collected = !settings.mentions_group.empty() || !settings.replies_group.empty();
  const bool legacy = config.app.generation == Generation::kLegacy;
  return legacy && config.app.push() == Push::kNone && collected && !account.screen_name.empty();
}

std::string LogFields(const Account& account, std::string_view name, std::size_t number) {
  return boost::json::serialize(boost::json::object{{"account", account.id}, {name, number}});
}

}  // namespace

bool IsPolled(const Config& config, const Account& account) {
  const bool wanted = account.settings.terms != nullptr || LooksForOwnName(config, account);
  return account.active && wanted && account.has_credentials();
}

chp::Job SearchPollJob(const Account& account) {
  chp::Job job;
  job.id = "poll/" + account.id + "/search";
  job.kind = kPollJob;
  job.account_id = account.id;
  job.lane = kPollJob;
  return job;
}

namespace {

std::vector<std::string> QueriesOf(const Config& config, const Account& account) {
  const bool current = config.app.generation == Generation::kCurrent;
  AccountSettings settings;
  settings.track_retweets = account.settings.track_retweets;
  settings.search = account.settings.search;
  if (LooksForOwnName(config, account)) {
    settings.search.insert(settings.search.begin(), {"@" + account.screen_name, "own name"});
  }
  return QueriesFor(settings, current ? kLongestCurrentQuery : kLongestSearchQuery,
                    config.app.generation);
}

}  // namespace

// One run of the job.
struct SearchPoll::Turn {
  const chp::CallContext& call;
  const Config& config;
  const Account& account;
  SearchCursorStore& store;
  SearchCursor cursor;
  std::vector<std::string> queries;
  std::int64_t now_ms = 0;
  bool first = false;  // of this account: bounded

  SearchTurn& now() { return *cursor.turn; }

  // Where this turn ends going back in time.
  std::string Floor() const {
    const std::string oldest = LowestIdAt(now_ms - kSearchReachMs);
    if (first) return LowestIdAt(now_ms - account.settings.polling.first_ms);
    return IsLowerId(cursor.since_id, oldest) ? oldest : cursor.since_id;
  }
  void NextQuery() {
    ++now().query;
    now().max_id.clear();
    now().pages = 0;
  }
  void Close() {
    const std::string reached = LowestIdAt(now().started_ms - kOverlapMs);
    if (first || IsLowerId(cursor.since_id, reached)) cursor.since_id = reached;
    cursor.turn.reset();
  }
};

chp::Result<void> SearchPoll::Run(const chp::CallContext& call, const Config& config,
                                  std::string_view account_id) {
  const Account* account = config.ById(account_id);
  if (account == nullptr || !IsPolled(config, *account)) return {};
  SearchCursorStore store(host_.kv, account->id);
  auto cursor = store.Read();
  if (!cursor) return cursor.error();
  Turn turn{.call = call,
            .config = config,
            .account = *account,
            .store = store,
            .cursor = *std::move(cursor),
            .queries = QueriesOf(config, *account),
            .now_ms = host_.clock.NowMs()};
  turn.first = turn.cursor.since_id.empty();
  std::string joined;
  for (const std::string& query : turn.queries) joined += query + "\n";
  const std::string fingerprint = HashedKey(joined);
  if (!turn.cursor.turn || turn.cursor.turn->queries != fingerprint) {
    turn.cursor.turn = SearchTurn{.started_ms = turn.now_ms, .queries = fingerprint, .max_id = {}};
  }
  if (auto read = ReadQueries(turn); !read) return read;
  if (auto read = ReadGaps(turn); !read) return read;
  turn.Close();
  if (auto written = store.Write(turn.cursor); !written) return written;
  return NextTurn(account->settings.polling.interval_ms);
}

chp::Result<void> SearchPoll::ReadQueries(Turn& turn) {
  SearchTurn& now = turn.now();
  while (now.query < turn.queries.size()) {
    const std::string& query = turn.queries[now.query];
    const auto page =
        ReadPage(turn, {.query = query, .since_id = turn.Floor(), .max_id = now.max_id});
    if (!page) return page.error();
    now.max_id = page->next_max_id;
    ++now.pages;
    const bool more = !now.max_id.empty();
    const bool enough = turn.first || now.pages >= kPagesPerQuery;
    if (more && enough && !turn.first) {
      turn.cursor.gaps.push_back({query, turn.Floor(), now.max_id});
    }
    if (!more || enough) turn.NextQuery();
    if (auto kept = KeepPlace(turn, page->limit); !kept) return kept;
  }
  return {};
}

// One page of each gap a turn: new posts go first.
chp::Result<void> SearchPoll::ReadGaps(Turn& turn) {
  std::vector<SearchGap>& gaps = turn.cursor.gaps;
  const std::string oldest = LowestIdAt(turn.now_ms - kSearchReachMs);
  const auto out_of_reach = [&](const SearchGap& gap) { return IsLowerId(gap.max_id, oldest); };
  std::size_t lost = std::erase_if(gaps, out_of_reach);
  if (gaps.size() > kMostGaps) {
    lost += gaps.size() - kMostGaps;
    gaps.erase(gaps.begin(), gaps.end() - kMostGaps);
  }
  if (lost > 0) {
    host_.log.Write(chp::LogLevel::kWarn,
                    "More posts fit the search terms than could be read; the oldest were left out.",
                    LogFields(turn.account, "stretches", lost));
  }
  for (std::size_t at = 0; at < gaps.size();) {
    const auto page = ReadPage(
        turn, {.query = gaps[at].query, .since_id = gaps[at].since_id, .max_id = gaps[at].max_id});
    if (!page) return page.error();
    if (page->next_max_id.empty()) {
      gaps.erase(gaps.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      gaps[at++].max_id = page->next_max_id;
    }
    if (auto kept = KeepPlace(turn, page->limit); !kept) return kept;
  }
  return {};
}

// After a page; kAgain when X has been asked as often as it allows.
chp::Result<void> SearchPoll::KeepPlace(Turn& turn, const RateLimit& limit) {
  if (auto written = turn.store.Write(turn.cursor); !written) return written;
  if (auto used_up = WhenUsedUp(limit, kLeftToOthers, turn.now_ms)) return *used_up;
  return {};
}

// A page that is stored when this returns it.
chp::Result<SearchPage> SearchPoll::ReadPage(Turn& turn, const SearchQuery& query) {
  if (turn.call.IsCancelled()) {
    return Interrupted();
  }
  auto page = search_.Recent(CredentialsOf(turn.config, turn.account), query, turn.call);
  if (!page) return page;
  if (page->unreadable > 0) {
    host_.log.Write(chp::LogLevel::kWarn, "Some search results could not be read.",
                    LogFields(turn.account, "results", page->unreadable));
  }
  if (auto stored = Store(turn, std::move(page->posts)); !stored) return stored.error();
  return page;
}

// Oldest first, as it was written.
chp::Result<void> SearchPoll::Store(const Turn& turn, std::vector<Post> posts) {
  std::vector<Event> events;
  for (auto post = posts.rbegin(); post != posts.rend(); ++post) {
    events.emplace_back(PostCreated{std::move(*post)});
  }
  const std::int64_t usual_ms = 2 * turn.account.settings.polling.interval_ms;
  const auto stored =
      found_.Deliver(std::move(events), turn.account, turn.config, std::max(kLateMs, usual_ms));
  if (!stored) return stored.error();
  return {};
}

}  // namespace twitter
