// Group commit: the first who waits commits for all who wait.
#include "host_stub/store/writer.hpp"

#include <exception>
#include <thread>
#include <utility>

namespace stub {
namespace {

// The barrier of what follows a commit: the operation is durable whatever becomes of it.
void RunGuarded(const std::function<void()>& action) noexcept {
  try {
    action();
  } catch (const std::exception&) {
    // Nothing that was kept depends on it.
  }
}

}  // namespace

void Writer::OnJobsChanged(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  jobs_changed_ = std::move(listener);
}

std::optional<chp::Error> Writer::Run(const Work& work) {
  Operation operation{.work = work, .transaction = {.sql = *connection_}, .error = {}};
  std::unique_lock lock(mutex_);
  const std::shared_ptr<Batch> batch = next_;
  batch->operations.push_back(&operation);
  if (batch->operations.size() == 1) {
    Commit(lock, *batch);
  } else {
    batch->committed.wait(lock, [&batch] { return batch->done; });
  }
  return std::move(operation.error);
}

// Others may join the batch until the commit under way has ended.
void Writer::Commit(std::unique_lock<std::mutex>& lock, Batch& batch) {
  batch.may_commit.wait(lock, [this] { return !committing_; });
  committing_ = true;
  // Those who wait for the core and are about to come join; where nobody does, this costs nothing.
  lock.unlock();
  std::this_thread::yield();
  lock.lock();
  next_ = std::make_shared<Batch>();
  lock.unlock();
  CommitTogether(batch.operations);
  lock.lock();
  committing_ = false;
  batch.done = true;
  const std::shared_ptr<Batch> following = next_;
  lock.unlock();
  // The commit comes first: while the disk works, the others answer.
  following->may_commit.notify_one();
  batch.committed.notify_all();
}

void Writer::CommitTogether(const std::vector<Operation*>& batch) {
  try {
    connection_->Run("BEGIN IMMEDIATE");
    if (!PerformAll(batch)) {
      Rollback();
      if (batch.size() == 1) return;
      connection_->Run("BEGIN IMMEDIATE");
      for (Operation* operation : batch) PerformInSavepoint(*operation);
    }
    connection_->Run("COMMIT");
  } catch (const SqliteFailure& failure) {
    Rollback();
    for (Operation* operation : batch) {
      operation->error = RuntimeError(failure, connection_->file());
    }
    return;
  }
  AfterCommit(batch);
}

// The barrier of every writing operation: no exception passes, except for a failure with which
// SQLite has undone the whole transaction (a full disk, a disk error), neighbours included.
void Writer::Perform(Operation& operation) {
  try {
    operation.keep = operation.work(operation.transaction);
  } catch (const SqliteFailure& failure) {
    if (!connection_->InTransaction()) throw;
    operation.error = RuntimeError(failure, connection_->file());
  } catch (const std::exception& bug) {
    operation.error = BugError(bug);
  }
}

// False: one failed after it had written. Few do, and a savepoint costs a copy of every page.
bool Writer::PerformAll(const std::vector<Operation*>& batch) {
  // NOLINTNEXTLINE(readability-use-anyofallof): it performs, it does not ask
  for (Operation* operation : batch) {
    const auto before = connection_->ChangedRowsSoFar();
    Perform(*operation);
    if (operation->error) return false;
    if (!operation->keep && connection_->ChangedRowsSoFar() != before) return false;
  }
  return true;
}

void Writer::PerformInSavepoint(Operation& operation) {
  operation.transaction.jobs_changed = false;
  operation.transaction.after_commit.clear();
  operation.error.reset();
  operation.keep = false;
  connection_->Run("SAVEPOINT operation");
  Perform(operation);
  if (!operation.keep) connection_->Run("ROLLBACK TO operation");
  connection_->Run("RELEASE operation");
}

void Writer::Rollback() noexcept {
  if (!connection_->InTransaction()) return;
  try {
    connection_->RunScript("ROLLBACK");
  } catch (const SqliteFailure&) {
    // The next BEGIN fails and says so to its callers.
  }
}

void Writer::AfterCommit(const std::vector<Operation*>& batch) {
  bool jobs_changed = false;
  for (const Operation* operation : batch) {
    if (!operation->keep) continue;
    jobs_changed = jobs_changed || operation->transaction.jobs_changed;
    for (const auto& action : operation->transaction.after_commit) RunGuarded(action);
  }
  if (jobs_changed) TellJobsChanged();
}

void Writer::TellJobsChanged() {
  std::function<void()> listener;
  {
    const std::lock_guard lock(mutex_);
    listener = jobs_changed_;
  }
  if (listener) RunGuarded(listener);
}

}  // namespace stub
