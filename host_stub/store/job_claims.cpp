// Which job runs next, and what becomes of it afterwards.
//
// Jobs wait in lanes. A lane runs one job at a time, and offers its best due one (highest priority,
// then oldest). Among the lanes the highest priority goes first, and among equals the lane whose
// last turn is longest ago: an account with a thousand old jobs delays the one job of another
// account by one job, not by a thousand. Work per claim grows with the number of lanes, not with
// the number of jobs that wait.
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
  std::int64_t turn = 0;  // grows with every claim of the store
};

struct Offer {
  QueuedJob job;
  Id lane = 0;
  std::int64_t turn = 0;
};

std::vector<Lane> IdleLanes(SqliteConnection& sql) {
  Statement row =
      sql.Query("SELECT id, connection_id, account_id, name, turn FROM lanes WHERE running=0");
  std::vector<Lane> lanes;
  while (row.Step()) lanes.push_back({row.Int(0), row.Int(1), row.Int(2), row.Text(3), row.Int(4)});
  return lanes;
}

std::int64_t PausedUntil(SqliteConnection& sql, const Lane& lane) {
  return PausedUntil(sql, lane.connection, lane.account, lane.name);
}

std::vector<Offer> BestOfEachLane(SqliteConnection& sql, std::int64_t now) {
  std::vector<Offer> best;
  for (const Lane& lane : IdleLanes(sql)) {
    if (PausedUntil(sql, lane) > now) continue;
    const auto job = sql.Number(
        "SELECT id FROM jobs INDEXED BY jobs_waiting WHERE lane_id=? AND state=0 AND run_at_ms<=? "
        "ORDER BY priority DESC, run_at_ms, id LIMIT 1",
        lane.id, now);
    if (!job) continue;
    if (auto row = LoadJob(sql, *job)) best.push_back({std::move(*row), lane.id, lane.turn});
  }
  std::sort(best.begin(), best.end(), [](const Offer& a, const Offer& b) {
    return std::tuple(-a.job.priority, a.turn, a.job.run_at_ms, a.job.id) <
           std::tuple(-b.job.priority, b.turn, b.job.run_at_ms, b.job.id);
  });
  return best;
}

void MarkRunning(SqliteConnection& sql, Offer& offer, std::int64_t now, std::int64_t turn) {
  QueuedJob& job = offer.job;
  job.state = JobState::kRunning;
  if (job.first_run_ms == 0) job.first_run_ms = now;
  sql.Run("UPDATE jobs SET state=?, first_run_ms=?, afterwards=0 WHERE id=?", job.state,
          job.first_run_ms, job.id);
  sql.Run("UPDATE lanes SET running=1, turn=? WHERE id=?", turn, offer.lane);
}

// The first `limit` of them.
std::vector<QueuedJob> Take(SqliteConnection& sql, std::vector<Offer> offers, std::size_t limit,
                            std::int64_t now) {
  if (offers.size() > limit) offers.resize(limit);
  std::int64_t turn = sql.Number("SELECT max(turn) FROM lanes").value_or(0);
  std::vector<QueuedJob> jobs;
  for (Offer& offer : offers) {
    MarkRunning(sql, offer, now, ++turn);
    jobs.push_back(std::move(offer.job));
  }
  return jobs;
}

// After such an outcome it is not known what the try has done on the remote side.
bool LeavesDoubt(chp::Code code) {
  return code == chp::Code::kUncertain || code == chp::Code::kAgain ||
         code == chp::Code::kCancelled || code == chp::Code::kInternal;
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
    return Take(transaction.sql, BestOfEachLane(transaction.sql, now_ms), limit, now_ms);
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
      const auto run_at = sql.Number(
          "SELECT min(run_at_ms) FROM jobs INDEXED BY jobs_of_lane WHERE lane_id=? AND state=0",
          lane.id);
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
        "last_message=?, doubtful=max(doubtful, ?) WHERE id=?",
        state, context_.now_ms(), verdict.reason, verdict.message, LeavesDoubt(verdict.code), job);
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
          "last_reason=?, last_message=?, finished_ms=?, doubtful=max(doubtful, ?) WHERE id=?",
          JobState::kWaiting, run_at_ms, progressed, counts_as_attempt, error.reason, error.message,
          now, LeavesDoubt(error.code), job);
    }
    return {};
  });
}

}  // namespace stub
