// What nothing can leave out that stores durably: SQLite and the disk alone, as the host opens
// them. CommitFloor/n: n rows of 4 KiB, with an index, in one commit; divide by n for one event.
#include <benchmark/benchmark.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <stdlib.h>
#include <string>

#include "host_stub/store/log_vfs.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace {

constexpr std::size_t kBytes = 4096;
constexpr int kWarmUp = 4000;  // rows, until the log is overwritten instead of growing

class FreshDatabase {
 public:
  FreshDatabase() : directory_(MakeDirectory()), file_(directory_ / "a.db") {
    { const std::ofstream created{file_}; }
    sql_ = std::make_unique<stub::SqliteConnection>(file_.string(), vfs_.name(),
                                                    stub::SqliteConnection::Access::kReadWrite);
    sql_->RunScript(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, body TEXT);"
        "CREATE INDEX t_by_name ON t(name)");
  }
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;
  ~FreshDatabase() {
    sql_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }

  void Commit(std::int64_t rows) {
    sql_->Run("BEGIN IMMEDIATE");
    for (std::int64_t i = 0; i < rows; ++i) {
      sql_->Run("INSERT INTO t(name, body) VALUES(?,?)", std::to_string(++count_), body_);
    }
    sql_->Run("COMMIT");
  }

 private:
  static std::filesystem::path MakeDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "store_bench_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("No temporary directory.");
    return name;
  }

  const std::filesystem::path directory_;
  const std::filesystem::path file_;
  const stub::LogVfs vfs_{""};
  std::unique_ptr<stub::SqliteConnection> sql_;
  const std::string body_ = std::string(kBytes, 'x');
  std::int64_t count_ = 0;
};

void CommitFloor(benchmark::State& state) {
  FreshDatabase database;
  for (int i = 0; i < kWarmUp; i += 100) database.Commit(100);
  for (auto _ : state) database.Commit(state.range(0));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

BENCHMARK(CommitFloor)->Arg(1)->Arg(4)->Arg(8)->Arg(16)->UseRealTime();
