// Structs to values: messages and what they consist of.
#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/read_checks.hpp"

namespace chp {
namespace {

std::string Text(const chp_str& text) { return std::string(View(text)); }

Result<std::string> ReadId(const chp_str* from) {
  auto text = ReadText(from, "an id");
  if (!text) return std::move(text).error();
  return std::string(*text);
}

Result<std::optional<Party>> ReadOptionalParty(const chp_party* from) {
  if (from == nullptr) return std::optional<Party>{};
  auto party = ReadParty(from);
  if (!party) return std::move(party).error();
  return std::optional<Party>(std::move(party).value());
}

Result<void> CheckMessageFields(const chp_message& raw) {
  return FirstError(
      {CheckFlags("chp_message.flags", raw.flags, CHP_MSG_OWN),
       CheckKind("chp_message.role", raw.role, CHP_ROLE_CONTEXT),
       CheckKind("chp_message.visibility", raw.visibility, CHP_VISIBILITY_PRIVATE),
       CheckStrings("chp_message",
                    {raw.account_id, raw.external_id, raw.conversation_id, raw.surface, raw.source,
                     raw.group_id, raw.in_reply_to, raw.subject, raw.text, raw.permalink,
                     raw.attributes_json, raw.match_json, raw.context_json})});
}

Message PlainFields(const chp_message& raw) {
  Message message;
  message.role = static_cast<Role>(raw.role);
  message.visibility = static_cast<Visibility>(raw.visibility);
  message.own = (raw.flags & CHP_MSG_OWN) != 0;
  message.account_id = Text(raw.account_id);
  message.external_id = Text(raw.external_id);
  message.conversation_id = Text(raw.conversation_id);
  message.surface = Text(raw.surface);
  message.source = Text(raw.source);
  message.group_id = Text(raw.group_id);
  message.in_reply_to = Text(raw.in_reply_to);
  message.subject = Text(raw.subject);
  message.text = Text(raw.text);
  message.permalink = Text(raw.permalink);
  message.sent_ms = raw.sent_ms;
  message.attributes_json = Text(raw.attributes_json);
  message.match_json = Text(raw.match_json);
  message.context_json = Text(raw.context_json);
  return message;
}

// Moves the value into *to; the error stays for the caller.
template <class T>
Result<void> Take(Result<T> from, T& to) {
  if (!from) return std::move(from).error();
  to = std::move(from).value();
  return {};
}

}  // namespace

Result<Attachment> ReadAttachment(const chp_attachment* from) {
  const auto raw = CopyIn(from, "chp_attachment");
  if (!raw) return raw.error();
  const auto sound = FirstError({CheckFlags("chp_attachment.flags", raw->flags, 0),
                                 CheckStrings("chp_attachment", {raw->blob_id, raw->filename,
                                                                 raw->media_type, raw->alt_text})});
  if (!sound) return sound.error();
  return Attachment{.blob_id = Text(raw->blob_id),
                    .filename = Text(raw->filename),
                    .media_type = Text(raw->media_type),
                    .alt_text = Text(raw->alt_text),
                    .size_bytes = raw->size_bytes};
}

Result<Party> ReadParty(const chp_party* from) {
  const auto raw = CopyIn(from, "chp_party");
  if (!raw) return raw.error();
  const auto sound =
      FirstError({CheckFlags("chp_party.flags", raw->flags, CHP_PARTY_OWN),
                  CheckStrings("chp_party", {raw->external_id, raw->handle, raw->display_name,
                                             raw->avatar_url, raw->extra_json})});
  if (!sound) return sound.error();
  return Party{.external_id = Text(raw->external_id),
               .handle = Text(raw->handle),
               .display_name = Text(raw->display_name),
               .avatar_url = Text(raw->avatar_url),
               .extra_json = Text(raw->extra_json),
               .own = (raw->flags & CHP_PARTY_OWN) != 0};
}

Result<Job> ReadJob(const chp_job* from) {
  const auto raw = CopyIn(from, "chp_job");
  if (!raw) return raw.error();
  const auto sound = FirstError(
      {CheckFlags("chp_job.flags", raw->flags, 0), CheckFlags("chp_job.reserved", raw->reserved, 0),
       CheckStrings("chp_job",
                    {raw->id, raw->kind, raw->account_id, raw->lane, raw->payload_json})});
  if (!sound) return sound.error();
  return Job{.id = Text(raw->id),
             .kind = Text(raw->kind),
             .account_id = Text(raw->account_id),
             .lane = Text(raw->lane),
             .payload_json = Text(raw->payload_json),
             .run_at_ms = raw->run_at_ms,
             .priority = raw->priority};
}

Result<Message> ReadMessage(const chp_message* from) {
  const auto raw = CopyIn(from, "chp_message");
  if (!raw) return raw.error();
  if (auto sound = CheckMessageFields(*raw); !sound) return std::move(sound).error();
  Message message = PlainFields(*raw);
  const auto taken = FirstError(
      {Take(ReadParty(raw->author), message.author),
       Take(ReadOptionalParty(raw->customer), message.customer),
       Take(ReadArray(raw->recipients, raw->recipient_count, "chp_message.recipients", ReadParty),
            message.recipients),
       Take(ReadArray(raw->parent_ids, raw->parent_count, "chp_message.parent_ids", ReadId),
            message.parent_ids),
       Take(ReadArray(raw->attachments, raw->attachment_count, "chp_message.attachments",
                      ReadAttachment),
            message.attachments),
       Take(ReadArray(raw->jobs, raw->job_count, "chp_message.jobs", ReadJob), message.jobs)});
  if (!taken) return taken.error();
  return message;
}

Result<Update> ReadUpdate(const chp_update* from) {
  const auto raw = CopyIn(from, "chp_update");
  if (!raw) return raw.error();
  const auto sound = FirstError({CheckKind("chp_update.kind", raw->kind, CHP_UPDATE_PARTY_CHANGED),
                                 CheckStrings("chp_update", {raw->account_id, raw->external_id,
                                                             raw->new_external_id, raw->text})});
  if (!sound) return sound.error();
  Update update{.kind = static_cast<UpdateKind>(raw->kind),
                .account_id = Text(raw->account_id),
                .external_id = Text(raw->external_id),
                .new_external_id = Text(raw->new_external_id),
                .text = Text(raw->text),
                .at_ms = raw->at_ms,
                .party = {},
                .attachments = {}};
  const auto taken = FirstError({Take(ReadOptionalParty(raw->party), update.party),
                                 Take(ReadArray(raw->attachments, raw->attachment_count,
                                                "chp_update.attachments", ReadAttachment),
                                      update.attachments)});
  if (!taken) return taken.error();
  return update;
}

Result<Batch> ReadBatch(const chp_batch* from) {
  const auto raw = CopyIn(from, "chp_batch");
  if (!raw) return raw.error();
  Batch batch;
  const auto taken = FirstError(
      {CheckFlags("chp_batch.reserved", raw->reserved, 0),
       Take(ReadArray(raw->messages, raw->message_count, "chp_batch.messages", ReadMessage),
            batch.messages),
       Take(ReadArray(raw->updates, raw->update_count, "chp_batch.updates", ReadUpdate),
            batch.updates),
       Take(ReadArray(raw->jobs, raw->job_count, "chp_batch.jobs", ReadJob), batch.jobs)});
  if (!taken) return taken.error();
  return batch;
}

Result<std::vector<std::string>> ReadIds(const chp_str* const* ids, std::size_t count) {
  return ReadArray(ids, count, "the list of ids", ReadId);
}

}  // namespace chp
