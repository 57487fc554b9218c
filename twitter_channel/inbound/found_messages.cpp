// The way of every poll: router and normaliser are those of the webhook.
#include "twitter_channel/inbound/found_messages.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/event_batch.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostInABatch = 100;

}  // namespace

chp::Result<std::size_t> FoundMessages::Deliver(std::vector<Event> events, const Account& account,
                                                const Config& config, std::int64_t late_after_ms) {
  std::size_t fresh = 0;
  for (auto next = events.begin(); next != events.end();) {
    const auto left = static_cast<std::size_t>(events.end() - next);
    const auto end = next + static_cast<std::ptrdiff_t>(std::min(left, kMostInABatch));
    std::vector<Event> some(std::make_move_iterator(next), std::make_move_iterator(end));
    auto stored = DeliverSome(std::move(some), account, config, late_after_ms);
    if (!stored) return stored;
    fresh += *stored;
    next = end;
  }
  return fresh;
}

chp::Result<std::size_t> FoundMessages::DeliverSome(std::vector<Event> events,
                                                    const Account& account, const Config& config,
                                                    std::int64_t late_after_ms) {
  chp::Batch batch = BatchOf(std::move(events), account, config);
  if (auto kept = KeepUnknown(account, batch); !kept) return kept.error();
  if (batch.messages.empty()) return std::size_t{0};
  MarkCaughtUp(batch, host_.clock.NowMs(), late_after_ms);
  const auto grouped = flood_.Group(account, batch.messages);
  if (!grouped) return grouped.error();
  if (*grouped > 0) {
    host_.log.Write(
        chp::LogLevel::kInfo, "A busy thread was put into one ticket.",
        boost::json::serialize(boost::json::object{{"account", account.id}, {"posts", *grouped}}));
  }
  return Store(account, batch);
}

chp::Result<void> FoundMessages::KeepUnknown(const Account& account, chp::Batch& batch) {
  if (batch.messages.empty()) return {};
  std::vector<std::string> ids;
  for (const chp::Message& message : batch.messages) ids.push_back(message.external_id);
  const auto found = host_.ingest.Find(account.id, ids);
  if (!found) return found.error();
  std::vector<chp::Message> fresh;
  for (std::size_t i = 0; i < batch.messages.size(); ++i) {
    const bool done = (*found)[i].deleted || !(*found)[i].ticket_ref.empty();
    if (!done) fresh.push_back(std::move(batch.messages[i]));
  }
  batch.messages = std::move(fresh);
  return {};
}

chp::Result<std::size_t> FoundMessages::Store(const Account& account, const chp::Batch& batch) {
  const auto delivered = host_.ingest.Deliver(batch);
  if (!delivered) return delivered.error();
  std::size_t fresh = 0;
  for (const chp::Delivery& delivery : *delivered) {
    if (delivery.created) ++fresh;
    if (delivery.status == chp::Code::kOk) continue;
    host_.log.Write(chp::LogLevel::kWarn, "The host refused a message that was found on X.",
                    boost::json::serialize(
                        boost::json::object{{"account", account.id}, {"reason", delivery.reason}}));
  }
  return fresh;
}

}  // namespace twitter
