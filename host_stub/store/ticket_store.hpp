// Tickets and articles as agents see and change them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host_stub/model.hpp"
#include "plugin_api/cpp/channel.hpp"

namespace stub {

struct TicketFilter {
  std::optional<TicketState> state;
  Id group_id = 0;
  Id customer_id = 0;
  std::string text = {};  // in title, number, messages or the customer's name; empty: whatever
  std::size_t limit = 100;
  Id before_id = 0;  // for paging: newest first
};

struct TicketChange {
  std::optional<std::string> title;
  std::optional<Id> group_id;
  std::optional<Id> owner_id;
  std::optional<TicketState> state;
};

// A note or a reply written by an agent.
struct NewArticle {
  Id ticket_id = 0;
  std::string type = "note";
  std::string to;
  std::string body;
  std::string subject;
  std::string in_reply_to;  // message id answered; empty: the last customer message of that surface
  Id account_id = 0;        // that answers in public; 0: the ticket's
  bool internal = false;
  bool despite_answer = false;  // a colleague's fresh answer to the same message was looked at
  std::string options_json = "{}";
  Id created_by_id = 0;
  std::string from;  // display name of the author
  std::vector<ArticleAttachment> attachments;
};

// A message that answers nobody. The article's account is the one that writes; its ticket and what
// it answers are not used.
struct NewConversation {
  NewArticle article;
  std::string surface;
  bool is_private = false;
  Id customer_id = 0;  // private: to whom; 0: the one whose handle article.to is
  std::string title;   // empty: the first line of the text
  Id group_id = 0;     // 0: the default one
};

struct Begun {
  Id ticket = 0;
  Id article = 0;
};

// How a reply is sent once more.
struct Resending {
  bool force = false;             // although it may be there already
  std::string options_json = {};  // instead of the reply's own; empty: as they are
};

// What a person found who looked for an uncertain reply on the remote side. Empty members: not
// told.
struct FoundReply {
  std::string external_id;
  std::string url;
  std::string link_label;
  std::string by;  // the person's name
};

// A reply that became a draft again. The article and its ticket, if it was the only one, are gone;
// its files are uploads.
struct TakenBack {
  Article article;
  Id account_id = 0;  // that was chosen to answer; 0: the ticket's
  std::string options_json;
  bool ticket_removed = false;
};

// All that chp_reply is made of.
struct PendingReply {
  Id article_id = 0;
  Id connection_id = 0;
  Id account_id = 0;
  std::string idempotency_key;
  std::string surface;
  std::string conversation_id;
  std::string in_reply_to;
  std::string recipient_id;
  std::string text;
  std::string context_json;
  std::string options_json;
  std::string agent_json;
  std::vector<chp::Attachment> attachments;
  std::int64_t created_ms = 0;
  bool force = false;
};

class TicketStore {
 public:
  virtual ~TicketStore() = default;
  virtual chp::Result<std::vector<Ticket>> List(const TicketFilter& filter) = 0;
  virtual chp::Result<std::optional<Ticket>> Find(Id ticket) = 0;
  virtual chp::Result<void> Update(Id ticket, const TicketChange& change) = 0;
  virtual chp::Result<std::vector<Article>> Articles(Id ticket) = 0;  // by time of the message
  // What the ticket's messages were written about and nobody's article: no ids, by time.
  virtual chp::Result<std::vector<Article>> Context(Id ticket) = 0;
  virtual chp::Result<std::optional<Article>> FindArticle(Id article) = 0;

  // Stores the article and, for a surface's type, the job that sends it, in one transaction. A
  // public one leaves when it can no longer be taken back. `surface` is empty for notes.
  // kConflict "reply.answered_meanwhile".
  virtual chp::Result<Id> CreateArticle(const NewArticle& article, const std::string& surface) = 0;
  virtual chp::Result<PendingReply> LoadReply(Id article) = 0;
  // What LoadReply would give for an article not yet written: for the preview. Stores nothing; the
  // same checks as CreateArticle; article_id 0 and an empty idempotency_key.
  virtual chp::Result<PendingReply> DraftReply(const NewArticle& article,
                                               const std::string& surface) = 0;
  // The same for a message that answers nobody; its ticket is a new one, or that of the private
  // conversation it goes on with. kInvalid "reply.recipient_unknown", "reply.account_unusable".
  virtual chp::Result<Begun> BeginConversation(const NewConversation& wish) = 0;
  virtual chp::Result<PendingReply> DraftConversation(const NewConversation& wish) = 0;
  // After the plugin's OK: ids, from/to, attributes, links; binds every part.
  virtual chp::Result<void> ReplySent(Id article, const chp::Receipt& receipt) = 0;
  // `final`: nothing more will be tried; adds the internal system note.
  virtual chp::Result<void> ReplyFailed(Id article, const chp::Error& error, bool final) = 0;
  virtual chp::Result<void> Resend(Id article, const Resending& how) = 0;
  // Makes a draft of a reply that is certainly not on the remote side: waiting, or refused.
  // kInvalid "reply.already_sent", "reply.partly_sent", "reply.in_doubt"; kConflict
  // "reply.leaving".
  virtual chp::Result<TakenBack> TakeBack(Id article, Id user) = 0;
  // An uncertain one is there. kInvalid "reply.not_uncertain".
  virtual chp::Result<void> SettleReply(Id article, const FoundReply& found) = 0;
  // Replies that were given up, of whatever ticket, the newest first, until they are sent again or
  // dismissed.
  virtual chp::Result<std::vector<Article>> FailedReplies(std::size_t limit) = 0;
  virtual chp::Result<void> DismissFailure(Id article) = 0;
};

}  // namespace stub
