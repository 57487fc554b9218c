// Interim while the ingest and ticket parts are being written.
#include "host_stub/store/sqlite_ingest_store.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
namespace stub {
namespace {
chp::Error NotYet() {
  return {.code = chp::Code::kUnsupported, .reason = "store.unsupported", .message = "This store cannot do that yet."};
}
}
using chp::Result;
Result<std::vector<chp::Delivery>> SqliteIngestStore::Deliver(Id, const Manifest&, const chp::Batch&) { return NotYet(); }
Result<std::vector<chp::Found>> SqliteIngestStore::Find(Id, Id, std::span<const std::string>) { return NotYet(); }
Result<void> SqliteIngestStore::Bind(Id, Id, std::string_view, std::string_view) { return NotYet(); }
Result<void> SqliteIngestStore::Recent(Id, Id, std::int64_t, const std::function<bool(const chp::Message&)>&) { return NotYet(); }
Result<void> SqliteIngestStore::Quarantine(Id, std::string_view, std::string_view) { (void)context_; return NotYet(); }
Result<std::vector<Ticket>> SqliteTicketStore::List(const TicketFilter&) { (void)context_; return NotYet(); }
Result<std::optional<Ticket>> SqliteTicketStore::Find(Id) { return NotYet(); }
Result<void> SqliteTicketStore::Update(Id, const TicketChange&) { return NotYet(); }
Result<std::vector<Article>> SqliteTicketStore::Articles(Id) { return NotYet(); }
Result<std::optional<Article>> SqliteTicketStore::FindArticle(Id) { return NotYet(); }
Result<Id> SqliteTicketStore::CreateArticle(const NewArticle&, const std::string&) { return NotYet(); }
Result<PendingReply> SqliteTicketStore::LoadReply(Id) { return NotYet(); }
Result<PendingReply> SqliteTicketStore::DraftReply(const NewArticle&, const std::string&) { return NotYet(); }
Result<void> SqliteTicketStore::ReplySent(Id, const chp::Receipt&) { return NotYet(); }
Result<void> SqliteTicketStore::ReplyFailed(Id, const chp::Error&, bool) { return NotYet(); }
Result<void> SqliteTicketStore::Resend(Id, bool) { return NotYet(); }
}  // namespace stub
