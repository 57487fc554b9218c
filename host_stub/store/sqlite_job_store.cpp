// Scheduling, listing and reviving jobs.
#include "host_stub/store/sqlite_job_store.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/job_rows.hpp"

namespace stub {
namespace {

chp::Error UnknownJob() { return NotFoundError("job.unknown", "There is no such job."); }

}  // namespace

chp::Result<void> SqliteJobStore::Schedule(Id connection, const chp::Job& job) {
  if (job.id.empty() || job.kind.empty()) {
    return InvalidError("job.id_or_kind", "A job needs an id and a kind.");
  }
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    if (!LoadConnection(transaction.sql, connection)) {
      return NotFoundError("connection.unknown", "This connection no longer exists.");
    }
    Id account = 0;
    if (!job.account_id.empty()) {
      account = AccountOfConnection(transaction.sql, connection, job.account_id);
      if (account == 0) {
        return NotFoundError("job.account_unknown", "The job's account does not exist here.");
      }
    }
    PutJob(transaction, PluginJob(connection, account, job), JobRepeat::kReplace);
    return {};
  });
}

chp::Result<void> SqliteJobStore::Cancel(Id connection, std::string_view job_id) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    sql.Run("UPDATE jobs SET afterwards=-1 WHERE connection_id=? AND job_id=? AND state=?",
            connection, job_id, JobState::kRunning);
    sql.Run("DELETE FROM jobs WHERE connection_id=? AND job_id=? AND state<>?", connection, job_id,
            JobState::kRunning);
    transaction.jobs_changed = true;
    return {};
  });
}

chp::Result<void> SqliteJobStore::Enqueue(const QueuedJob& job) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    PutJob(transaction, job, JobRepeat::kReplace);
    return {};
  });
}

chp::Result<void> SqliteJobStore::Keep(Outcome outcome) {
  auto kept = context_.database.Write<void>(outcome);
  if (kept || kept.error().code != chp::Code::kTransient) return kept;
  const std::lock_guard lock(mutex_);
  late_.push_back(std::move(outcome));
  return kept;
}

std::vector<SqliteJobStore::Outcome> SqliteJobStore::TakeLate() {
  const std::lock_guard lock(mutex_);
  return std::exchange(late_, {});
}

chp::Result<void> SqliteJobStore::RecoverRunning() {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run(
        "UPDATE jobs SET state=?, afterwards=0, doubtful=1 WHERE state=? AND state>0 AND "
        "afterwards>=0",
        JobState::kWaiting, JobState::kRunning);
    transaction.sql.Run("DELETE FROM jobs WHERE state=? AND state>0", JobState::kRunning);
    transaction.sql.Run("UPDATE lanes SET running=0");
    transaction.jobs_changed = true;
    return {};
  });
}

chp::Result<std::vector<QueuedJob>> SqliteJobStore::List(std::size_t limit) {
  using Jobs = std::vector<QueuedJob>;
  return context_.database.Read<Jobs>([limit](SqliteConnection& sql) -> chp::Result<Jobs> {
    Statement row =
        sql.Query(std::string(kSelectJob).append("ORDER BY jobs.id DESC LIMIT ?"), limit);
    Jobs jobs;
    while (row.Step()) jobs.push_back(ReadJob(row));
    for (QueuedJob& job : jobs) {
      if (job.state != JobState::kWaiting) continue;
      const std::int64_t paused = PausedUntil(sql, job.connection_id, job.account_id, job.lane);
      if (paused != INT64_MAX) job.run_at_ms = std::max(job.run_at_ms, paused);
    }
    return jobs;
  });
}

chp::Result<void> SqliteJobStore::RetryNow(Id job) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    const auto row = LoadJob(transaction.sql, job);
    if (!row) return UnknownJob();
    if (row->state == JobState::kRunning) {
      return ConflictError("job.running", "This job is running already.");
    }
    transaction.sql.Run(
        "UPDATE jobs SET state=?, run_at_ms=?, attempts=0, first_run_ms=0, "
        "afterwards=0 WHERE id=?",
        JobState::kWaiting, context_.now_ms(), job);
    transaction.jobs_changed = true;
    return {};
  });
}

}  // namespace stub
