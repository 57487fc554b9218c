// The database file as the stores see it: operations that write, and consistent reads.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "host_stub/store/log_vfs.hpp"
#include "host_stub/store/reader_pool.hpp"
#include "host_stub/store/writer.hpp"

namespace stub {

class Database {
 public:
  // The file must exist and hold the current schema. Throws SqliteFailure.
  Database(const std::string& file, const std::string& vfs);

  // Runs `work`, maybe twice and on the thread of another caller, and returns after it is durable.
  // An error that `work` returns undoes everything it wrote.
  template <class T>
  chp::Result<T> Write(const std::function<chp::Result<T>(Transaction&)>& work) {
    std::optional<chp::Result<T>> result;
    auto failed = writer_.Run([&](Transaction& transaction) {
      result.emplace(work(transaction));
      return result->ok();
    });
    if (failed) return std::move(*failed);
    return std::move(*result);
  }

  // Runs `work` on this thread over one snapshot.
  template <class T>
  chp::Result<T> Read(const std::function<chp::Result<T>(SqliteConnection&)>& work) {
    std::optional<chp::Result<T>> result;
    auto failed = ReadGuarded([&](SqliteConnection& sql) { result.emplace(work(sql)); });
    if (failed) return std::move(*failed);
    return std::move(*result);
  }

  // Moves the log into the database file, so that erased text is gone from both.
  chp::Result<void> Checkpoint();
  void OnJobsChanged(std::function<void()> listener) { writer_.OnJobsChanged(std::move(listener)); }

 private:
  std::optional<chp::Error> ReadGuarded(const std::function<void(SqliteConnection&)>& work);

  const std::string file_;
  const LogVfs vfs_;
  ReaderPool readers_;
  Writer writer_;
};

}  // namespace stub
