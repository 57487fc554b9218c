// The place is written after the messages are stored: what comes twice does no harm.
#include "twitter_channel/inbound/message_poll.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "twitter_channel/inbound/poll_start.hpp"
#include "twitter_channel/inbound/poll_turn.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// Each message that X shows is paid for, and most turns find none or few.
constexpr int kFirstPage = 10;
constexpr int kFurtherPage = 100;
constexpr std::size_t kMessagePagesPerTurn = 8;
// X's list lags behind: messages of the last minutes may appear in it later.
constexpr std::int64_t kMessageLagMs = std::int64_t{10} * 60'000;
// Of the fifteen pages in a quarter of an hour; sending needs them to look for what it sent.
constexpr std::int64_t kLeftToSending = 3;

std::string LogFields(const Account& account) {
  return boost::json::serialize(boost::json::object{{"account", account.id}});
}

// What an agent is told of a conversation of several people: once, by the first who wrote.
void MakeNotice(DirectMessage& message) {
  message.id = "group-" + message.conversation_id;
  message.text =
      "Message in a group conversation. Read and answer it on X; an answer here goes to its writer "
      "alone.";
  message.entities = {};
  message.location = {};
}

std::optional<Event> EventOf(DirectMessage message, const Account& account) {
  const bool own = message.sender.id == account.external_id;
  if (message.is_group && own) return std::nullopt;
  if (message.is_group) MakeNotice(message);
  // X names only the writer; that we are the reader is known.
  if (!own) {
    message.recipient.id = account.external_id;
    message.recipient.screen_name = account.screen_name;
    message.recipient.name = account.name;
  }
  return DirectMessageCreated{std::move(message)};
}

}  // namespace

// One run of the job.
struct MessagePoll::Turn {
  const chp::CallContext& call;
  const Config& config;
  const Account& account;
  PollPlan plan;
  PollPlaceStore& store;
  PollPlace place;
  std::int64_t now_ms;
  bool one_page;  // it reads no more
};

// What was read of a stretch.
struct MessagePoll::Reading {
  std::vector<DirectMessage> messages;  // newest first; of the stretch only
  Stretch rest;                         // where to go on
  bool complete = false;                // there is no rest
  std::optional<chp::Error> stop;       // why no more can be read now
};

chp::Result<void> MessagePoll::Run(const chp::CallContext& call, const Config& config,
                                   const chp::Job& job) {
  const Account* account = config.ById(job.account_id);
  if (account == nullptr) return {};
  const PollPlan plan = PlanOf(config, *account, Feed::kDirectMessages);
  const std::int64_t outage_ms = CatchUpSinceMs(job);
  const bool due = plan.interval_ms > 0 || outage_ms > 0;
  if (!plan.is_read || !due) return {};
  PollPlaceStore store(host_.kv, account->id, FeedName(Feed::kDirectMessages));
  auto stored = store.Read();
  if (!stored) return stored.error();
  const std::int64_t now_ms = host_.clock.NowMs();
  PollStart start = StartOf(*std::move(stored), plan, *account, outage_ms, now_ms);
  Turn turn{.call = call,
            .config = config,
            .account = *account,
            .plan = plan,
            .store = store,
            .place = std::move(start.place),
            .now_ms = now_ms,
            .one_page = start.one_page};
  auto done = start.only_marks ? store.Write(turn.place) : ReadAll(turn);
  if (!done && done.error().code != chp::Code::kRejected) return done;
  if (!done) {
    host_.log.Write(chp::LogLevel::kWarn,
                    "X refuses to list direct messages: " + done.error().message,
                    LogFields(*account));
  }
  return plan.interval_ms > 0 ? NextTurn(plan.interval_ms) : chp::Result<void>();
}

chp::Result<void> MessagePoll::ReadAll(Turn& turn) {
  if (auto read = ReadGaps(turn); !read) return read;
  return ReadNewest(turn);
}

// What is older goes first: success only when nothing of it is left.
chp::Result<void> MessagePoll::ReadGaps(Turn& turn) {
  std::vector<Stretch>& gaps = turn.place.gaps;
  while (!gaps.empty()) {
    Reading reading = Read(turn, gaps.front());
    const bool refused = reading.stop && reading.stop->code == chp::Code::kRejected;
    if (refused && reading.messages.empty()) {
      // Its token is not taken any more: the stretch is read up to from now.
      if (gaps.front().token.empty()) return *reading.stop;
      gaps.front().token.clear();
      continue;
    }
    if (auto stored = Deliver(turn, std::move(reading.messages)); !stored) return stored;
    if (reading.complete) {
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

chp::Result<void> MessagePoll::ReadNewest(Turn& turn) {
  Reading reading = Read(turn, {.since_id = turn.place.since_id});
  if (reading.messages.empty() && reading.stop) return *reading.stop;
  const std::string newest = reading.messages.empty() ? "" : reading.messages.front().id;
  if (auto stored = Deliver(turn, std::move(reading.messages)); !stored) return stored;
  if (!reading.complete && !turn.one_page) turn.place.gaps.push_back(reading.rest);
  if (!newest.empty()) turn.place.MoveUp(newest, turn.now_ms, kMessageLagMs);
  if (auto kept = turn.store.Write(turn.place); !kept) return kept;
  if (reading.stop) return *reading.stop;
  return turn.place.gaps.empty() ? chp::Result<void>() : chp::Result<void>(Interrupted());
}

MessagePoll::Reading MessagePoll::Read(const Turn& turn, const Stretch& stretch) {
  Reading reading;
  reading.rest = stretch;
  const std::size_t most = turn.one_page ? 1 : kMessagePagesPerTurn;
  const Credentials credentials = CredentialsOf(turn.config, turn.account);
  for (std::size_t pages = 0; pages < most && !reading.complete && !reading.stop; ++pages) {
    if (turn.call.IsCancelled()) {
      reading.stop = Interrupted();
      break;
    }
    const bool small = stretch.max_id.empty() && pages == 0 && !turn.one_page;
    auto page = messages_.ReadPage(
        credentials, {.token = reading.rest.token, .count = small ? kFirstPage : kFurtherPage},
        turn.call);
    if (!page) {
      reading.stop = page.error();
      break;
    }
    if (page->unreadable > 0) {
      host_.log.Write(chp::LogLevel::kWarn, "Some direct messages could not be read.",
                      LogFields(turn.account));
    }
    bool reached = page->next_token.empty();
    for (DirectMessage& message : page->messages) {
      if (!IsLowerId(stretch.since_id, message.id)) {
        reached = true;
        continue;
      }
      const bool in_stretch = stretch.max_id.empty() || !IsLowerId(stretch.max_id, message.id);
      if (!in_stretch) continue;
      reading.rest.max_id = message.id;
      reading.messages.push_back(std::move(message));
    }
    reading.rest.token = page->next_token;
    reading.complete = reached;
    reading.stop = WhenUsedUp(page->limit, kLeftToSending, turn.now_ms);
  }
  return reading;
}

chp::Result<void> MessagePoll::Deliver(const Turn& turn, std::vector<DirectMessage> messages) {
  std::vector<Event> events;
  events.reserve(messages.size());
  for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
    if (auto event = EventOf(std::move(*message), turn.account))
      events.push_back(*std::move(event));
  }
  const auto stored =
      found_.Deliver(std::move(events), turn.account, turn.config, turn.plan.late_ms);
  if (!stored) return stored.error();
  return {};
}

}  // namespace twitter
