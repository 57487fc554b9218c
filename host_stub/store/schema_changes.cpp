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

}  // namespace stub
