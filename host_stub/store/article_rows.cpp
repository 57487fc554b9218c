// Rows of articles.
#include "host_stub/store/article_rows.hpp"

#include "host_stub/store/current_names.hpp"
#include "host_stub/store/json_text.hpp"
#include "plugin_api/cpp/json_text.hpp"

namespace stub {
namespace {

constexpr std::string_view kSelectArticles =
    "SELECT id, ticket_id, type, sender, from_name, to_names, subject, body, message_id, "
    "in_reply_to, internal, created_by_id, created_ms, updated_ms, attributes_json, links_json, "
    "delivery, delivery_message, delivery_reason, delivery_ms, delivery_retry, "
    "related_article_id, idempotency_key, surface, conversation_id, recipient_id, options_json, "
    "forced, (SELECT max(delivered_ms) FROM messages WHERE article_id=articles.id AND "
    "article_id>0), "
    "(SELECT max(read_ms) FROM messages WHERE article_id=articles.id AND article_id>0), "
    "(SELECT json_extract(content_json, '$.match') FROM messages WHERE article_id=articles.id AND "
    "article_id>0 AND own=0 AND content_json<>'' LIMIT 1), account_id, failed, "
    "(SELECT max(edited_ms) FROM messages WHERE article_id=articles.id AND article_id>0 AND "
    "deleted_ms=0) FROM articles ";

// A post that is edited without end does not make its conversation long.
constexpr std::size_t kShownVersions = 5;

std::string SelectArticles(std::string_view where) {
  return std::string(kSelectArticles).append(where);
}

std::string LinksJson(const std::vector<ArticleLink>& links) {
  chp::JsonText json;
  json.BeginArray();
  for (const ArticleLink& link : links) {
    json.BeginObject().Name("url").Text(link.url);
    json.Name("name").Text(link.name).Name("target").Text(link.target).EndObject();
  }
  return std::move(json.EndArray()).Take();
}

std::vector<ArticleLink> LinksFrom(const std::string& text) {
  std::vector<ArticleLink> links;
  const boost::json::value stored = boost::json::parse(text);
  for (const auto& json : stored.as_array()) {
    const auto& link = json.as_object();
    links.push_back({.url = StringMember(link, "url"),
                     .name = StringMember(link, "name"),
                     .target = StringMember(link, "target")});
  }
  return links;
}

void ReadDelivery(const Statement& row, Article& article) {
  article.delivery = static_cast<DeliveryState>(row.Int(16));
  article.delivery_message = row.Text(17);
  article.delivery_reason = row.Text(18);
  article.delivery_ms = row.Int(19);
  article.delivery_retry = static_cast<std::int32_t>(row.Int(20));
  article.delivery_article_id_related = row.Int(21);
  article.delivered_ms = row.Int(28);
  article.read_ms = row.Int(29);
}

ArticleRow ArticleRowFrom(const Statement& row) {
  ArticleRow found;
  Article& article = found.article;
  article.id = row.Int(0);
  article.ticket_id = row.Int(1);
  article.type = row.Text(2);
  article.sender = row.Text(3);
  article.from = row.Text(4);
  article.to_is_null = row.IsNull(5);
  article.to = row.Text(5);
  article.subject = row.Text(6);
  article.body = row.Text(7);
  article.message_id = row.Text(8);
  article.in_reply_to = row.Text(9);
  article.internal = row.Int(10) != 0;
  article.created_by_id = row.Int(11);
  article.created_ms = row.Int(12);
  article.updated_ms = row.Int(13);
  article.attributes_json = row.Text(14);
  article.links = LinksFrom(row.Text(15));
  ReadDelivery(row, article);
  found.idempotency_key = row.Text(22);
  found.surface = row.Text(23);
  found.conversation_id = row.Text(24);
  found.recipient_id = row.Text(25);
  found.options_json = row.Text(26);
  found.forced = row.Int(27) != 0;
  article.match_json = row.Text(30);
  found.account_id = row.Int(31);
  found.failed = row.Int(32) != 0;
  article.edited_ms = row.Int(33);
  return found;
}

std::vector<ArticleAttachment> LoadAttachments(SqliteConnection& sql, Id article) {
  Statement row = sql.Query(
      "SELECT id, blob_id, filename, media_type, alt_text, size_bytes FROM attachments "
      "WHERE article_id=? ORDER BY id",
      article);
  std::vector<ArticleAttachment> attachments;
  while (row.Step()) {
    attachments.push_back({.id = row.Int(0),
                           .blob_id = row.Text(1),
                           .filename = row.Text(2),
                           .media_type = row.Text(3),
                           .alt_text = row.Text(4),
                           .size_bytes = static_cast<std::uint64_t>(row.Int(5))});
  }
  return attachments;
}

std::vector<ArticleVersion> LoadVersions(SqliteConnection& sql, Id article) {
  Statement row = sql.Query(
      "SELECT body, written_ms FROM message_versions WHERE message_id IN "
      "(SELECT id FROM messages WHERE article_id=?1 AND article_id>0) "
      "ORDER BY written_ms DESC LIMIT ?2",
      article, kShownVersions);
  std::vector<ArticleVersion> versions;
  while (row.Step()) versions.push_back({.body = row.Text(0), .written_ms = row.Int(1)});
  return versions;
}

// What stands in other tables.
void LoadParts(SqliteConnection& sql, Article& article) {
  article.attachments = LoadAttachments(sql, article.id);
  CallByCurrentNames(sql, article);
  if (article.edited_ms != 0) article.versions = LoadVersions(sql, article.id);
}

std::optional<std::string> TextOrNull(const std::string& text, bool is_null) {
  if (is_null) return std::nullopt;
  return text;
}

void InsertAttachments(SqliteConnection& sql, Id article,
                       const std::vector<ArticleAttachment>& attachments) {
  for (const ArticleAttachment& each : attachments) {
    sql.Run(
        "INSERT INTO attachments(article_id, blob_id, filename, media_type, alt_text, "
        "size_bytes) VALUES(?,?,?,?,?,?)",
        article, each.blob_id, each.filename, each.media_type, each.alt_text, each.size_bytes);
  }
}

}  // namespace

std::optional<ArticleRow> LoadArticle(SqliteConnection& sql, Id article) {
  Statement row = sql.Query(SelectArticles("WHERE id=?"), article);
  if (!row.Step()) return std::nullopt;
  ArticleRow found = ArticleRowFrom(row);
  LoadParts(sql, found.article);
  return found;
}

std::vector<Article> LoadArticles(SqliteConnection& sql, Id ticket) {
  Statement row = sql.Query(SelectArticles("WHERE ticket_id=? ORDER BY created_ms, message_id='', "
                                           "length(message_id), message_id, id"),
                            ticket);
  std::vector<Article> articles;
  while (row.Step()) {
    articles.push_back(ArticleRowFrom(row).article);
    LoadParts(sql, articles.back());
  }
  return articles;
}

std::vector<Article> LoadFailedReplies(SqliteConnection& sql, std::size_t limit) {
  Statement row = sql.Query(SelectArticles("WHERE failed>0 ORDER BY id DESC LIMIT ?"), limit);
  std::vector<Article> articles;
  while (row.Step()) {
    articles.push_back(ArticleRowFrom(row).article);
    LoadParts(sql, articles.back());
  }
  return articles;
}

Id FindArticleByKey(SqliteConnection& sql, std::string_view idempotency_key) {
  return sql.Number("SELECT id FROM articles WHERE idempotency_key=?", idempotency_key).value_or(0);
}

Id InsertArticle(SqliteConnection& sql, const ArticleRow& row) {
  const Article& article = row.article;
  sql.Run(
      "INSERT INTO articles(ticket_id, type, sender, from_name, to_names, subject, body, "
      "message_id, in_reply_to, internal, created_by_id, created_ms, updated_ms, attributes_json, "
      "links_json, delivery, related_article_id, idempotency_key, surface, conversation_id, "
      "recipient_id, options_json, account_id) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      article.ticket_id, article.type, article.sender, article.from,
      TextOrNull(article.to, article.to_is_null), article.subject, article.body, article.message_id,
      article.in_reply_to, article.internal, article.created_by_id, article.created_ms,
      article.updated_ms, article.attributes_json, LinksJson(article.links), article.delivery,
      article.delivery_article_id_related,
      TextOrNull(row.idempotency_key, row.idempotency_key.empty()), row.surface,
      row.conversation_id, row.recipient_id, row.options_json, row.account_id);
  const Id id = sql.LastInsertId();
  InsertAttachments(sql, id, article.attachments);
  return id;
}

void UpdateArticle(SqliteConnection& sql, const ArticleRow& row) {
  const Article& article = row.article;
  sql.Run(
      "UPDATE articles SET from_name=?, to_names=?, body=?, message_id=?, in_reply_to=?, "
      "updated_ms=?, attributes_json=?, links_json=?, delivery=?, delivery_message=?, "
      "delivery_reason=?, delivery_ms=?, delivery_retry=?, forced=?, failed=?, options_json=? "
      "WHERE id=?",
      article.from, TextOrNull(article.to, article.to_is_null), article.body, article.message_id,
      article.in_reply_to, article.updated_ms, article.attributes_json, LinksJson(article.links),
      article.delivery, article.delivery_message, article.delivery_reason, article.delivery_ms,
      article.delivery_retry, row.forced, row.failed, row.options_json, article.id);
}

}  // namespace stub
