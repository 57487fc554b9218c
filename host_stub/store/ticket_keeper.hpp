// Opens, fills and merges tickets on behalf of arriving messages. What a ticket shall look like is
// decided by the rules in ticketing/; here they are applied to rows.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"
#include "host_stub/store/ticket_rows.hpp"

namespace stub {

class TicketKeeper {
 public:
  explicit TicketKeeper(const IngestContext& context) : context_(context) {}

  // A ticket for this message, still without articles. The row learns its customer.
  Id OpenFor(MessageRow& message);
  // Shows the message in the ticket as an article. The row learns its place.
  void Join(MessageRow& message, Id ticket);
  // The survivor: the one whose first message is earlier.
  Id Merge(Id one, Id other);
  // Title, customer, group and span of time from its messages as they are now.
  void Refresh(Id ticket);
  // Removes a ticket that shows nothing any more; what still refers to it refers to `heir`.
  void RemoveIfEmpty(Id ticket, Id heir);

 private:
  Id MakeArticle(MessageRow& message, Id ticket);
  void RefreshRow(TicketRow& row);

  const IngestContext& context_;
  Id opened_ = 0;  // a ticket that nobody has joined yet
};

}  // namespace stub
