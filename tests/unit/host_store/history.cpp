#include "tests/unit/host_store/history.hpp"

#include <algorithm>

#include "host_stub/store/directory.hpp"

namespace stub {
namespace {

chp::Party Person(const std::string& handle, bool own) {
  chp::Party party;
  party.external_id = "id-" + handle;
  party.handle = handle;
  party.display_name = handle;
  party.own = own;
  return party;
}

}  // namespace

chp::Role HistoryWriter::RoleOfCustomer() {
  constexpr chp::Role kRoles[] = {chp::Role::kOpen, chp::Role::kOpen, chp::Role::kOpen,
                                  chp::Role::kJoin, chp::Role::kJoin, chp::Role::kContext};
  return kRoles[Below(6)];
}

chp::Message HistoryWriter::Blank(const std::string& author) {
  chp::Message message;
  message.external_id = std::to_string(++last_id_);
  message.sent_ms = time_ms_ += step_ms_;
  message.author = Person(author, false);
  message.group_id = OneIn(2) ? "1" : "2";
  message.subject = "Title " + message.external_id;
  message.text = "Text " + message.external_id;
  message.permalink = "https://toy.example/" + message.external_id;
  message.source = "mention";
  return message;
}

void HistoryWriter::MakeOwn(chp::Message& message) {
  message.own = true;
  message.customer = message.author;
  message.recipients = {message.author};
  message.author = Person("acme", true);
}

chp::Message HistoryWriter::Letter() {
  chp::Message message = Blank(std::string(1, static_cast<char>('a' + Below(4))));
  message.role = chp::Role::kOpen;
  message.visibility = chp::Visibility::kPrivate;
  message.surface = "dm";
  message.recipients = {Person("acme", true)};
  if (OneIn(3)) MakeOwn(message);
  return message;
}

// Its parent may be one that nobody ever tells us of.
void HistoryWriter::Answer(chp::Message& message) {
  if (OneIn(8)) {
    message.in_reply_to = std::to_string(Below(1000));
    message.parent_ids = {message.in_reply_to};
    return;
  }
  const chp::Message& parent =
      posts_.at(static_cast<std::size_t>(Below(static_cast<int>(posts_.size()))));
  message.in_reply_to = parent.external_id;
  message.parent_ids = {parent.external_id};
  message.conversation_id = parent.conversation_id;
  if (!OneIn(3)) return;
  message.parent_ids.insert(message.parent_ids.end(), parent.parent_ids.begin(),
                            parent.parent_ids.end());
}

chp::Message HistoryWriter::Public() {
  chp::Message message = Blank(std::string(1, static_cast<char>('a' + Below(4))));
  message.role = RoleOfCustomer();
  message.visibility = chp::Visibility::kPublic;
  message.surface = "post";
  const bool answers = !posts_.empty() && !OneIn(3);
  if (answers) Answer(message);
  if (!answers && OneIn(2)) message.conversation_id = "c" + message.external_id;
  if (OneIn(4)) {
    MakeOwn(message);
    message.role = answers ? chp::Role::kJoin : chp::Role::kContext;
  }
  posts_.push_back(message);
  return message;
}

// A rule that takes less of the same message.
void HistoryWriter::TellAgainWithLess(const HistoryEvent& event) {
  HistoryEvent less = event;
  less.message->role = OneIn(2) ? chp::Role::kJoin : chp::Role::kContext;
  if (less.message->role <= event.message->role) return;
  less.message->group_id.clear();
  less.message->subject = "Less";
  history_.push_back(less);
}

void HistoryWriter::Edit(const HistoryEvent& event) {
  const chp::Message& message = *event.message;
  const int edits = 1 + Below(2);
  std::string id = message.external_id;
  for (int edit = 1; edit <= edits; ++edit) {
    HistoryEvent edited{.account = event.account, .message = {}, .update = chp::Update{}};
    edited.update->kind = chp::UpdateKind::kEdited;
    edited.update->external_id = id;
    edited.update->text = message.text + " edited " + std::to_string(edit);
    edited.update->at_ms = time_ms_ += step_ms_;
    // A letter keeps its id.
    const bool is_post = message.visibility == chp::Visibility::kPublic;
    if (is_post && OneIn(2)) edited.update->new_external_id = std::to_string(++last_id_);
    history_.push_back(edited);
    // The version is told of as a message, too, before or after the edit.
    if (edited.update->new_external_id.empty()) continue;
    if (OneIn(2)) id = edited.update->new_external_id;
    if (message.own || !OneIn(2)) continue;
    HistoryEvent version = event;
    version.message->external_id = edited.update->new_external_id;
    version.message->text = edited.update->text;
    version.message->sent_ms = edited.update->at_ms;
    history_.push_back(version);
  }
}

void HistoryWriter::Delete(const HistoryEvent& event) {
  HistoryEvent deleted{.account = event.account, .message = {}, .update = chp::Update{}};
  deleted.update->kind = chp::UpdateKind::kDeleted;
  deleted.update->external_id = event.message->external_id;
  deleted.update->at_ms = time_ms_ += step_ms_;
  history_.push_back(deleted);
}

void HistoryWriter::Tell(const chp::Message& message) {
  const int first = Below(kAccounts);
  const int accounts = OneIn(3) ? kAccounts : 1;
  for (int each = 0; each < accounts; ++each) {
    const HistoryEvent event{
        .account = (first + each) % kAccounts, .message = message, .update = {}};
    history_.push_back(event);
    if (OneIn(4)) TellAgainWithLess(event);
    if (OneIn(4)) Edit(event);
    if (OneIn(6)) Delete(event);
  }
}

History HistoryWriter::Write(int messages) {
  for (int number = 0; number < messages; ++number) Tell(OneIn(4) ? Letter() : Public());
  return history_;
}

chp::Batch BatchOf(History::const_iterator begin, History::const_iterator end,
                   const AccountIds& accounts) {
  chp::Batch batch;
  for (; begin != end; ++begin) {
    const std::string account =
        std::to_string(accounts.at(static_cast<std::size_t>(begin->account)));
    if (begin->message) {
      batch.messages.push_back(*begin->message);
      batch.messages.back().account_id = account;
    } else {
      batch.updates.push_back(*begin->update);
      batch.updates.back().account_id = account;
    }
  }
  return batch;
}

std::string ShapeOf(Store& store, Id account) {
  TicketFilter all;
  all.limit = 100'000;
  std::vector<std::string> shapes;
  const auto tickets = store.tickets().List(all).value();
  for (const Ticket& ticket : tickets) {
    if (ticket.account_id != account || ticket.state == TicketState::kMerged) continue;
    const auto customer = store.directory().FindUser(ticket.customer_id).value();
    std::string shape = ticket.title + " of " + (customer ? customer->login : "nobody") +
                        " in group " + std::to_string(ticket.group_id) + ", " +
                        std::string(TicketStateName(ticket.state)) + "\n";
    const auto articles = store.tickets().Articles(ticket.id).value();
    for (const Article& article : articles) {
      shape += "  " + article.message_id + " " + article.from + " (" + article.sender +
               "): " + article.body + "\n";
    }
    shapes.push_back(shape);
  }
  std::sort(shapes.begin(), shapes.end());
  std::string text;
  for (const std::string& shape : shapes) text += shape;
  return text;
}

}  // namespace stub
