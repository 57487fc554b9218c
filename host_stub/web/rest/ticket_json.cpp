#include "host_stub/web/rest/ticket_json.hpp"

#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "host_stub/web/rest/or_null.hpp"
#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

int PriorityId(const std::string& priority) {
  return priority.empty() || priority[0] < '1' || priority[0] > '3' ? 2 : priority[0] - '0';
}

int SenderId(const std::string& sender) {
  if (sender == "Agent") return 1;
  return sender == "Customer" ? 2 : 3;
}

void AddDelivery(const Article& article, json::object& preferences) {
  if (article.delivery != DeliveryState::kNone) {
    preferences["delivery_status"] = DeliveryStateName(article.delivery);
    preferences["delivery_status_message"] = OrNull(article.delivery_message);
    preferences["delivery_status_reason"] = OrNull(article.delivery_reason);
    preferences["delivery_retry"] = article.delivery_retry;
    preferences["delivery_status_date"] =
        article.delivery_ms == 0 ? json::value(nullptr) : json::value(IsoTime(article.delivery_ms));
  }
  if (article.waiting.until_ms != 0) {
    const bool until_somebody_acts = article.waiting.until_ms == INT64_MAX;
    preferences["delivery_retry_at"] =
        until_somebody_acts ? json::value(nullptr) : json::value(IsoTime(article.waiting.until_ms));
    preferences["delivery_waits_reason"] = article.waiting.reason;
    preferences["delivery_waits_message"] = article.waiting.message;
  }
  if (article.delivery_article_id_related != 0) {
    preferences["delivery_message"] = true;
    preferences["delivery_article_id_related"] = article.delivery_article_id_related;
  }
}

// What a plugin wrote, if it is an object that says something.
void AddObject(const std::string& text, std::string_view name, json::object& preferences) {
  boost::system::error_code failure;
  json::value value = json::parse(text, failure);
  const bool tells = !failure && value.is_object() && !value.get_object().empty();
  if (tells && !name.empty()) preferences[name] = std::move(value);
}

json::object ArticlePreferences(const Article& article, const std::string& slug) {
  json::object preferences;
  AddObject(article.attributes_json, slug, preferences);
  AddObject(article.match_json, "match", preferences);
  if (!article.links.empty()) {
    json::array links;
    for (const ArticleLink& link : article.links) {
      links.push_back(
          json::object{{"url", link.url}, {"target", link.target}, {"name", link.name}});
    }
    preferences["links"] = std::move(links);
  }
  AddDelivery(article, preferences);
  return preferences;
}

json::array AttachmentsJson(const Article& article) {
  json::array list;
  for (const ArticleAttachment& attachment : article.attachments) {
    json::object preferences{{"Content-Type", attachment.media_type}};
    if (!attachment.alt_text.empty()) preferences["alt"] = attachment.alt_text;
    list.push_back(json::object{{"id", attachment.id},
                                {"filename", attachment.filename},
                                {"size", std::to_string(attachment.size_bytes)},
                                {"preferences", std::move(preferences)}});
  }
  return list;
}

json::value TimeOrNull(std::int64_t at_ms) {
  return at_ms == 0 ? json::value(nullptr) : json::value(IsoTime(at_ms));
}

json::array VersionsJson(const Article& article) {
  json::array list;
  for (const ArticleVersion& version : article.versions) {
    list.push_back(
        json::object{{"body", version.body}, {"created_at", IsoTime(version.written_ms)}});
  }
  return list;
}

json::object TicketPreferences(const Ticket& ticket) {
  json::object preferences;
  if (ticket.account_id != 0) preferences["channel_id"] = ticket.account_id;
  if (!ticket.account_screen_name.empty()) {
    preferences["channel_screen_name"] = ticket.account_screen_name;
  }
  if (ticket.connection_id != 0) preferences["connection_id"] = ticket.connection_id;
  if (ticket.merged_into != 0) preferences["merged_into"] = ticket.merged_into;
  return preferences;
}

}  // namespace

int StateId(TicketState state) {
  switch (state) {
    case TicketState::kNew:
      return 1;
    case TicketState::kOpen:
      return 2;
    case TicketState::kPendingReminder:
      return 3;
    case TicketState::kClosed:
      return 4;
    case TicketState::kMerged:
      return 5;
    case TicketState::kPendingClose:
      return 7;
  }
  return 0;
}

json::object TicketJson(const Ticket& ticket, const std::vector<Article>& articles,
                        NameBook& names) {
  json::array article_ids;
  for (const Article& article : articles) article_ids.push_back(article.id);
  const bool is_private = ticket.visibility == chp::Visibility::kPrivate;
  return {{"id", ticket.id},
          {"number", ticket.number},
          {"title", ticket.title},
          {"group_id", ticket.group_id},
          {"group", names.Group(ticket.group_id)},
          {"customer_id", OrNull(ticket.customer_id)},
          {"customer", OrNull(names.Login(ticket.customer_id))},
          {"customer_name", OrNull(names.FullName(ticket.customer_id))},
          {"owner_id", OrNull(ticket.owner_id)},
          {"owner", OrNull(names.Login(ticket.owner_id))},
          {"state", TicketStateName(ticket.state)},
          {"state_id", StateId(ticket.state)},
          {"priority", ticket.priority},
          {"priority_id", PriorityId(ticket.priority)},
          {"visibility", is_private ? "private" : "public"},
          {"create_article_type", ticket.create_article_type},
          {"create_article_sender", articles.empty() ? "" : articles.front().sender},
          {"article_count", ticket.article_count},
          {"article_ids", std::move(article_ids)},
          {"preferences", TicketPreferences(ticket)},
          {"created_at", IsoTime(ticket.created_ms)},
          {"updated_at", IsoTime(ticket.updated_ms)}};
}

json::object ArticleJson(const Article& article, const std::string& slug, NameBook& names) {
  return {{"id", OrNull(article.id)},
          {"ticket_id", article.ticket_id},
          {"type", article.type},
          {"sender", article.sender},
          {"sender_id", SenderId(article.sender)},
          {"from", article.from},
          {"to", article.to_is_null ? json::value(nullptr) : json::value(article.to)},
          {"cc", nullptr},
          {"subject", OrNull(article.subject)},
          {"body", article.body},
          {"content_type", "text/plain"},
          {"message_id", OrNull(article.message_id)},
          {"in_reply_to", OrNull(article.in_reply_to)},
          {"internal", article.internal},
          {"preferences", ArticlePreferences(article, slug)},
          {"attachments", AttachmentsJson(article)},
          {"read_at", TimeOrNull(article.read_ms)},
          {"edited_at", TimeOrNull(article.edited_ms)},
          {"versions", VersionsJson(article)},
          {"created_by_id", OrNull(article.created_by_id)},
          {"created_by", OrNull(names.Login(article.created_by_id))},
          {"created_at", IsoTime(article.created_ms)},
          {"updated_at", IsoTime(article.updated_ms)}};
}

}  // namespace stub
