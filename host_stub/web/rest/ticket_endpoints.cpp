// Tickets: list, show, change.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/directory.hpp"
#include "host_stub/store/ticket_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/ticket_json.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDefaultPage = 100;
constexpr std::int64_t kMostPerPage = 200;
constexpr std::array kStates = {
    TicketState::kNew,          TicketState::kOpen,   TicketState::kPendingReminder,
    TicketState::kPendingClose, TicketState::kClosed, TicketState::kMerged};

std::optional<TicketState> ReadState(Fields& fields) {
  const std::string name = fields.Text("state");
  const Id id = fields.IdOf("state_id");
  if (!fields.ok() || (name.empty() && id == 0)) return std::nullopt;
  for (const TicketState state : kStates) {
    if (name.empty() ? StateId(state) == id : TicketStateName(state) == name) return state;
  }
  fields.Fail(name.empty() ? "state_id" : "state",
              "must be new, open, pending reminder, pending close, closed or merged.");
  return std::nullopt;
}

Answer ListTickets(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  // "expand" and "full" ask other helpdesks for names beside ids: here they are always there.
  query.AllowOnly({"state", "state_id", "group_id", "customer_id", "query", "per_page", "before_id",
                   "expand", "full"});
  TicketFilter filter;
  filter.state = ReadState(query);
  filter.group_id = query.IdOf("group_id");
  filter.customer_id = query.IdOf("customer_id");
  filter.text = query.Text("query");
  filter.before_id = query.IdOf("before_id");
  const std::int64_t per_page = query.Integer("per_page", kDefaultPage);
  if (per_page < 1 || per_page > kMostPerPage) query.Fail("per_page", "must be from 1 to 200.");
  if (!query.ok()) return query.error();
  filter.limit = static_cast<std::size_t>(per_page);
  const auto tickets = call.web.store.tickets().List(filter);
  if (!tickets) return tickets.error();
  NameBook names(call.web.store);
  json::array list;
  for (const Ticket& ticket : *tickets) {
    const auto articles = call.web.store.tickets().Articles(ticket.id);
    if (!articles) return articles.error();
    list.push_back(TicketJson(ticket, *articles, names));
  }
  return JsonAnswer(list);
}

Answer AnswerTicket(Web& web, Id id) {
  const auto ticket = NeedTicket(web, id);
  if (!ticket) return ticket.error();
  const auto articles = web.store.tickets().Articles(id);
  if (!articles) return articles.error();
  NameBook names(web.store);
  return JsonAnswer(TicketJson(*ticket, *articles, names));
}

Answer ShowTicket(const Call& call) { return AnswerTicket(call.web, ParseId(call.arguments[0])); }

void CheckGroup(Web& web, Id id, Fields& body) {
  const auto groups = web.store.directory().Groups();
  const bool known = groups && std::any_of(groups->begin(), groups->end(),
                                           [&](const Group& group) { return group.id == id; });
  if (!known) body.Fail("group_id", "names a group that does not exist.");
}

void CheckOwner(Web& web, Id id, Fields& body) {
  const auto user = web.store.directory().FindUser(id);
  const bool agent = user && *user && ((*user)->HasRole("Agent") || (*user)->HasRole("Admin"));
  if (!agent) body.Fail("owner_id", "must be the id of an agent, or null.");
}

TicketChange ReadChange(Web& web, Fields& body) {
  body.AllowOnly({"title", "group_id", "owner_id", "state", "state_id"});
  TicketChange change;
  if (body.values().contains("title")) {
    change.title = body.Text("title");
    if (body.ok() && change.title->empty()) body.Fail("title", "is blank.");
  }
  if (const Id group = body.IdOf("group_id")) {
    CheckGroup(web, group, body);
    change.group_id = group;
  }
  if (body.values().contains("owner_id")) {
    change.owner_id = body.IdOf("owner_id");  // null: nobody
    if (*change.owner_id != 0) CheckOwner(web, *change.owner_id, body);
  }
  change.state = ReadState(body);
  if (change.state == TicketState::kMerged) {
    body.Fail("state", "cannot be set to merged: tickets merge by their messages.");
  }
  return change;
}

Answer UpdateTicket(const Call& call) {
  const auto ticket = NeedTicket(call.web, ParseId(call.arguments[0]));
  if (!ticket) return ticket.error();
  Fields body = Fields::OfBody(call.request);
  const TicketChange change = ReadChange(call.web, body);
  if (!body.ok()) return body.error();
  const auto updated = call.web.store.tickets().Update(ticket->id, change);
  if (!updated) return updated.error();
  return AnswerTicket(call.web, ticket->id);
}

constexpr Endpoint kTicketEndpoints[] = {
    {"GET", "/api/v1/tickets", Access::kAgent, &ListTickets},
    {"GET", "/api/v1/tickets/{id}", Access::kAgent, &ShowTicket},
    {"PUT", "/api/v1/tickets/{id}", Access::kAgent, &UpdateTicket},
};

}  // namespace

std::span<const Endpoint> TicketEndpoints() { return kTicketEndpoints; }

}  // namespace stub
