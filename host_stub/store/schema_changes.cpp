// Schema versions after the first.
#include "host_stub/store/schema_tables.hpp"

namespace stub {

// A job knows the message that it came with, so that the message's deletion takes it along.
const char* const kSchemaVersion2 = R"sql(
ALTER TABLE jobs ADD COLUMN message_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX jobs_by_message ON jobs(message_id) WHERE message_id > 0;
)sql";

}  // namespace stub
