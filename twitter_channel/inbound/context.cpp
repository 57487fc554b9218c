// JSON of ReplyContext; read strictly, because it comes back through the host's database.
#include "twitter_channel/inbound/context.hpp"

#include <array>
#include <optional>
#include <utility>

#include <boost/json.hpp>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::string_view kPostKind = "post";
constexpr std::string_view kDirectMessageKind = "direct_message";

void Write(const Correspondent& person, chp::JsonText& json) {
  json.BeginObject().Name("id").Text(person.id);
  if (!person.screen_name.empty()) json.Name("screen_name").Text(person.screen_name);
  json.EndObject();
}

void Write(const RoutingFacts& facts, chp::JsonText& json) {
  json.BeginObject();
  const auto add = [&json](std::string_view name, const std::string& text) {
    if (!text.empty()) json.Name(name).Text(text);
  };
  add("lang", facts.language);
  if (facts.names_us) json.Name("names_us").Flag(true);
  add("quoted", facts.quoted_id);
  add("quoted_user", facts.quoted_user_id);
  add("reposted", facts.reposted_id);
  add("reposted_user", facts.reposted_user_id);
  if (facts.own_bytes > 0) {
    json.Name("own_bytes").Number(static_cast<std::int64_t>(facts.own_bytes));
  }
  add("media_order", facts.media_order);
  json.EndObject();
}

chp::Error Unreadable() {
  return {.code = chp::Code::kInvalid,
          .reason = "reply.context",
          .message =
              "The stored facts about the message that is answered are damaged. Answer "
              "another message of this ticket."};
}

// The string member `name`; empty when absent, nothing when it has another type.
std::optional<std::string> Text(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr) return std::string();
  if (!member->is_string()) return std::nullopt;
  return std::string(member->get_string());
}

std::optional<Correspondent> ToCorrespondent(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  auto id = Text(value.get_object(), "id");
  auto screen_name = Text(value.get_object(), "screen_name");
  if (!id || !IsXId(*id) || !screen_name) return std::nullopt;
  return Correspondent{*std::move(id), *std::move(screen_name)};
}

// Reads the person `name` into `person`; false when there is one that cannot be read.
bool ReadPerson(const json::object& object, std::string_view name, Correspondent& person) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr) return true;
  auto read = ToCorrespondent(*member);
  if (!read) return false;
  person = *std::move(read);
  return true;
}

bool ReadMentions(const json::object& object, std::vector<Correspondent>& mentions) {
  const json::value* member = object.if_contains("mentions");
  if (member == nullptr) return true;
  if (!member->is_array()) return false;
  for (const json::value& item : member->get_array()) {
    auto mention = ToCorrespondent(item);
    if (!mention) return false;
    mentions.push_back(*std::move(mention));
  }
  return true;
}

// What cannot be read is as good as absent: answers do not depend on it.
RoutingFacts ReadFacts(const json::object& object) {
  RoutingFacts facts;
  const json::value* member = object.if_contains("facts");
  if (member == nullptr || !member->is_object()) return facts;
  const json::object& from = member->get_object();
  const auto text = [&from](std::string_view name) {
    return Text(from, name).value_or(std::string());
  };
  facts.language = text("lang");
  facts.quoted_id = text("quoted");
  facts.quoted_user_id = text("quoted_user");
  facts.reposted_id = text("reposted");
  facts.reposted_user_id = text("reposted_user");
  facts.media_order = text("media_order");
  const json::value* names_us = from.if_contains("names_us");
  facts.names_us = names_us != nullptr && names_us->is_bool() && names_us->get_bool();
  const json::value* bytes = from.if_contains("own_bytes");
  const bool sound = bytes != nullptr && bytes->is_int64() && bytes->get_int64() > 0;
  if (sound) facts.own_bytes = static_cast<std::size_t>(bytes->get_int64());
  return facts;
}

}  // namespace

std::string WriteContext(const ReplyContext& context) {
  const bool is_post = context.kind == ReplyContext::Kind::kPost;
  chp::JsonText json;
  json.BeginObject();
  json.Name("kind").Text(is_post ? kPostKind : kDirectMessageKind);
  json.Name("id").Text(context.id);
  Write(context.author, json.Name("author"));
  if (!context.mentions.empty()) {
    json.Name("mentions").BeginArray();
    for (const Correspondent& mention : context.mentions) Write(mention, json);
    json.EndArray();
  }
  if (!context.conversation_id.empty()) json.Name("conversation_id").Text(context.conversation_id);
  if (!context.counterpart.id.empty()) Write(context.counterpart, json.Name("counterpart"));
  if (context.facts != RoutingFacts()) Write(context.facts, json.Name("facts"));
  return std::move(json.EndObject()).Take();
}

chp::Result<ReplyContext> ParseContext(std::string_view text) {
  std::array<unsigned char, 4096> memory{};  // for nearly all, so that nothing is allocated
  json::monotonic_resource storage(memory.data(), memory.size());
  json::error_code error;
  const json::value value = json::parse(text, error, &storage);
  if (error || !value.is_object()) return Unreadable();
  const json::object& object = value.get_object();

  const auto kind = Text(object, "kind");
  auto id = Text(object, "id");
  auto conversation_id = Text(object, "conversation_id");
  if (!kind || (*kind != kPostKind && *kind != kDirectMessageKind)) return Unreadable();
  if (!id || id->empty() || !conversation_id) return Unreadable();

  ReplyContext context;
  context.kind =
      *kind == kPostKind ? ReplyContext::Kind::kPost : ReplyContext::Kind::kDirectMessage;
  context.id = *std::move(id);
  context.conversation_id = *std::move(conversation_id);
  const bool people_read = ReadPerson(object, "author", context.author) &&
                           ReadPerson(object, "counterpart", context.counterpart) &&
                           ReadMentions(object, context.mentions);
  if (!people_read) return Unreadable();
  context.facts = ReadFacts(object);
  return context;
}

}  // namespace twitter
