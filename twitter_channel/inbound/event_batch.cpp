// Each event is looked at on its own: nothing is carried from one to the next.
#include "twitter_channel/inbound/event_batch.hpp"

#include <utility>
#include <variant>

#include "twitter_channel/inbound/normalizer.hpp"
#include "twitter_channel/inbound/parent_job.hpp"
#include "twitter_channel/inbound/router.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

class BatchBuilder {
 public:
  BatchBuilder(const Account& account, const Config& config) : account_(account), config_(config) {}

  void operator()(PostCreated& event) {
    const Routing routing = RoutePost(event.post, account_);
    if (routing.disposition != Disposition::kDrop) Add(std::move(event.post), routing);
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
  void operator()(const PostAnnounced& event) {
    batch_.jobs.push_back(AnnouncedJobFor(account_.id, event.post_id));
  }
  void operator()(const MessagesRead& event) {
    if (event.reader_id == account_.external_id) return;
    chp::Update update;
    update.kind = chp::UpdateKind::kRead;
    update.account_id = account_.id;
    update.external_id = event.message_id;
    update.at_ms = event.at_ms;
    batch_.updates.push_back(std::move(update));
  }
  void operator()(const AccessRevoked&) {}
  void operator()(const OtherEvent&) {}

  void Add(Post&& post, const Routing& routing) {
    const std::vector<std::string> versions = std::move(post.edit_ids);
    batch_.messages.push_back(NormalizePost(std::move(post), routing, account_, config_));
    AddVersions(versions, batch_.messages.back());
  }
  chp::Batch Take() && { return std::move(batch_); }

 private:
  // The message is an edit of each version before it, whichever of them the host knows or will come
  // to know: so it does not matter which one comes first. A version after it is looked up.
  void AddVersions(const std::vector<std::string>& versions, const chp::Message& message) {
    for (const std::string& version : versions) {
      if (!IsXId(version) || !IsLowerId(version, message.external_id)) continue;
      chp::Update update;
      update.kind = chp::UpdateKind::kEdited;
      update.account_id = account_.id;
      update.external_id = version;
      update.new_external_id = message.external_id;
      update.text = message.text;
      update.at_ms = message.sent_ms;
      batch_.updates.push_back(std::move(update));
    }
    if (versions.empty() || !IsXId(versions.back())) return;
    if (!IsLowerId(message.external_id, versions.back())) return;
    batch_.jobs.push_back(ParentJobFor(account_.id, {versions.back(), 1}));
  }

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

chp::Batch BatchOfPost(Post post, const Routing& routing, const Account& account,
                       const Config& config) {
  BatchBuilder builder(account, config);
  builder.Add(std::move(post), routing);
  return std::move(builder).Take();
}

}  // namespace twitter
