// What is said, in this order: the job runs; something pauses or has stopped its lane, account or
// connection; its own time has not come; others of its lane go first.
#include "host_stub/store/reply_waiting.hpp"

#include <string>

namespace stub {
namespace {

struct ReplyJob {
  Id id = 0;
  JobState state = JobState::kWaiting;
  std::int64_t run_at_ms = 0;
  std::int64_t first_run_ms = 0;
  std::int32_t priority = 0;
  Id lane_id = 0;
  Id connection_id = 0;
  Id account_id = 0;
  std::string lane;
  std::string reason;
  std::string message;
};

// A reply that was sent again through another connection has one job in each; the live one counts.
std::optional<ReplyJob> JobOf(SqliteConnection& sql, Id article) {
  Statement row = sql.Query(
      "SELECT jobs.id, state, run_at_ms, first_run_ms, priority, lane_id, jobs.connection_id, "
      "jobs.account_id, lanes.name, last_reason, last_message FROM jobs JOIN lanes ON "
      "lanes.id=lane_id WHERE job_id=? AND type=1 ORDER BY state, jobs.id DESC LIMIT 1",
      "reply/" + std::to_string(article));
  if (!row.Step()) return std::nullopt;
  return ReplyJob{.id = row.Int(0),
                  .state = static_cast<JobState>(row.Int(1)),
                  .run_at_ms = row.Int(2),
                  .first_run_ms = row.Int(3),
                  .priority = static_cast<std::int32_t>(row.Int(4)),
                  .lane_id = row.Int(5),
                  .connection_id = row.Int(6),
                  .account_id = row.Int(7),
                  .lane = row.Text(8),
                  .reason = row.Text(9),
                  .message = row.Text(10)};
}

// The pause above the job that ends last, if it ends after the job's own time.
bool IsPaused(SqliteConnection& sql, const ReplyJob& job, std::int64_t now, Waiting& waiting) {
  Statement row = sql.Query(
      "SELECT until_ms, reason, message FROM pauses WHERE connection_id=?1 AND ((scope=4) OR "
      "(scope=3 AND account_id=?2) OR (scope=2 AND account_id=?2 AND lane=?3)) "
      "ORDER BY until_ms DESC LIMIT 1",
      job.connection_id, job.account_id, job.lane);
  if (!row.Step() || row.Int(0) <= now || row.Int(0) < job.run_at_ms) return false;
  waiting = {.until_ms = row.Int(0), .reason = row.Text(1), .message = row.Text(2)};
  return true;
}

std::int64_t AheadOf(SqliteConnection& sql, const ReplyJob& job) {
  return sql
      .Number(
          "SELECT count(*) FROM jobs WHERE lane_id=?1 AND state IN (0, 1) AND id<>?2 AND (state=1 "
          "OR priority>?3 OR (priority=?3 AND (run_at_ms<?4 OR (run_at_ms=?4 AND id<?2))))",
          job.lane_id, job.id, job.priority, job.run_at_ms)
      .value_or(0);
}

Waiting InTime(SqliteConnection& sql, const ReplyJob& job, std::int64_t now) {
  if (job.run_at_ms > now && job.first_run_ms == 0) {
    return {.until_ms = job.run_at_ms,
            .reason = "host.undo",
            .message = "It can be taken back until it leaves."};
  }
  if (job.run_at_ms > now) {
    return {.until_ms = job.run_at_ms, .reason = job.reason, .message = job.message};
  }
  const std::int64_t ahead = AheadOf(sql, job);
  if (ahead == 0) {
    return {.until_ms = job.run_at_ms, .reason = "host.due", .message = "It leaves now."};
  }
  return {.until_ms = job.run_at_ms,
          .reason = "host.in_line",
          .message = ahead == 1 ? "One other message goes first."
                                : std::to_string(ahead) + " other messages go first."};
}

}  // namespace

void FillWaiting(SqliteConnection& sql, std::int64_t now_ms, Article& article) {
  const bool may_wait =
      article.delivery == DeliveryState::kQueued || article.delivery == DeliveryState::kFail;
  if (!may_wait) return;
  const auto job = JobOf(sql, article.id);
  if (!job || job->state > JobState::kRunning) return;
  if (job->state == JobState::kRunning) {
    article.waiting = {
        .until_ms = job->run_at_ms, .reason = "host.leaving", .message = "It is being sent."};
    return;
  }
  if (!IsPaused(sql, *job, now_ms, article.waiting)) article.waiting = InTime(sql, *job, now_ms);
}

}  // namespace stub
