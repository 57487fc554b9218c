// The place is written after the messages are stored: what comes twice does no harm.
#include "twitter_channel/inbound/message_poll.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/event_batch.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// X allows fifteen lists in a quarter of an hour.
constexpr std::int64_t kShortestIntervalMs = 90'000;

bool IsOlder(const DirectMessage& a, const DirectMessage& b) { return IsLowerId(a.id, b.id); }

chp::Error NextTurn(const Account& account) {
  return {.code = chp::Code::kAgain,
          .reason = "poll.next_turn",
          .message = "Everything there is has been read; the next turn comes later.",
          .retry_after_ms = std::max(account.settings.polling.interval_ms, kShortestIntervalMs)};
}

}  // namespace

bool AreMessagesPolled(const Config& config, const Account& account) {
  return config.app.push() == Push::kNone && account.active &&
         !account.settings.direct_messages_group.empty() && account.has_credentials();
}

chp::Job MessagePollJob(const Account& account) {
  chp::Job job;
  job.id = "poll/" + account.id + "/direct_messages";
  job.kind = kMessagePollJob;
  job.account_id = account.id;
  job.lane = kMessagePollJob;
  return job;
}

chp::Result<void> MessagePoll::Run(const chp::CallContext& call, const Config& config,
                                   std::string_view account_id) {
  const Account* account = config.ById(account_id);
  if (account == nullptr || !AreMessagesPolled(config, *account)) return {};
  const std::string key = MessagePollKey(account->id);
  const auto place = host_.kv.Get(key);
  if (!place) return place.error();
  const bool first = !place->has_value();
  const std::string last =
      first ? LowestIdAt(host_.clock.NowMs() - account->settings.polling.first_ms)
            : (*place)->value;
  auto recent = messages_.Recent(CredentialsOf(config, *account), call);
  if (!recent) return recent.error();
  std::erase_if(*recent, [&](const DirectMessage& each) { return !IsLowerId(last, each.id); });
  std::sort(recent->begin(), recent->end(), &IsOlder);
  const std::string newest = recent->empty() ? last : recent->back().id;
  if (auto delivered = Deliver(config, *account, std::move(*recent)); !delivered) return delivered;
  if (first || newest != last) {
    const auto kept = host_.kv.Put(
        {.key = key, .value = newest, .expected_version = first ? 0 : (*place)->version});
    if (!kept) return kept.error();
  }
  return NextTurn(*account);
}

chp::Result<void> MessagePoll::Deliver(const Config& config, const Account& account,
                                       std::vector<DirectMessage> messages) {
  std::vector<Event> events;
  events.reserve(messages.size());
  for (DirectMessage& message : messages) {
    events.emplace_back(DirectMessageCreated{std::move(message)});
  }
  chp::Batch batch = BatchOf(std::move(events), account, config);
  if (batch.messages.empty()) return {};
  const auto delivered = host_.ingest.Deliver(batch);
  if (!delivered) return delivered.error();
  for (const chp::Delivery& delivery : *delivered) {
    if (delivery.status == chp::Code::kOk) continue;
    host_.log.Write(chp::LogLevel::kWarn, "The host refused a direct message that was asked for.",
                    boost::json::serialize(boost::json::object{{"reason", delivery.reason}}));
  }
  return {};
}

}  // namespace twitter
