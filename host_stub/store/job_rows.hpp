// Rows of jobs and lanes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"
#include "host_stub/store/writer.hpp"

namespace stub {

// What happens to a job id that is there already.
enum class JobRepeat {
  kReplace,  // chp.host.jobs: new values; a finished one runs again, a running one afterwards
  kKeep,     // chp.host.ingest: never twice
};

// Inserts or repeats by (connection, job_id).
void PutJob(Transaction& transaction, const QueuedJob& job, JobRepeat repeat);
// Jobs that came with a message that was deleted: those to come are dropped, one that runs is not
// repeated, and payloads are erased.
void EraseJobsOfMessage(SqliteConnection& sql, Id message);
std::optional<QueuedJob> LoadJob(SqliteConnection& sql, Id job);
// The columns that ReadJob expects.
inline constexpr std::string_view kSelectJob =
    "SELECT jobs.id, jobs.connection_id, jobs.account_id, type, job_id, kind, lanes.name, "
    "payload_json, priority, state, run_at_ms, attempts, first_run_ms, last_reason, last_message, "
    "lane_id, afterwards, finished_ms FROM jobs JOIN lanes ON lanes.id=lane_id ";
QueuedJob ReadJob(const Statement& row);

// A plugin's job as a row; the account is already known to be the connection's.
QueuedJob PluginJob(Id connection, Id account, const chp::Job& job);

// The pause that holds back a lane longest; 0: none.
std::int64_t PausedUntil(SqliteConnection& sql, Id connection, Id account, std::string_view lane);

}  // namespace stub
