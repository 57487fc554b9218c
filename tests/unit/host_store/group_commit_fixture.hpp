// A database with a few tables and the writer of the store.
#pragma once

#include <fstream>
#include <latch>
#include <thread>

#include "host_stub/store/store_context.hpp"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {

class GroupCommit : public testing::Test {
 protected:
  GroupCommit() {
    { const std::ofstream created{file_}; }
    SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
    sql.RunScript(
        "CREATE TABLE t(a INTEGER UNIQUE);"
        "CREATE TABLE parent(id INTEGER PRIMARY KEY);"
        "CREATE TABLE child(p REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);");
    database_ = std::make_unique<Database>(file_, "");
  }
  chp::Result<void> Insert(int value) {
    return database_->Write<void>([value](Transaction& transaction) -> chp::Result<void> {
      transaction.sql.Run("INSERT INTO t VALUES(?)", value);
      return {};
    });
  }
  std::int64_t Count() {
    return database_
        ->Read<std::int64_t>([](SqliteConnection& sql) -> chp::Result<std::int64_t> {
          return sql.Number("SELECT count(*) FROM t").value_or(0);
        })
        .value();
  }
  // Holds the writer inside an operation while `others` are queued behind it, so that those form
  // one batch.
  void InOneBatch(const std::vector<std::function<void()>>& others) {
    std::latch inside(1);
    std::latch release(1);
    std::jthread blocker([&] {
      (void)database_->Write<void>([&](Transaction&) -> chp::Result<void> {
        inside.count_down();
        release.wait();
        return {};
      });
    });
    inside.wait();
    std::vector<std::jthread> threads;
    std::latch started(static_cast<std::ptrdiff_t>(others.size()));
    for (const auto& other : others) {
      threads.emplace_back([&started, &other] {
        started.count_down();
        other();
      });
    }
    started.wait();
    release.count_down();
  }

  TemporaryDirectory directory_;
  const std::string file_ = (directory_.path() / "a.db").string();
  std::unique_ptr<Database> database_;
};

}  // namespace stub
