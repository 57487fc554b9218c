#include "tests/unit/host_store/ingest_fixture.hpp"

#include <algorithm>

namespace stub {

chp::Party PartyOf(const std::string& handle) {
  chp::Party party;
  party.external_id = "id-" + handle;
  party.handle = handle;
  party.display_name = handle;
  return party;
}

namespace {

Surface SurfaceOf(const std::string& id, const std::string& article_type,
                  const std::string& visibility) {
  Surface surface;
  surface.id = id;
  surface.article_type = article_type;
  surface.visibility = visibility;
  surface.link_label = "on Toy";
  return surface;
}

}  // namespace

IngestTest::IngestTest() {
  manifest_.slug = "toy";
  manifest_.surfaces = {SurfaceOf("post", "toy post", "public"),
                        SurfaceOf("dm", "toy letter", "private")};
  connection_ = MakeConnection();
  account_ = MakeAccount(connection_, "100", "acme");
  (void)store_->directory().CreateGroup("Support").value();
}

chp::Message IngestTest::Post(const std::string& id, const std::string& author) {
  now_ms_ += 1000;
  chp::Message message;
  message.role = chp::Role::kOpen;
  message.visibility = chp::Visibility::kPublic;
  message.account_id = std::to_string(account_);
  message.external_id = id;
  message.surface = "post";
  message.source = "mention";
  message.group_id = kSupport;
  message.subject = "Title " + id;
  message.text = "Text " + id;
  message.permalink = "https://toy.example/" + id;
  message.sent_ms = now_ms_;
  message.author = PartyOf(author);
  return message;
}

chp::Message IngestTest::Reply(const std::string& id, const std::string& author,
                               const std::string& parent) {
  chp::Message message = Post(id, author);
  message.in_reply_to = parent;
  message.parent_ids = {parent};
  return message;
}

chp::Message IngestTest::Direct(const std::string& id, const std::string& author) {
  chp::Message message = Post(id, author);
  message.visibility = chp::Visibility::kPrivate;
  message.surface = "dm";
  message.source = "direct_message";
  message.recipients = {PartyOf("acme")};
  return message;
}

chp::Message IngestTest::Own(chp::Message message) {
  message.own = true;
  message.customer = message.author;
  message.recipients = {message.author};
  message.author = PartyOf("acme");
  message.author.own = true;
  return message;
}

std::vector<chp::Delivery> IngestTest::Deliver(const chp::Batch& batch) {
  auto delivered = store_->ingest().Deliver(connection_, manifest_, batch);
  if (!delivered) throw std::runtime_error(delivered.error().reason);
  return std::move(delivered).value();
}

chp::Delivery IngestTest::Deliver(const chp::Message& message) {
  return Deliver(chp::Batch{.messages = {message}, .updates = {}, .jobs = {}}).at(0);
}

void IngestTest::Update(chp::Update update) {
  update.account_id = std::to_string(account_);
  Deliver(chp::Batch{.messages = {}, .updates = {std::move(update)}, .jobs = {}});
}

void IngestTest::Delete(const std::string& external_id) {
  chp::Update update;
  update.kind = chp::UpdateKind::kDeleted;
  update.external_id = external_id;
  update.at_ms = now_ms_;
  Update(update);
}

std::vector<Ticket> IngestTest::Tickets() {
  TicketFilter all;
  all.limit = 100'000;
  auto tickets = store_->tickets().List(all).value();
  std::erase_if(tickets, [](const Ticket& each) { return each.state == TicketState::kMerged; });
  return tickets;
}

Ticket IngestTest::OnlyTicket() {
  const auto tickets = Tickets();
  if (tickets.size() != 1) {
    throw std::runtime_error(std::to_string(tickets.size()) + " tickets instead of one");
  }
  return tickets.front();
}

Ticket IngestTest::TicketById(Id ticket) { return store_->tickets().Find(ticket)->value(); }

Ticket IngestTest::TicketOf(const chp::Delivery& delivery) {
  return TicketById(std::stoll(delivery.ticket_ref));
}

std::vector<Article> IngestTest::Articles(Id ticket) {
  return store_->tickets().Articles(ticket).value();
}

std::vector<std::string> IngestTest::Bodies(Id ticket) {
  std::vector<std::string> bodies;
  for (const Article& article : Articles(ticket)) bodies.push_back(article.body);
  return bodies;
}

std::size_t IngestTest::ArticleCount() {
  std::size_t count = 0;
  for (const Ticket& ticket : Tickets()) count += Articles(ticket.id).size();
  return count;
}

void IngestTest::SetState(Id ticket, TicketState state) {
  TicketChange change;
  change.state = state;
  const auto changed = store_->tickets().Update(ticket, change);
  if (!changed) throw std::runtime_error(changed.error().message);
}

User IngestTest::CustomerOf(const Ticket& ticket) {
  return store_->directory().FindUser(ticket.customer_id)->value();
}

chp::Found IngestTest::Find(const std::string& external_id) {
  const std::vector<std::string> ids = {external_id};
  return store_->ingest().Find(connection_, account_, ids).value().at(0);
}

std::string IngestTest::MakeBlob(const std::string& bytes) {
  auto writer = store_->blobs().Create(connection_, {}).value().release();
  const std::unique_ptr<BlobWriter> owned(writer);
  if (!owned->Write(bytes)) throw std::runtime_error("blob");
  return owned->Commit().value();
}

}  // namespace stub
