// Messages and updates as JSON text. Read back only what was written here: no checks.
#include "host_stub/store/message_json.hpp"

#include <utility>

#include <boost/json.hpp>

#include "host_stub/store/json_text.hpp"
#include "plugin_api/cpp/json_text.hpp"

namespace stub {
namespace {

using boost::json::object;
using boost::json::value;

void WriteParty(chp::JsonText& json, const chp::Party& party) {
  json.BeginObject();
  json.Name("id").Text(party.external_id).Name("handle").Text(party.handle);
  json.Name("name").Text(party.display_name).Name("avatar").Text(party.avatar_url);
  json.Name("extra").Text(party.extra_json).Name("own").Flag(party.own);
  json.EndObject();
}

void WriteParty(chp::JsonText& json, const std::optional<chp::Party>& party) {
  if (party) {
    WriteParty(json, *party);
  } else {
    json.Raw("null");
  }
}

chp::Party PartyFrom(const value& json) {
  const object& from = json.get_object();
  return {.external_id = StringMember(from, "id"),
          .handle = StringMember(from, "handle"),
          .display_name = StringMember(from, "name"),
          .avatar_url = StringMember(from, "avatar"),
          .extra_json = StringMember(from, "extra"),
          .own = from.at("own").get_bool()};
}

void WriteAttachment(chp::JsonText& json, const chp::Attachment& attachment) {
  json.BeginObject();
  json.Name("blob").Text(attachment.blob_id).Name("filename").Text(attachment.filename);
  json.Name("type").Text(attachment.media_type).Name("alt").Text(attachment.alt_text);
  json.Name("size").Number(static_cast<std::int64_t>(attachment.size_bytes));
  json.EndObject();
}

chp::Attachment AttachmentFrom(const value& json) {
  const object& from = json.get_object();
  return {.blob_id = StringMember(from, "blob"),
          .filename = StringMember(from, "filename"),
          .media_type = StringMember(from, "type"),
          .alt_text = StringMember(from, "alt"),
          .size_bytes = static_cast<std::uint64_t>(NumberMember(from, "size"))};
}

std::optional<chp::Party> OptionalPartyFrom(const object& from, std::string_view name) {
  const value* json = from.if_contains(name);
  if (json == nullptr || !json->is_object()) return std::nullopt;
  return PartyFrom(*json);
}

}  // namespace

std::string MessageToJson(const chp::Message& message) {
  chp::JsonText json;
  json.BeginObject();
  json.Name("role").Number(static_cast<std::int64_t>(message.role));
  json.Name("visibility").Number(static_cast<std::int64_t>(message.visibility));
  json.Name("own").Flag(message.own);
  json.Name("account_id").Text(message.account_id);
  json.Name("external_id").Text(message.external_id);
  json.Name("conversation_id").Text(message.conversation_id);
  json.Name("surface").Text(message.surface).Name("source").Text(message.source);
  json.Name("group_id").Text(message.group_id);
  json.Name("in_reply_to").Text(message.in_reply_to);
  json.Name("subject").Text(message.subject).Name("text").Text(message.text);
  json.Name("permalink").Text(message.permalink).Name("sent_ms").Number(message.sent_ms);
  json.Name("author");
  WriteParty(json, message.author);
  json.Name("customer");
  WriteParty(json, message.customer);
  json.Name("recipients").BeginArray();
  for (const chp::Party& party : message.recipients) WriteParty(json, party);
  json.EndArray().Name("parents").BeginArray();
  for (const std::string& parent : message.parent_ids) json.Text(parent);
  json.EndArray().Name("attributes").Text(message.attributes_json);
  json.Name("match").Text(message.match_json).Name("context").Text(message.context_json);
  return std::move(json.EndObject()).Take();
}

chp::Message MessageFromJson(std::string_view json) {
  const BriefObject read(json);
  const object& from = *read;
  if (from.empty()) return {};
  chp::Message message;
  message.role = static_cast<chp::Role>(NumberMember(from, "role"));
  message.visibility = static_cast<chp::Visibility>(NumberMember(from, "visibility"));
  message.own = from.at("own").get_bool();
  message.account_id = StringMember(from, "account_id");
  message.external_id = StringMember(from, "external_id");
  message.conversation_id = StringMember(from, "conversation_id");
  message.surface = StringMember(from, "surface");
  message.source = StringMember(from, "source");
  message.group_id = StringMember(from, "group_id");
  message.in_reply_to = StringMember(from, "in_reply_to");
  message.subject = StringMember(from, "subject");
  message.text = StringMember(from, "text");
  message.permalink = StringMember(from, "permalink");
  message.sent_ms = NumberMember(from, "sent_ms");
  message.author = PartyFrom(from.at("author"));
  message.customer = OptionalPartyFrom(from, "customer");
  for (const value& party : from.at("recipients").get_array()) {
    message.recipients.push_back(PartyFrom(party));
  }
  for (const value& parent : from.at("parents").get_array()) {
    message.parent_ids.emplace_back(parent.get_string());
  }
  message.attributes_json = StringMember(from, "attributes");
  message.match_json = StringMember(from, "match");
  message.context_json = StringMember(from, "context");
  return message;
}

std::string UpdateToJson(const chp::Update& update) {
  chp::JsonText json;
  json.BeginObject();
  json.Name("kind").Number(static_cast<std::int64_t>(update.kind));
  json.Name("account_id").Text(update.account_id);
  json.Name("external_id").Text(update.external_id);
  json.Name("new_external_id").Text(update.new_external_id);
  json.Name("text").Text(update.text).Name("at_ms").Number(update.at_ms);
  json.Name("party");
  WriteParty(json, update.party);
  json.Name("attachments").BeginArray();
  for (const auto& attachment : update.attachments) WriteAttachment(json, attachment);
  return std::move(json.EndArray().EndObject()).Take();
}

chp::Update UpdateFromJson(std::string_view json) {
  const BriefObject read(json);
  const object& from = *read;
  chp::Update update;
  update.kind = static_cast<chp::UpdateKind>(NumberMember(from, "kind"));
  update.account_id = StringMember(from, "account_id");
  update.external_id = StringMember(from, "external_id");
  update.new_external_id = StringMember(from, "new_external_id");
  update.text = StringMember(from, "text");
  update.at_ms = NumberMember(from, "at_ms");
  update.party = OptionalPartyFrom(from, "party");
  for (const value& attachment : from.at("attachments").get_array()) {
    update.attachments.push_back(AttachmentFrom(attachment));
  }
  return update;
}

}  // namespace stub
