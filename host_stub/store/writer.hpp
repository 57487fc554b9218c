// The one place that writes. Operations that wait together share one transaction (group commit),
// and all callers return after its COMMIT. When one of them fails after it wrote, all run again,
// each in a savepoint of its own, so that it does not undo its neighbours. There is neither a
// thread nor a batching timer: the first caller of a batch commits for all of it, and whoever comes
// while a commit is under way forms the next batch. Before it begins, the core goes once to those
// who are about to come.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

// What an operation works on. `after_commit` runs on the thread that commits once the operation is
// durable; it must not call the store. What it throws changes nothing and is dropped.
struct Transaction {
  SqliteConnection& sql;
  bool jobs_changed = false;
  std::vector<std::function<void()>> after_commit = {};
};

class Writer {
 public:
  // False: undo this operation only.
  using Work = std::function<bool(Transaction&)>;

  // Ends when no caller is inside any more.
  explicit Writer(std::unique_ptr<SqliteConnection> connection)
      : connection_(std::move(connection)) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns after the commit (or the undoing) of `work`; an error when the store failed. Any
  // thread; `work` may run on that of another caller, and twice.
  std::optional<chp::Error> Run(const Work& work);
  void OnJobsChanged(std::function<void()> listener);

 private:
  struct Operation {
    const Work& work;
    Transaction transaction;
    bool keep = false;
    std::optional<chp::Error> error;
  };
  // Those who wait together. The first commits for all.
  struct Batch {
    std::vector<Operation*> operations;
    std::condition_variable may_commit;
    std::condition_variable committed;
    bool done = false;
  };

  void Commit(std::unique_lock<std::mutex>& lock, Batch& batch);
  void CommitTogether(const std::vector<Operation*>& batch);
  bool PerformAll(const std::vector<Operation*>& batch);
  void Perform(Operation& operation);
  void PerformInSavepoint(Operation& operation);
  void Rollback() noexcept;
  void AfterCommit(const std::vector<Operation*>& batch);
  void TellJobsChanged();

  std::unique_ptr<SqliteConnection> connection_;  // used by the one who commits
  std::mutex mutex_;  // guards what follows and what batches say; released while SQLite runs
  std::shared_ptr<Batch> next_ = std::make_shared<Batch>();
  bool committing_ = false;
  std::function<void()> jobs_changed_;
};

}  // namespace stub
