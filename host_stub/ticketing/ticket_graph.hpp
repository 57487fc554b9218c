// Which ticket a public message belongs to. Source: plugin_abi.md A12.
//
// Per account, a ticket is a connected component of OPEN and JOIN messages under two kinds of edge:
//  (a) message -> nearest ancestor that is OPEN, or that is ours and itself in a ticket;
//  (b) same conversation and same author, of messages that are not ours: our answers in one
//      conversation go to different customers and must not connect them.
// CONTEXT never connects, but one looks through it for the nearest ancestor. A JOIN message without
// an edge waits; it joins when an edge appears. An edge that appears late merges tickets. Edges
// only ever add up, so every order of arrival ends in the same components.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

// A message as the graph sees it.
struct Node {
  Id id = 0;
  std::string external_id;
  chp::Role role = chp::Role::kContext;
  bool own = false;
  Id ticket = 0;
};

// What the graph needs of the store: the public messages of one account.
class MessageGraph {
 public:
  virtual ~MessageGraph() = default;
  virtual std::optional<Node> Load(Id message) = 0;
  virtual std::optional<Node> Find(std::string_view external_id) = 0;
  virtual std::vector<std::string> Parents(Id message) = 0;  // nearest first
  // Those that name it, by any of its ids, as an ancestor.
  virtual std::vector<Id> Children(Id message) = 0;
  // Edge (b): the ticket of the author's messages in the conversation (0: none), and those of them
  // that wait.
  virtual Id TicketOfAuthor(Id message) = 0;
  virtual std::vector<Id> WaitingOfAuthor(Id message) = 0;

  virtual Id OpenTicket(Id message) = 0;  // a ticket that is still without articles
  virtual void Join(Id message, Id ticket) = 0;
  virtual Id Merge(Id one, Id other) = 0;  // the survivor
};

// Puts an arrived message where it belongs, and all those that waited for it.
class TicketLinker {
 public:
  explicit TicketLinker(MessageGraph& graph) : graph_(graph) {}
  void Link(Id message);

 private:
  bool Settle(Id message);
  Id AncestorTicket(const Node& node);
  std::vector<std::string> ExtendedChain(const Node& node, std::vector<std::string> chain,
                                         std::size_t at);
  std::vector<Id> Descendants(Id message);

  MessageGraph& graph_;
};

}  // namespace stub
