// Messages and updates as JSON text. Read back only what was written here: no checks.
#include "host_stub/store/message_json.hpp"

#include <array>
#include <utility>

#include <boost/json.hpp>

#include "host_stub/store/json_text.hpp"

namespace stub {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::storage_ptr;
using boost::json::value;

// Enough for nearly every message: its JSON is built and read without the allocator.
constexpr std::size_t kUsualBytes = std::size_t{8} << 10;

struct Memory {
  std::array<unsigned char, kUsualBytes> first;
  boost::json::monotonic_resource resource{first.data(), first.size()};
};

object PartyJson(const chp::Party& party, const storage_ptr& memory) {
  return {{{"id", party.external_id},
           {"handle", party.handle},
           {"name", party.display_name},
           {"avatar", party.avatar_url},
           {"extra", party.extra_json},
           {"own", party.own}},
          memory};
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

object AttachmentJson(const chp::Attachment& attachment) {
  return {{"blob", attachment.blob_id},
          {"filename", attachment.filename},
          {"type", attachment.media_type},
          {"alt", attachment.alt_text},
          {"size", attachment.size_bytes}};
}

chp::Attachment AttachmentFrom(const value& json) {
  const object& from = json.get_object();
  return {.blob_id = StringMember(from, "blob"),
          .filename = StringMember(from, "filename"),
          .media_type = StringMember(from, "type"),
          .alt_text = StringMember(from, "alt"),
          .size_bytes = static_cast<std::uint64_t>(NumberMember(from, "size"))};
}

value OptionalPartyJson(const std::optional<chp::Party>& party, const storage_ptr& memory) {
  if (!party) return nullptr;
  return PartyJson(*party, memory);
}

std::optional<chp::Party> OptionalPartyFrom(const object& from, std::string_view name) {
  const value* json = from.if_contains(name);
  if (json == nullptr || !json->is_object()) return std::nullopt;
  return PartyFrom(*json);
}

object Parsed(std::string_view json, const storage_ptr& memory) {
  boost::json::error_code failed;
  value parsed = boost::json::parse(json, failed, memory);
  return failed || !parsed.is_object() ? object() : std::move(parsed.get_object());
}

}  // namespace

std::string MessageToJson(const chp::Message& message) {
  Memory memory;
  const storage_ptr in(&memory.resource);
  array recipients(in);
  for (const chp::Party& party : message.recipients) recipients.push_back(PartyJson(party, in));
  array parents(in);
  for (const std::string& parent : message.parent_ids) parents.emplace_back(parent);
  object json{{{"role", static_cast<std::uint32_t>(message.role)},
               {"visibility", static_cast<std::uint32_t>(message.visibility)},
               {"own", message.own},
               {"account_id", message.account_id},
               {"external_id", message.external_id},
               {"conversation_id", message.conversation_id},
               {"surface", message.surface},
               {"source", message.source},
               {"group_id", message.group_id},
               {"in_reply_to", message.in_reply_to},
               {"subject", message.subject},
               {"text", message.text},
               {"permalink", message.permalink},
               {"sent_ms", message.sent_ms},
               {"author", PartyJson(message.author, in)},
               {"customer", OptionalPartyJson(message.customer, in)},
               {"recipients", std::move(recipients)},
               {"parents", std::move(parents)},
               {"attributes", message.attributes_json},
               {"match", message.match_json},
               {"context", message.context_json}},
              in};
  return boost::json::serialize(json);
}

chp::Message MessageFromJson(std::string_view json) {
  Memory memory;
  const object from = Parsed(json, &memory.resource);
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
  array attachments;
  for (const auto& attachment : update.attachments) {
    attachments.push_back(AttachmentJson(attachment));
  }
  const object json{{"kind", static_cast<std::uint32_t>(update.kind)},
                    {"account_id", update.account_id},
                    {"external_id", update.external_id},
                    {"new_external_id", update.new_external_id},
                    {"text", update.text},
                    {"at_ms", update.at_ms},
                    {"party", OptionalPartyJson(update.party, {})},
                    {"attachments", std::move(attachments)}};
  return boost::json::serialize(json);
}

chp::Update UpdateFromJson(std::string_view json) {
  const object from = Parsed(json, {});
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
