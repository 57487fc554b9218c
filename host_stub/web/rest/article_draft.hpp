// What an agent wants to say, read from a request and checked: a note, or a reply on a surface.
#pragma once

#include <string>
#include <vector>

#include "host_stub/store/ticket_store.hpp"
#include "host_stub/web/endpoint.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/article_files.hpp"

namespace stub {

// An article as sent, and where it goes. Its attachments are wishes still.
struct Draft {
  NewArticle article;
  std::string surface;  // empty: a note
  std::vector<FileWish> files;
};

// An article of the ticket that the body names.
chp::Result<Draft> ReadDraft(const Call& call, FileBytes bytes);

struct NewConversationDraft {
  NewConversation conversation;
  std::vector<FileWish> files;
};

// A message that answers nobody: who writes to whom from `ticket`, what from `article` (which may
// be the same object).
chp::Result<NewConversationDraft> ReadNewConversation(const Call& call, Fields& ticket,
                                                      Fields& article, FileBytes bytes);

// The plugin that sends replies of this ticket; null when there is none (any more).
chp::Result<const Manifest*> SenderOf(Web& web, const Ticket& ticket);
// Public and private replies are separate rights.
chp::Result<void> MayReply(const User& user, const Surface& surface);
// The options checked by the manifest's form, as JSON.
chp::Result<std::string> CheckedOptions(const Manifest& manifest,
                                        const boost::json::object& options);

}  // namespace stub
