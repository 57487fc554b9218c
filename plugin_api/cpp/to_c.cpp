// Values to structs, field by field, in the order of channel_types.h.
#include "plugin_api/cpp/to_c.hpp"

#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"

namespace chp {
namespace {

std::uint32_t Flag(bool set, std::uint32_t flag) { return set ? flag : 0; }

}  // namespace

chp_str StrOrAbsent(std::string_view text) {
  return text.empty() ? chp_str{nullptr, 0} : Str(text);
}

const chp_str* CStructs::Add(std::string_view text) { return Keep(StrOrAbsent(text)); }

const chp_attachment* CStructs::Add(const Attachment& attachment) {
  auto raw = Zeroed<chp_attachment>();
  raw.blob_id = StrOrAbsent(attachment.blob_id);
  raw.filename = StrOrAbsent(attachment.filename);
  raw.media_type = StrOrAbsent(attachment.media_type);
  raw.alt_text = StrOrAbsent(attachment.alt_text);
  raw.size_bytes = attachment.size_bytes;
  return Keep(raw);
}

const chp_party* CStructs::Add(const Party& party) {
  auto raw = Zeroed<chp_party>();
  raw.flags = Flag(party.own, CHP_PARTY_OWN);
  raw.external_id = StrOrAbsent(party.external_id);
  raw.handle = StrOrAbsent(party.handle);
  raw.display_name = StrOrAbsent(party.display_name);
  raw.avatar_url = StrOrAbsent(party.avatar_url);
  raw.extra_json = StrOrAbsent(party.extra_json);
  return Keep(raw);
}

const chp_job* CStructs::Add(const Job& job) {
  auto raw = Zeroed<chp_job>();
  raw.id = StrOrAbsent(job.id);
  raw.kind = StrOrAbsent(job.kind);
  raw.account_id = StrOrAbsent(job.account_id);
  raw.lane = StrOrAbsent(job.lane);
  raw.payload_json = StrOrAbsent(job.payload_json);
  raw.run_at_ms = job.run_at_ms;
  raw.priority = job.priority;
  return Keep(raw);
}

const chp_message* CStructs::Add(const Message& message) {
  auto raw = Zeroed<chp_message>();
  raw.flags = Flag(message.own, CHP_MSG_OWN);
  raw.role = static_cast<std::uint32_t>(message.role);
  raw.visibility = static_cast<std::uint32_t>(message.visibility);
  raw.account_id = StrOrAbsent(message.account_id);
  raw.external_id = StrOrAbsent(message.external_id);
  raw.conversation_id = StrOrAbsent(message.conversation_id);
  raw.surface = StrOrAbsent(message.surface);
  raw.source = StrOrAbsent(message.source);
  raw.group_id = StrOrAbsent(message.group_id);
  raw.in_reply_to = StrOrAbsent(message.in_reply_to);
  raw.subject = StrOrAbsent(message.subject);
  raw.text = StrOrAbsent(message.text);
  raw.permalink = StrOrAbsent(message.permalink);
  raw.sent_ms = message.sent_ms;
  raw.author = Add(message.author);
  raw.customer = message.customer ? Add(*message.customer) : nullptr;
  raw.recipients = AddAll(message.recipients);
  raw.recipient_count = message.recipients.size();
  raw.parent_ids = AddAll(message.parent_ids);
  raw.parent_count = message.parent_ids.size();
  raw.attachments = AddAll(message.attachments);
  raw.attachment_count = message.attachments.size();
  raw.jobs = AddAll(message.jobs);
  raw.job_count = message.jobs.size();
  raw.attributes_json = StrOrAbsent(message.attributes_json);
  raw.match_json = StrOrAbsent(message.match_json);
  raw.context_json = StrOrAbsent(message.context_json);
  return Keep(raw);
}

const chp_update* CStructs::Add(const Update& update) {
  auto raw = Zeroed<chp_update>();
  raw.kind = static_cast<std::uint32_t>(update.kind);
  raw.account_id = StrOrAbsent(update.account_id);
  raw.external_id = StrOrAbsent(update.external_id);
  raw.new_external_id = StrOrAbsent(update.new_external_id);
  raw.text = StrOrAbsent(update.text);
  raw.at_ms = update.at_ms;
  raw.party = update.party ? Add(*update.party) : nullptr;
  raw.attachments = AddAll(update.attachments);
  raw.attachment_count = update.attachments.size();
  return Keep(raw);
}

const chp_batch* CStructs::Add(const Batch& batch) {
  auto raw = Zeroed<chp_batch>();
  raw.messages = AddAll(batch.messages);
  raw.message_count = batch.messages.size();
  raw.updates = AddAll(batch.updates);
  raw.update_count = batch.updates.size();
  raw.jobs = AddAll(batch.jobs);
  raw.job_count = batch.jobs.size();
  return Keep(raw);
}

const chp_config* CStructs::Add(const ConfigInput& config) {
  auto raw = Zeroed<chp_config>();
  raw.flags = Flag(config.dry_run, CHP_CONFIG_DRY_RUN);
  raw.revision = config.revision;
  raw.json = StrOrAbsent(config.json);
  raw.secrets_json = StrOrAbsent(config.secrets_json);
  return Keep(raw);
}

const chp_header* CStructs::Add(const HeaderView& header) {
  auto raw = Zeroed<chp_header>();
  raw.name = StrOrAbsent(header.name);
  raw.value = StrOrAbsent(header.value);
  return Keep(raw);
}

const chp_inbound* CStructs::Add(const InboundRequest& request) {
  auto raw = Zeroed<chp_inbound>();
  raw.kind = CHP_INBOUND_HTTP;
  raw.received_ms = request.received_ms;
  raw.route = StrOrAbsent(request.route);
  raw.principal = StrOrAbsent(request.principal);
  raw.base_url = StrOrAbsent(request.base_url);
  raw.method = StrOrAbsent(request.method);
  raw.public_url = StrOrAbsent(request.public_url);
  raw.remote_addr = StrOrAbsent(request.remote_addr);
  raw.headers = AddAll(request.headers);
  raw.header_count = request.headers.size();
  raw.body = StrOrAbsent(request.body);
  return Keep(raw);
}

const chp_reply* CStructs::Add(const Reply& reply) {
  auto raw = Zeroed<chp_reply>();
  raw.flags = Flag(reply.force, CHP_REPLY_FORCE);
  raw.idempotency_key = StrOrAbsent(reply.idempotency_key);
  raw.account_id = StrOrAbsent(reply.account_id);
  raw.conversation_id = StrOrAbsent(reply.conversation_id);
  raw.surface = StrOrAbsent(reply.surface);
  raw.in_reply_to = StrOrAbsent(reply.in_reply_to);
  raw.recipient_id = StrOrAbsent(reply.recipient_id);
  raw.text = StrOrAbsent(reply.text);
  raw.attachments = AddAll(reply.attachments);
  raw.attachment_count = reply.attachments.size();
  raw.context_json = StrOrAbsent(reply.context_json);
  raw.options_json = StrOrAbsent(reply.options_json);
  raw.agent_json = StrOrAbsent(reply.agent_json);
  raw.created_ms = reply.created_ms;
  return Keep(raw);
}

const chp_action* CStructs::Add(const ActionInput& action) {
  auto raw = Zeroed<chp_action>();
  raw.id = StrOrAbsent(action.id);
  raw.account_id = StrOrAbsent(action.account_id);
  raw.external_id = StrOrAbsent(action.external_id);
  raw.principal = StrOrAbsent(action.principal);
  raw.base_url = StrOrAbsent(action.base_url);
  raw.input_json = StrOrAbsent(action.input_json);
  raw.secrets_json = StrOrAbsent(action.secrets_json);
  return Keep(raw);
}

const chp_account_save* CStructs::Add(const AccountSave& account) {
  auto raw = Zeroed<chp_account_save>();
  raw.account_json = StrOrAbsent(account.account_json);
  raw.secrets_json = StrOrAbsent(account.secrets_json);
  raw.expected_revision = account.expected_revision;
  return Keep(raw);
}

const chp_account_state* CStructs::Add(const AccountStatus& status) {
  auto raw = Zeroed<chp_account_state>();
  raw.state = static_cast<std::uint32_t>(status.state);
  raw.account_id = StrOrAbsent(status.account_id);
  raw.reason = StrOrAbsent(status.reason);
  raw.message = StrOrAbsent(status.message);
  return Keep(raw);
}

}  // namespace chp
