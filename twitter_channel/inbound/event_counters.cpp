// Counters are few and increments rare (one per event), so one mutex is enough.
#include "twitter_channel/inbound/event_counters.hpp"

#include <variant>

namespace twitter {
namespace {

constexpr std::size_t kMostKinds = 64;

struct Namer {
  std::string_view operator()(const PostCreated&) const { return "post"; }
  std::string_view operator()(const DirectMessageCreated&) const { return "direct_message"; }
  std::string_view operator()(const PostDeleted&) const { return "post_deleted"; }
  std::string_view operator()(const PostAnnounced&) const { return "post_announced"; }
  std::string_view operator()(const MessagesRead&) const { return "messages_read"; }
  std::string_view operator()(const AccessRevoked&) const { return "access_revoked"; }
  std::string_view operator()(const OtherEvent& event) const { return event.kind; }
};

}  // namespace

std::string_view KindOf(const Event& event) { return std::visit(Namer{}, event); }

std::size_t CountOf(const Event& event) {
  const auto* other = std::get_if<OtherEvent>(&event);
  return other == nullptr ? 1 : other->count;
}

void EventCounters::Add(std::string_view kind, std::uint64_t count) {
  const std::scoped_lock lock(mutex_);
  const auto known = counts_.find(kind);
  if (known != counts_.end()) {
    known->second += count;
  } else {
    counts_[counts_.size() < kMostKinds ? std::string(kind) : std::string("other")] += count;
  }
}

std::map<std::string, std::uint64_t> EventCounters::Snapshot() const {
  const std::scoped_lock lock(mutex_);
  return {counts_.begin(), counts_.end()};
}

}  // namespace twitter
