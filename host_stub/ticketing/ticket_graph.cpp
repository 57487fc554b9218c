// Which ticket a public message belongs to.
#include "host_stub/ticketing/ticket_graph.hpp"

#include <set>

namespace stub {
namespace {

// A chain longer than this is hostile or broken.
constexpr std::size_t kLongestChain = 1000;

// A broadcast that was written here is in a ticket and connects nobody: five hundred people who
// answer an announcement are five hundred tickets.
bool Connects(const Node& ancestor) {
  if (ancestor.role == chp::Role::kOpen) return true;
  return ancestor.own && ancestor.ticket != 0 && ancestor.role != chp::Role::kContext;
}

}  // namespace

void TicketLinker::Link(Id message) {
  std::deque<Id> changed = {message};
  Settle(message);
  while (!changed.empty()) {
    const Id current = changed.front();
    changed.pop_front();
    std::vector<Id> affected = graph_.WaitingOfAuthor(current);
    for (const Id descendant : Descendants(current)) affected.push_back(descendant);
    for (const Id each : affected) {
      if (each != current && Settle(each)) changed.push_back(each);
    }
  }
}

// True: the message had no ticket and has one now.
bool TicketLinker::Settle(Id message) {
  const auto node = graph_.Load(message);
  if (!node || node->role == chp::Role::kContext) return false;
  Id ticket = node->ticket;
  const Id of_ancestor = AncestorTicket(*node);
  if (of_ancestor != 0) ticket = ticket == 0 ? of_ancestor : graph_.Merge(ticket, of_ancestor);
  const Id of_author = graph_.TicketOfAuthor(message);
  if (of_author != 0) ticket = ticket == 0 ? of_author : graph_.Merge(ticket, of_author);
  if (ticket == 0 && node->role == chp::Role::kOpen) ticket = graph_.OpenTicket(message);
  if (ticket == 0 || node->ticket != 0) return false;
  graph_.Join(message, ticket);
  return true;
}

Id TicketLinker::AncestorTicket(const Node& node) {
  std::vector<std::string> chain = graph_.Parents(node.id);
  std::set<std::string> seen = {node.external_id};
  for (std::size_t at = 0; at < chain.size() && at < kLongestChain; ++at) {
    if (!seen.insert(chain[at]).second) continue;
    const auto ancestor = graph_.Find(chain[at]);
    if (!ancestor) continue;
    if (Connects(*ancestor)) return ancestor->ticket;
    chain = ExtendedChain(*ancestor, std::move(chain), at);
  }
  return 0;
}

// What is known of the ancestors behind chain[at]: the longer of the two accounts.
std::vector<std::string> TicketLinker::ExtendedChain(const Node& node,
                                                     std::vector<std::string> chain,
                                                     std::size_t at) {
  const std::vector<std::string> parents = graph_.Parents(node.id);
  if (parents.size() <= chain.size() - at - 1) return chain;
  chain.resize(at + 1);
  chain.insert(chain.end(), parents.begin(), parents.end());
  return chain;
}

// Those whose nearest connecting ancestor may have changed with this message, nearest first. One
// that connects itself hides it from those behind.
std::vector<Id> TicketLinker::Descendants(Id message) {
  std::vector<Id> found;
  std::set<Id> seen = {message};
  std::deque<Id> open = {message};
  while (!open.empty()) {
    const auto node = graph_.Load(open.front());
    open.pop_front();
    if (!node) continue;
    if (node->id != message && Connects(*node)) continue;
    for (const Id child : graph_.Children(node->id)) {
      if (!seen.insert(child).second) continue;
      found.push_back(child);
      open.push_back(child);
    }
  }
  return found;
}

}  // namespace stub
