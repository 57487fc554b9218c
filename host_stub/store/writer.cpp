// The one thread that writes: group commit with a savepoint per operation.
#include "host_stub/store/writer.hpp"

#include <exception>
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

Writer::Writer(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), thread_([this] { Loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::OnJobsChanged(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  jobs_changed_ = std::move(listener);
}

std::optional<chp::Error> Writer::Run(const Work& work) {
  Operation operation{.work = work, .transaction = {.sql = *connection_}, .error = {}};
  std::unique_lock lock(mutex_);
  const std::shared_ptr<Batch> batch = next_;
  batch->operations.push_back(&operation);
  if (batch->operations.size() == 1) wake_.notify_one();
  batch->committed.wait(lock, [&operation] { return operation.done; });
  return std::move(operation.error);
}

void Writer::Loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !next_->operations.empty(); });
    if (next_->operations.empty()) return;
    const std::shared_ptr<Batch> batch = std::exchange(next_, std::make_shared<Batch>());
    lock.unlock();
    CommitTogether(batch->operations);
    lock.lock();
    for (Operation* operation : batch->operations) operation->done = true;
    lock.unlock();
    batch->committed.notify_all();
    lock.lock();
  }
}

void Writer::CommitTogether(const std::vector<Operation*>& batch) {
  try {
    connection_->Run("BEGIN IMMEDIATE");
    for (Operation* operation : batch) RunInSavepoint(*operation);
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
void Writer::RunInSavepoint(Operation& operation) {
  connection_->Run("SAVEPOINT operation");
  try {
    operation.keep = operation.work(operation.transaction);
  } catch (const SqliteFailure& failure) {
    if (!connection_->InTransaction()) throw;
    operation.error = RuntimeError(failure, connection_->file());
  } catch (const std::exception& bug) {
    operation.error = BugError(bug);
  }
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
