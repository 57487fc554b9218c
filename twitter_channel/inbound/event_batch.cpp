// Each event is looked at on its own: nothing is carried from one to the next.
#include "twitter_channel/inbound/event_batch.hpp"

#include <utility>
#include <variant>

#include "twitter_channel/inbound/normalizer.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {
namespace {

class BatchBuilder {
 public:
  BatchBuilder(const Account& account, const Config& config) : account_(account), config_(config) {}

  void operator()(PostCreated& event) {
    const Routing routing = RoutePost(event.post, account_);
    if (routing.disposition == Disposition::kDrop) return;
    batch_.messages.push_back(NormalizePost(std::move(event.post), routing, account_, config_));
  }
  void operator()(DirectMessageCreated& event) {
    const Routing routing = RouteDirectMessage(event.message, account_);
    batch_.messages.push_back(
        NormalizeDirectMessage(std::move(event.message), routing, account_, config_));
  }
  void operator()(const PostDeleted& event) {
    chp::Update update;
    update.kind = chp::UpdateKind::kDeleted;
    update.account_id = account_.id;
    update.external_id = event.post_id;
    update.at_ms = event.at_ms;
    batch_.updates.push_back(std::move(update));
  }
  void operator()(const AccessRevoked&) {}
  void operator()(const OtherEvent&) {}

  chp::Batch Take() && { return std::move(batch_); }

 private:
  const Account& account_;
  const Config& config_;
  chp::Batch batch_;
};

}  // namespace

chp::Batch BatchOf(std::vector<Event> events, const Account& account, const Config& config) {
  BatchBuilder builder(account, config);
  for (Event& event : events) std::visit(builder, event);
  return std::move(builder).Take();
}

}  // namespace twitter
