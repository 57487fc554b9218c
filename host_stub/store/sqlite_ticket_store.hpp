// Tickets and articles in SQLite, as agents see and change them.
#pragma once

#include "host_stub/store/store_context.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

class SqliteTicketStore : public TicketStore {
 public:
  explicit SqliteTicketStore(StoreContext& context) : context_(context) {}

  chp::Result<std::vector<Ticket>> List(const TicketFilter& filter) override;
  chp::Result<std::optional<Ticket>> Find(Id ticket) override;
  chp::Result<void> Update(Id ticket, const TicketChange& change) override;
  chp::Result<std::vector<Article>> Articles(Id ticket) override;
  chp::Result<std::vector<Article>> Context(Id ticket) override;
  chp::Result<std::optional<Article>> FindArticle(Id article) override;

  chp::Result<Id> CreateArticle(const NewArticle& article, const std::string& surface) override;
  chp::Result<PendingReply> LoadReply(Id article) override;
  chp::Result<PendingReply> DraftReply(const NewArticle& article,
                                       const std::string& surface) override;
  chp::Result<Begun> BeginConversation(const NewConversation& wish) override;
  chp::Result<PendingReply> DraftConversation(const NewConversation& wish) override;
  chp::Result<void> ReplySent(Id article, const chp::Receipt& receipt) override;
  chp::Result<void> ReplyFailed(Id article, const chp::Error& error, bool final) override;
  chp::Result<void> Resend(Id article, const Resending& how) override;
  chp::Result<TakenBack> TakeBack(Id article, Id user) override;
  chp::Result<void> SettleReply(Id article, const FoundReply& found) override;
  chp::Result<std::vector<Article>> FailedReplies(std::size_t limit) override;
  chp::Result<void> DismissFailure(Id article) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
