// Rows of articles and their attachments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host_stub/model.hpp"
#include "host_stub/store/writer.hpp"

namespace stub {

struct MessageRow;

// An article and what only sending it needs.
struct ArticleRow {
  Article article;
  std::string idempotency_key;  // empty: not written by an agent for a surface
  std::string surface;
  std::string conversation_id;
  std::string recipient_id;
  std::string options_json = "{}";
  bool forced = false;
  Id account_id = 0;    // that answers instead of the ticket's; 0: the ticket's
  bool failed = false;  // given up, and nobody has seen to it
};

std::optional<ArticleRow> LoadArticle(SqliteConnection& sql, Id article);
// In the order in which they were written on the remote side.
std::vector<Article> LoadArticles(SqliteConnection& sql, Id ticket);
// The newest first.
std::vector<Article> LoadFailedReplies(SqliteConnection& sql, std::size_t limit);
Id FindArticleByKey(SqliteConnection& sql, std::string_view idempotency_key);  // 0: none
// With its attachments.
Id InsertArticle(SqliteConnection& sql, const ArticleRow& row);
// Everything but ticket, type, sender, author and where it goes.
void UpdateArticle(SqliteConnection& sql, const ArticleRow& row);

// Adds a file to a message and, if it is shown, to its article; a known blob is left alone.
void AddAttachment(SqliteConnection& sql, Id message, Id article,
                   const chp::Attachment& attachment);
// A file that came later than its message. The message's files have different names: a second one
// of the same name is the same file, fetched again. It, and one of a deleted message, is removed.
void AttachOnce(Transaction& transaction, const std::string& blob_directory,
                const MessageRow& message, const chp::Attachment& attachment);
// Forgets files; those nobody else refers to are removed from the disk after the commit.
void DropAttachmentsOfMessage(Transaction& transaction, const std::string& blob_directory,
                              Id message);
void DropAttachmentsOfArticle(Transaction& transaction, const std::string& blob_directory,
                              Id article);

}  // namespace stub
