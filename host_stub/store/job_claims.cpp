// Which job runs next, and what becomes of it afterwards.
//
// Jobs wait in lanes. A lane runs one job at a time, so a lane's turn is decided by its best due
// job (highest priority, then oldest); among the lanes the same order decides. Work per claim grows
// with the number of lanes, not with the number of jobs that wait.
#include <algorithm>
#include <tuple>

#include "host_stub/store/job_rows.hpp"
#include "host_stub/store/sqlite_job_store.hpp"

namespace stub {
namespace {

constexpr std::int64_t kStopped = INT64_MAX;

struct Lane {
  Id id = 0;
  Id connection = 0;
  Id account = 0;
  std::string name;
};

std::vector<Lane> IdleLanes(SqliteConnection& sql) {
  Statement row =
      sql.Query("SELECT id, connection_id, account_id, name FROM lanes WHERE running=0");
  std::vector<Lane> lanes;
  while (row.Step()) lanes.push_back({row.Int(0), row.Int(1), row.Int(2), row.Text(3)});
  return lanes;
}

std::int64_t PausedUntil(SqliteConnection& sql, const Lane& lane) {
  return PausedUntil(sql, lane.connection, lane.account, lane.name);
}

std::vector<QueuedJob> BestOfEachLane(SqliteConnection& sql, std::int64_t now) {
  std::vector<QueuedJob> best;
  for (const Lane& lane : IdleLanes(sql)) {
    if (PausedUntil(sql, lane) > now) continue;
    const auto job = sql.Number(
        "SELECT id FROM jobs INDEXED BY jobs_waiting WHERE lane_id=? AND state=0 AND run_at_ms<=? "
        "ORDER BY priority DESC, run_at_ms, id LIMIT 1",
        lane.id, now);
    if (!job) continue;
    if (auto row = LoadJob(sql, *job)) best.push_back(std::move(*row));
  }
  std::sort(best.begin(), best.end(), [](const QueuedJob& a, const QueuedJob& b) {
    return std::tuple(-a.priority, a.run_at_ms, a.id) < std::tuple(-b.priority, b.run_at_ms, b.id);
  });
  return best;
}

void MarkRunning(SqliteConnection& sql, QueuedJob& job, std::int64_t now) {
  job.state = JobState::kRunning;
  if (job.first_run_ms == 0) job.first_run_ms = now;
  sql.Run("UPDATE jobs SET state=?, first_run_ms=?, afterwards=0 WHERE id=?", job.state,
          job.first_run_ms, job.id);
  sql.Run("UPDATE lanes SET running=1 WHERE id=(SELECT lane_id FROM jobs WHERE id=?)", job.id);
}

// What was asked for a job while it ran.
enum class Afterwards { kNothing = 0, kAgain = 1, kCancelled = -1 };

// Frees the lane. nullopt: the job is gone or does not run.
std::optional<Afterwards> StopRunning(Transaction& transaction, Id job) {
  Statement row = transaction.sql.Query(
      "SELECT afterwards, lane_id FROM jobs WHERE id=? AND state=?", job, JobState::kRunning);
  if (!row.Step()) return std::nullopt;
  transaction.sql.Run("UPDATE lanes SET running=0 WHERE id=?", row.Int(1));
  transaction.jobs_changed = true;
  return static_cast<Afterwards>(row.Int(0));
}

chp::Error NotRunning() {
  return NotFoundError("job.not_running", "This job does not run: it was removed meanwhile.");
}

void WaitAgain(SqliteConnection& sql, Id job) {
  sql.Run("UPDATE jobs SET state=?, afterwards=0 WHERE id=?", JobState::kWaiting, job);
}

}  // namespace

chp::Result<std::vector<QueuedJob>> SqliteJobStore::Claim(std::int64_t now_ms, std::size_t limit) {
  using Jobs = std::vector<QueuedJob>;
  const std::vector<Outcome> late = TakeLate();
  auto claimed = context_.database.Write<Jobs>([&](Transaction& transaction) -> chp::Result<Jobs> {
    for (const Outcome& outcome : late) (void)outcome(transaction);  // a job that is gone has none
    Jobs jobs = BestOfEachLane(transaction.sql, now_ms);
    if (jobs.size() > limit) jobs.resize(limit);
    for (QueuedJob& job : jobs) MarkRunning(transaction.sql, job, now_ms);
    return jobs;
  });
  if (claimed) return claimed;
  const std::lock_guard lock(mutex_);
  late_.insert(late_.begin(), late.begin(), late.end());
  return claimed;
}

chp::Result<std::optional<std::int64_t>> SqliteJobStore::NextDue() {
  using Due = std::optional<std::int64_t>;
  return context_.database.Read<Due>([](SqliteConnection& sql) -> chp::Result<Due> {
    Due next;
    for (const Lane& lane : IdleLanes(sql)) {
      const std::int64_t paused = PausedUntil(sql, lane);
      if (paused == kStopped) continue;
      const auto run_at =
          sql.Number("SELECT min(run_at_ms) FROM jobs WHERE lane_id=? AND state=0", lane.id);
      if (!run_at) continue;
      const std::int64_t due = std::max(*run_at, paused);
      if (!next || due < *next) next = due;
    }
    return next;
  });
}

chp::Result<void> SqliteJobStore::Finish(Id job, JobState state, const chp::Error* error) {
  const chp::Error verdict = error == nullptr ? chp::Error() : *error;
  return Keep([this, job, state, verdict](Transaction& transaction) -> chp::Result<void> {
    const auto afterwards = StopRunning(transaction, job);
    if (!afterwards) return NotRunning();
    if (*afterwards == Afterwards::kAgain) {
      WaitAgain(transaction.sql, job);
      return {};
    }
    transaction.sql.Run(
        "UPDATE jobs SET state=?, afterwards=0, finished_ms=?, last_reason=?, "
        "last_message=? WHERE id=?",
        state, context_.now_ms(), verdict.reason, verdict.message, job);
    return {};
  });
}

chp::Result<void> SqliteJobStore::RetryAt(Id job, std::int64_t run_at_ms, const chp::Error& error,
                                          bool counts_as_attempt) {
  return Keep([job, run_at_ms, error, counts_as_attempt,
               now = context_.now_ms()](Transaction& transaction) -> chp::Result<void> {
    const auto afterwards = StopRunning(transaction, job);
    if (!afterwards) return NotRunning();
    if (*afterwards == Afterwards::kAgain) {
      WaitAgain(transaction.sql, job);
    } else if (*afterwards == Afterwards::kCancelled) {
      transaction.sql.Run("DELETE FROM jobs WHERE id=?", job);
    } else {
      const bool progressed = error.code == chp::Code::kAgain;
      transaction.sql.Run(
          "UPDATE jobs SET state=?, run_at_ms=?, attempts=CASE WHEN ? THEN 0 ELSE attempts+? END, "
          "last_reason=?, last_message=?, finished_ms=? WHERE id=?",
          JobState::kWaiting, run_at_ms, progressed, counts_as_attempt, error.reason, error.message,
          now, job);
    }
    return {};
  });
}

}  // namespace stub
