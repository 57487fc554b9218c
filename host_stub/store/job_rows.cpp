// Rows of jobs and lanes.
#include "host_stub/store/job_rows.hpp"

#include <string>

namespace stub {
namespace {

struct JobLane {
  Id id = 0;
  bool runs = false;
};

JobLane LaneOf(SqliteConnection& sql, const QueuedJob& job) {
  Statement known =
      sql.Query("SELECT id, running FROM lanes WHERE connection_id=? AND account_id=? AND name=?",
                job.connection_id, job.account_id, job.lane);
  if (known.Step()) return {known.Int(0), known.Int(1) != 0};
  sql.Run("INSERT INTO lanes(connection_id, account_id, name) VALUES(?,?,?)", job.connection_id,
          job.account_id, job.lane);
  return {sql.LastInsertId(), false};
}

constexpr std::string_view kInsertJob =
    "INSERT INTO jobs(connection_id, account_id, lane_id, type, job_id, kind, payload_json, "
    "priority, run_at_ms, message_id) VALUES(?,?,?,?,?,?,?,?,?,?)";
// A running job keeps its lane and state; it runs again with the new values afterwards.
constexpr std::string_view kReplaceJob =
    " ON CONFLICT(connection_id, job_id) DO UPDATE SET kind=excluded.kind, type=excluded.type, "
    "payload_json=excluded.payload_json, priority=excluded.priority, "
    "run_at_ms=excluded.run_at_ms, attempts=0, first_run_ms=0, last_reason='', last_message='', "
    "account_id=CASE WHEN state=1 THEN account_id ELSE excluded.account_id END, "
    "lane_id=CASE WHEN state=1 THEN lane_id ELSE excluded.lane_id END, "
    "afterwards=CASE WHEN state=1 THEN 1 ELSE 0 END, "
    "state=CASE WHEN state=1 THEN 1 ELSE 0 END";
// What came with two messages is no longer that of one.
constexpr std::string_view kKeepJob =
    " ON CONFLICT(connection_id, job_id) DO UPDATE SET message_id=0 "
    "WHERE message_id>0 AND message_id<>excluded.message_id";

}  // namespace

void PutJob(Transaction& transaction, const QueuedJob& job, JobRepeat repeat) {
  SqliteConnection& sql = transaction.sql;
  static const std::string kReplacing = std::string(kInsertJob).append(kReplaceJob);
  static const std::string kKeeping = std::string(kInsertJob).append(kKeepJob);
  const JobLane lane = LaneOf(sql, job);
  sql.Run(repeat == JobRepeat::kReplace ? kReplacing : kKeeping, job.connection_id, job.account_id,
          lane.id, job.type, job.job_id, job.kind, job.payload_json, job.priority, job.run_at_ms,
          job.message_id);
  // A lane that runs is looked at when its job has ended: in a burst that is not after each event.
  if (!lane.runs) transaction.jobs_changed = true;
}

void EraseJobsOfMessage(SqliteConnection& sql, Id message) {
  sql.Run(
      "UPDATE jobs SET payload_json='{}', afterwards=CASE WHEN state=?2 THEN -1 ELSE 0 END "
      "WHERE message_id=?1 AND message_id>0 AND state IN (?2, ?3)",
      message, JobState::kRunning, JobState::kDone);
  sql.Run("DELETE FROM jobs WHERE message_id=? AND message_id>0 AND state NOT IN (?, ?)", message,
          JobState::kRunning, JobState::kDone);
}

QueuedJob ReadJob(const Statement& row) {
  QueuedJob job;
  job.id = row.Int(0);
  job.connection_id = row.Int(1);
  job.account_id = row.Int(2);
  job.type = static_cast<JobType>(row.Int(3));
  job.job_id = row.Text(4);
  job.kind = row.Text(5);
  job.lane = row.Text(6);
  job.payload_json = row.Text(7);
  job.priority = static_cast<std::int32_t>(row.Int(8));
  job.state = static_cast<JobState>(row.Int(9));
  job.run_at_ms = row.Int(10);
  job.attempts = static_cast<std::int32_t>(row.Int(11));
  job.first_run_ms = row.Int(12);
  job.last_reason = row.Text(13);
  job.last_message = row.Text(14);
  job.last_run_ms = row.Int(17);
  return job;
}

std::optional<QueuedJob> LoadJob(SqliteConnection& sql, Id job) {
  Statement row = sql.Query(std::string(kSelectJob).append("WHERE jobs.id=?"), job);
  if (!row.Step()) return std::nullopt;
  return ReadJob(row);
}

QueuedJob PluginJob(Id connection, Id account, const chp::Job& job) {
  QueuedJob row;
  row.connection_id = connection;
  row.account_id = account;
  row.type = JobType::kPlugin;
  row.job_id = job.id;
  row.kind = job.kind;
  row.lane = job.lane;
  row.payload_json = job.payload_json;
  row.priority = job.priority;
  row.run_at_ms = job.run_at_ms;
  return row;
}

std::int64_t PausedUntil(SqliteConnection& sql, Id connection, Id account, std::string_view lane) {
  return sql
      .Number(
          "SELECT max(until_ms) FROM pauses WHERE connection_id=?1 AND "
          "((scope=4) OR (scope=3 AND account_id=?2) OR "
          "(scope=2 AND account_id=?2 AND lane=?3))",
          connection, account, lane)
      .value_or(0);
}

}  // namespace stub
