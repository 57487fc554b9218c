// Messages of a batch made ready on the caller's thread.
#include "host_stub/store/prepared_message.hpp"

#include <algorithm>

#include "host_stub/store/message_json.hpp"
#include "host_stub/store/store_context.hpp"
#include "host_stub/ticketing/message_article.hpp"
#include "host_stub/ticketing/message_check.hpp"
#include "plugin_api/cpp/text.hpp"

namespace stub {
namespace {

std::vector<std::string> AncestorsOf(const chp::Message& message) {
  std::vector<std::string> parents = message.parent_ids;
  const bool known =
      std::find(parents.begin(), parents.end(), message.in_reply_to) != parents.end();
  if (!message.in_reply_to.empty() && !known) parents.insert(parents.begin(), message.in_reply_to);
  return parents;
}

PreparedMessage Prepare(const chp::Message& message, const Manifest& manifest,
                        std::int64_t now_ms) {
  PreparedMessage prepared;
  prepared.message = &message;
  if (auto reason = ReasonToRefuse(message, manifest)) {
    prepared.refused = std::move(*reason);
    return prepared;
  }
  MessageRow& row = prepared.row;
  row.external_id = message.external_id;
  row.role = message.role;
  row.visibility = message.visibility;
  row.own = message.own;
  row.sent_ms = message.sent_ms > 0 ? message.sent_ms : now_ms;
  row.conversation_id = message.conversation_id;
  row.author_id = message.author.external_id;
  row.counterpart = PersonAbout(message).external_id;
  row.surface = message.surface;
  for (const Surface& surface : manifest.surfaces) {
    if (surface.id != message.surface) continue;
    row.article_type = surface.article_type;
    row.link_label = surface.link_label;
  }
  row.subject = TitleOf(message);
  row.content_json = MessageToJson(message);
  if (!chp::IsUtf8(row.content_json)) {
    prepared.refused = "message.not_utf8";
    return prepared;
  }
  // What opens a ticket is never only context.
  const bool may_stay_context = message.role != chp::Role::kOpen;
  row.expires_ms = may_stay_context ? now_ms + manifest.limits.context_days * kDayMs : 0;
  prepared.parents = AncestorsOf(message);
  return prepared;
}

chp::Result<void> CheckUpdate(const chp::Update& update, const Limits& limits) {
  const bool about_party = update.kind == chp::UpdateKind::kPartyChanged;
  if (about_party && !update.party) {
    return InvalidError("update.party_missing", "A changed party needs the party.");
  }
  if (!about_party &&
      (update.external_id.empty() || update.external_id.size() > kLongestExternalId)) {
    return InvalidError("update.id_invalid",
                        "An update needs the id of its message, 1 to 63 bytes.");
  }
  if (update.new_external_id.size() > kLongestExternalId) {
    return InvalidError("update.id_invalid", "An update's new id has more than 63 bytes.");
  }
  if (update.text.size() > limits.message_text_bytes) {
    return InvalidError("update.text_too_long",
                        "An update's text is longer than the manifest's limit allows.");
  }
  if (!chp::IsUtf8(UpdateToJson(update))) {
    return InvalidError("update.not_utf8", "An update holds text that is not UTF-8.");
  }
  return {};
}

}  // namespace

std::vector<PreparedMessage> PrepareMessages(const Manifest& manifest, const chp::Batch& batch,
                                             std::int64_t now_ms) {
  std::vector<PreparedMessage> prepared;
  prepared.reserve(batch.messages.size());
  for (const chp::Message& message : batch.messages) {
    prepared.push_back(Prepare(message, manifest, now_ms));
  }
  return prepared;
}

chp::Result<void> CheckUpdatesAndJobs(const Manifest& manifest, const chp::Batch& batch) {
  for (const chp::Update& update : batch.updates) {
    if (auto sound = CheckUpdate(update, manifest.limits); !sound) return sound;
  }
  for (const chp::Job& job : batch.jobs) {
    if (job.id.empty() || job.kind.empty()) {
      return InvalidError("job.id_or_kind", "A job needs an id and a kind.");
    }
  }
  return {};
}

}  // namespace stub
