// Scopes in which nothing runs for a while, or until a person resumes them.
#include "host_stub/store/sqlite_job_store.hpp"

namespace stub {
chp::Result<void> SqliteJobStore::PauseScope(const QueuedJob& job, chp::Scope scope,
                                             std::int64_t until_ms, const chp::Error& error) {
  if (scope == chp::Scope::kDefault || scope == chp::Scope::kMessage) return {};
  const Id account = scope == chp::Scope::kConnection ? 0 : job.account_id;
  const std::string lane = scope == chp::Scope::kLane ? job.lane : "";
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run(
        "INSERT INTO pauses(connection_id, account_id, scope, lane, until_ms, reason, message) "
        "VALUES(?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET until_ms=max(until_ms, "
        "excluded.until_ms), reason=excluded.reason, message=excluded.message",
        job.connection_id, account, scope, lane, until_ms, error.reason, error.message);
    transaction.jobs_changed = true;
    return {};
  });
}

chp::Result<void> SqliteJobStore::ResumeScope(Id connection, Id account) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    sql.Run("DELETE FROM pauses WHERE connection_id=?1 AND (?2=0 OR account_id=?2)", connection,
            account);
    sql.Run(
        "UPDATE jobs SET state=?1, run_at_ms=?2, attempts=0, first_run_ms=0 "
        "WHERE connection_id=?3 AND (?4=0 OR account_id=?4) AND state=?5 AND state>0",
        JobState::kWaiting, context_.now_ms(), connection, account, JobState::kStopped);
    transaction.jobs_changed = true;
    return {};
  });
}

}  // namespace stub
