// Rows of attachments.
#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/file_blob_store.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {
namespace {

void DropBlobs(Transaction& transaction, const std::string& blob_directory, std::string_view select,
               Id owner) {
  std::vector<std::pair<Id, std::string>> dropped;
  {
    Statement row = transaction.sql.Query(select, owner);
    while (row.Step()) dropped.emplace_back(row.Int(0), row.Text(1));
  }
  for (const auto& [id, blob] : dropped) {
    transaction.sql.Run("DELETE FROM attachments WHERE id=?", id);
    RemoveBlobIfUnused(transaction, blob_directory, blob);
  }
}

}  // namespace

void AddAttachment(SqliteConnection& sql, Id message, Id article,
                   const chp::Attachment& attachment) {
  if (sql.Number("SELECT 1 FROM attachments WHERE message_id=? AND blob_id=?", message,
                 attachment.blob_id)) {
    return;
  }
  sql.Run(
      "INSERT INTO attachments(article_id, message_id, blob_id, filename, media_type, "
      "alt_text, size_bytes) VALUES(?,?,?,?,?,?,?)",
      article, message, attachment.blob_id, attachment.filename, attachment.media_type,
      attachment.alt_text, attachment.size_bytes);
}

void AttachOnce(Transaction& transaction, const std::string& blob_directory,
                const MessageRow& message, const chp::Attachment& attachment) {
  SqliteConnection& sql = transaction.sql;
  const bool known = !attachment.filename.empty() &&
                     sql.Number("SELECT 1 FROM attachments WHERE message_id=? AND filename=?",
                                message.id, attachment.filename)
                         .has_value();
  if (message.deleted_ms == 0 && !known) {
    return AddAttachment(sql, message.id, message.article_id, attachment);
  }
  RemoveBlobIfUnused(transaction, blob_directory, attachment.blob_id);
}

void DropAttachmentsOfMessage(Transaction& transaction, const std::string& blob_directory,
                              Id message) {
  DropBlobs(transaction, blob_directory, "SELECT id, blob_id FROM attachments WHERE message_id=?",
            message);
}

void DropAttachmentsOfArticle(Transaction& transaction, const std::string& blob_directory,
                              Id article) {
  DropBlobs(transaction, blob_directory, "SELECT id, blob_id FROM attachments WHERE article_id=?",
            article);
}

}  // namespace stub
