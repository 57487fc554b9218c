// Schema versions after the first.
#include "host_stub/store/schema_tables.hpp"

namespace stub {

// A job knows the message that it came with, so that the message's deletion takes it along.
const char* const kSchemaVersion2 = R"sql(
ALTER TABLE jobs ADD COLUMN message_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX jobs_by_message ON jobs(message_id) WHERE message_id > 0;
)sql";

// An identity knows what the channel last filled in, so that what an agent changed stays. A message
// keeps the note about it until it is shown. What an account does with follow-ups is its own.
const char* const kSchemaVersion3 = R"sql(
ALTER TABLE identities ADD COLUMN profile_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE identities ADD COLUMN profile_json TEXT NOT NULL DEFAULT '{}';
ALTER TABLE messages ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN closed_stays INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN closed_takes_dms INTEGER NOT NULL DEFAULT 0;
)sql";

// What staff may answer. A reply may go through another account than its ticket's; one that failed
// stays on the list of failures until somebody has seen to it. Who changed what.
const char* const kSchemaVersion4 = R"sql(
ALTER TABLE users ADD COLUMN reply_public INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN reply_private INTEGER NOT NULL DEFAULT 1;
ALTER TABLE articles ADD COLUMN account_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_failed ON articles(id) WHERE failed > 0;
CREATE TABLE audit(id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL,
  user_id INTEGER NOT NULL, login TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
  fields TEXT NOT NULL) STRICT;
)sql";

// Files on their way into an article.
const char* const kSchemaVersion5 = R"sql(
CREATE TABLE uploads(id TEXT PRIMARY KEY, user_id INTEGER NOT NULL, filename TEXT NOT NULL,
  media_type TEXT NOT NULL, size_bytes INTEGER NOT NULL, complete INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_by_user ON uploads(user_id);
CREATE INDEX uploads_by_time ON uploads(created_ms);
)sql";

// What an admin sets. Lanes take turns. A job knows whether one of its tries may have had an effect
// that nobody knows of. A reply's job is found by its name, an answer by what it answers.
const char* const kSchemaVersion6 = R"sql(
CREATE TABLE settings(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE lanes ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reply_jobs ON jobs(job_id) WHERE type = 1;
CREATE INDEX articles_by_answered ON articles(ticket_id, in_reply_to) WHERE sender = 'Agent';
)sql";

// What messages said before they were edited, and since when.
const char* const kSchemaVersion7 = R"sql(
CREATE TABLE message_versions(message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
  written_ms INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(message_id, written_ms)) STRICT, WITHOUT ROWID;
)sql";

// An account knows what the remote side says of it.
const char* const kSchemaVersion8 = R"sql(
ALTER TABLE accounts ADD COLUMN profile_json TEXT NOT NULL DEFAULT '{}';
)sql";

// Fewer indexes for a job that is put on the queue: one finds what waits by time and what a lane
// holds, and states are looked for only among those that do not wait.
const char* const kSchemaVersion9 = R"sql(
DROP INDEX jobs_by_lane;
DROP INDEX jobs_due;
DROP INDEX jobs_by_state;
CREATE INDEX jobs_of_lane ON jobs(lane_id, state, run_at_ms);
CREATE INDEX jobs_not_waiting ON jobs(state, finished_ms) WHERE state > 0;
)sql";

}  // namespace stub
