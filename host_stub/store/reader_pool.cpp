// Connections for reading.
#include "host_stub/store/reader_pool.hpp"

namespace stub {

std::unique_ptr<SqliteConnection> ReaderPool::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<SqliteConnection>(file_, vfs_, SqliteConnection::Access::kQueryOnly);
}

void ReaderPool::GiveBack(std::unique_ptr<SqliteConnection> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kKept) idle_.push_back(std::move(connection));
}

}  // namespace stub
