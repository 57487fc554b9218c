// The one thread that writes. Operations that wait together share one transaction (group commit):
// each runs in a savepoint of its own, so that a failing one does not undo its neighbours, and all
// callers return after the one COMMIT. There is no batching timer: whoever comes while a commit
// is under way forms the next batch.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

// What an operation works on. `after_commit` runs on the writer's thread once the operation is
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

  explicit Writer(std::unique_ptr<SqliteConnection> connection);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();  // after the operations already queued

  // Returns after the commit (or the undoing) of `work`; an error when the store failed. Any
  // thread.
  std::optional<chp::Error> Run(const Work& work);
  void OnJobsChanged(std::function<void()> listener);

 private:
  struct Operation {
    const Work& work;
    Transaction transaction;
    bool keep = false;
    bool done = false;
    std::optional<chp::Error> error;
  };
  // Those who wait together. Shared, so that they can be woken after the lock is released.
  struct Batch {
    std::vector<Operation*> operations;
    std::condition_variable committed;
  };

  void Loop();
  void CommitTogether(const std::vector<Operation*>& batch);
  void RunInSavepoint(Operation& operation);
  void Rollback() noexcept;
  void AfterCommit(const std::vector<Operation*>& batch);
  void TellJobsChanged();

  std::unique_ptr<SqliteConnection> connection_;
  std::mutex mutex_;  // guards queue_, jobs_changed_, stopping_ and what operations say when done
  std::condition_variable wake_;
  std::shared_ptr<Batch> next_ = std::make_shared<Batch>();
  std::function<void()> jobs_changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace stub
