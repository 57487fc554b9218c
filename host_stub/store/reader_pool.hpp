// Connections for reading: as many as are used at once, kept for the next reader.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

class ReaderPool {
 public:
  ReaderPool(std::string file, std::string vfs) : file_(std::move(file)), vfs_(std::move(vfs)) {}
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  std::unique_ptr<SqliteConnection> Take();
  void GiveBack(std::unique_ptr<SqliteConnection> connection);

 private:
  static constexpr std::size_t kKept = 8;

  const std::string file_;
  const std::string vfs_;
  std::mutex mutex_;  // guards idle_; connections are opened and closed outside
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

}  // namespace stub
