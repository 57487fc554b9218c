// Schema version 1.
#include "host_stub/store/schema_tables.hpp"

namespace stub {

const char* const kSchemaVersion1 = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE groups(id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE, active INTEGER NOT NULL DEFAULT 1) STRICT;
INSERT INTO groups(name) VALUES('Users');

CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL UNIQUE,
  firstname TEXT NOT NULL, lastname TEXT NOT NULL, email TEXT NOT NULL,
  web TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
  image_source TEXT NOT NULL DEFAULT '', roles TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1,
  password TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL) STRICT;
CREATE TABLE identities(provider TEXT NOT NULL, uid TEXT NOT NULL, username TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY(provider, uid)) STRICT, WITHOUT ROWID;
CREATE INDEX identities_by_user ON identities(user_id);
CREATE TABLE tokens(hash TEXT PRIMARY KEY, opaque_id TEXT NOT NULL, name TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sessions(hash TEXT PRIMARY KEY, opaque_id TEXT NOT NULL, csrf_token TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  expires_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE plugins(slug TEXT PRIMARY KEY, enabled INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE connections(id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE, app_json TEXT NOT NULL, secrets BLOB NOT NULL,
  verified INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1, state INTEGER NOT NULL DEFAULT 0,
  state_reason TEXT NOT NULL DEFAULT '', state_message TEXT NOT NULL DEFAULT '',
  created_ms INTEGER NOT NULL) STRICT;
CREATE INDEX connections_by_slug ON connections(slug);
CREATE TABLE accounts(id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
  external_id TEXT NOT NULL, screen_name TEXT NOT NULL, name TEXT NOT NULL,
  settings_json TEXT NOT NULL DEFAULT '{}', reopen_days INTEGER NOT NULL DEFAULT 0,
  secrets BLOB NOT NULL, active INTEGER NOT NULL DEFAULT 1,
  removing INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0,
  state_reason TEXT NOT NULL DEFAULT '', state_message TEXT NOT NULL DEFAULT '',
  created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
  UNIQUE(connection_id, external_id)) STRICT;

CREATE TABLE kv(connection_id INTEGER NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
  key TEXT NOT NULL, value BLOB NOT NULL, secret INTEGER NOT NULL, version INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL, PRIMARY KEY(connection_id, key)) STRICT, WITHOUT ROWID;
CREATE INDEX kv_by_expiry ON kv(expires_ms) WHERE expires_ms > 0;
CREATE TABLE kv_versions(last INTEGER NOT NULL) STRICT;
INSERT INTO kv_versions VALUES(0);

CREATE TABLE tickets(id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL,
  title_by_agent INTEGER NOT NULL DEFAULT 0, group_id INTEGER NOT NULL REFERENCES groups(id),
  group_by_agent INTEGER NOT NULL DEFAULT 0, group_note TEXT NOT NULL DEFAULT '',
  customer_id INTEGER NOT NULL DEFAULT 0, owner_id INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL, silent INTEGER NOT NULL, priority TEXT NOT NULL DEFAULT '2 normal',
  visibility INTEGER NOT NULL, connection_id INTEGER NOT NULL, slug TEXT NOT NULL,
  account_id INTEGER NOT NULL, account_screen_name TEXT NOT NULL, counterpart TEXT NOT NULL, create_article_type TEXT NOT NULL,
  merged_into INTEGER NOT NULL DEFAULT 0, first_sent_ms INTEGER NOT NULL,
  first_external_id TEXT NOT NULL, last_sent_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL) STRICT;
CREATE INDEX tickets_by_counterpart ON tickets(account_id, counterpart) WHERE visibility = 2;
CREATE INDEX tickets_by_survivor ON tickets(merged_into) WHERE merged_into > 0;
CREATE INDEX tickets_by_state ON tickets(state);
CREATE INDEX tickets_by_group ON tickets(group_id);
CREATE INDEX tickets_by_customer ON tickets(customer_id);

CREATE TABLE articles(id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE, type TEXT NOT NULL,
  sender TEXT NOT NULL, from_name TEXT NOT NULL, to_names TEXT, subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL, message_id TEXT NOT NULL DEFAULT '', in_reply_to TEXT NOT NULL DEFAULT '',
  internal INTEGER NOT NULL DEFAULT 0, created_by_id INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
  attributes_json TEXT NOT NULL DEFAULT '{}', links_json TEXT NOT NULL DEFAULT '[]',
  delivery INTEGER NOT NULL DEFAULT 0, delivery_message TEXT NOT NULL DEFAULT '',
  delivery_reason TEXT NOT NULL DEFAULT '', delivery_ms INTEGER NOT NULL DEFAULT 0,
  delivery_retry INTEGER NOT NULL DEFAULT 0, related_article_id INTEGER NOT NULL DEFAULT 0,
  idempotency_key TEXT UNIQUE, surface TEXT NOT NULL DEFAULT '',
  conversation_id TEXT NOT NULL DEFAULT '', recipient_id TEXT NOT NULL DEFAULT '',
  options_json TEXT NOT NULL DEFAULT '{}', forced INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX articles_by_ticket ON articles(ticket_id, created_ms);
CREATE INDEX articles_by_related ON articles(related_article_id) WHERE related_article_id > 0;

-- Every external id that is known: inbound messages, context, tombstones, parts of our replies,
-- ids of edited versions (original_id). A partial index is used only by a query that repeats its
-- condition. ticket_id and article_id are 0 for context.
CREATE TABLE messages(id INTEGER PRIMARY KEY AUTOINCREMENT, connection_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL, external_id TEXT NOT NULL, original_id INTEGER NOT NULL DEFAULT 0,
  role INTEGER NOT NULL, visibility INTEGER NOT NULL, own INTEGER NOT NULL,
  sent_ms INTEGER NOT NULL, conversation_id TEXT NOT NULL DEFAULT '',
  author_id TEXT NOT NULL DEFAULT '', counterpart TEXT NOT NULL DEFAULT '',
  surface TEXT NOT NULL DEFAULT '', article_type TEXT NOT NULL DEFAULT '',
  link_label TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '',
  content_json TEXT NOT NULL DEFAULT '', customer_id INTEGER NOT NULL DEFAULT 0,
  group_id INTEGER NOT NULL DEFAULT 0, group_note TEXT NOT NULL DEFAULT '', ticket_id INTEGER NOT NULL DEFAULT 0,
  article_id INTEGER NOT NULL DEFAULT 0, deleted_ms INTEGER NOT NULL DEFAULT 0,
  edited_ms INTEGER NOT NULL DEFAULT 0, delivered_ms INTEGER NOT NULL DEFAULT 0,
  read_ms INTEGER NOT NULL DEFAULT 0, expires_ms INTEGER NOT NULL DEFAULT 0,
  UNIQUE(connection_id, account_id, external_id)) STRICT;
CREATE INDEX messages_by_ticket ON messages(ticket_id, own, sent_ms) WHERE ticket_id > 0;
CREATE INDEX messages_by_article ON messages(article_id) WHERE article_id > 0;
CREATE INDEX messages_by_original ON messages(original_id) WHERE original_id > 0;
CREATE INDEX messages_by_conversation ON messages(account_id, conversation_id, author_id)
  WHERE own = 0 AND conversation_id <> '';
CREATE INDEX messages_waiting ON messages(account_id, counterpart)
  WHERE visibility = 2 AND role = 2 AND ticket_id = 0;
CREATE INDEX messages_by_time ON messages(account_id, sent_ms);
CREATE INDEX messages_by_expiry ON messages(expires_ms) WHERE expires_ms > 0;

CREATE TABLE message_parents(message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, account_id INTEGER NOT NULL, parent_id TEXT NOT NULL,
  PRIMARY KEY(message_id, position)) STRICT, WITHOUT ROWID;
CREATE INDEX message_children ON message_parents(account_id, parent_id);

CREATE TABLE attachments(id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL DEFAULT 0, message_id INTEGER NOT NULL DEFAULT 0,
  blob_id TEXT NOT NULL, filename TEXT NOT NULL, media_type TEXT NOT NULL, alt_text TEXT NOT NULL,
  size_bytes INTEGER NOT NULL) STRICT;
CREATE INDEX attachments_by_article ON attachments(article_id);
CREATE INDEX attachments_by_message ON attachments(message_id);
CREATE INDEX attachments_by_blob ON attachments(blob_id);
CREATE TABLE blobs(id TEXT PRIMARY KEY, connection_id INTEGER NOT NULL,
  created_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE pending_updates(id INTEGER PRIMARY KEY, connection_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL, external_id TEXT NOT NULL, at_ms INTEGER NOT NULL,
  update_json TEXT NOT NULL, expires_ms INTEGER NOT NULL) STRICT;
CREATE INDEX pending_updates_by_id ON pending_updates(account_id, external_id);
CREATE INDEX pending_updates_by_expiry ON pending_updates(expires_ms);

CREATE TABLE quarantine(id INTEGER PRIMARY KEY AUTOINCREMENT, connection_id INTEGER NOT NULL,
  reason TEXT NOT NULL, body BLOB NOT NULL, received_ms INTEGER NOT NULL) STRICT;
CREATE INDEX quarantine_by_time ON quarantine(received_ms);

-- Jobs of one lane run one at a time. `afterwards` of a running job: 1 run again, -1 do not retry.
CREATE TABLE lanes(id INTEGER PRIMARY KEY, connection_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL, name TEXT NOT NULL, running INTEGER NOT NULL DEFAULT 0,
  UNIQUE(connection_id, account_id, name)) STRICT;
CREATE TABLE jobs(id INTEGER PRIMARY KEY AUTOINCREMENT, connection_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL, lane_id INTEGER NOT NULL REFERENCES lanes(id), type INTEGER NOT NULL,
  job_id TEXT NOT NULL, kind TEXT NOT NULL, payload_json TEXT NOT NULL, priority INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, afterwards INTEGER NOT NULL DEFAULT 0,
  run_at_ms INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  first_run_ms INTEGER NOT NULL DEFAULT 0, finished_ms INTEGER NOT NULL DEFAULT 0,
  last_reason TEXT NOT NULL DEFAULT '', last_message TEXT NOT NULL DEFAULT '',
  UNIQUE(connection_id, job_id)) STRICT;
CREATE INDEX jobs_by_lane ON jobs(lane_id);
CREATE INDEX jobs_waiting ON jobs(lane_id, priority DESC, run_at_ms) WHERE state = 0;
CREATE INDEX jobs_due ON jobs(lane_id, run_at_ms) WHERE state = 0;
CREATE INDEX jobs_by_state ON jobs(state, finished_ms);
CREATE TABLE pauses(connection_id INTEGER NOT NULL, account_id INTEGER NOT NULL,
  scope INTEGER NOT NULL, lane TEXT NOT NULL, until_ms INTEGER NOT NULL, reason TEXT NOT NULL,
  message TEXT NOT NULL, PRIMARY KEY(connection_id, account_id, scope, lane)) STRICT, WITHOUT ROWID;
)sql";

}  // namespace stub
