// Opening the store: the first start, restarts, and everything that must be refused in a sentence.
#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "host_stub/store/schema.hpp"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class Opening : public StoreTest {
 protected:
  std::string PathOf(const std::string& name) const { return (directory_.path() / name).string(); }
  chp::Error ErrorOfOpening() {
    auto opened = OpenSqliteStore(Options());
    if (opened) return {.code = chp::Code::kOk, .reason = "opened", .message = {}};
    return opened.error();
  }
  // Every sentence names the file.
  void ExpectRefused(const std::string& reason) {
    const chp::Error error = ErrorOfOpening();
    EXPECT_EQ(error.reason, reason) << error.message;
    EXPECT_EQ(error.code, chp::Code::kConfig);
    EXPECT_NE(error.message.find("desk.db"), std::string::npos) << error.message;
  }
  mode_t ModeOf(const std::string& name) const {
    struct stat status {};
    EXPECT_EQ(::stat(PathOf(name).c_str(), &status), 0);
    return status.st_mode & 0777u;
  }
  void Overwrite(const std::string& name, const std::string& bytes) const {
    std::ofstream(PathOf(name), std::ios::binary | std::ios::trunc) << bytes;
  }
};

TEST_F(Opening, OnlyTheOwnerCanReadTheFiles) {
  EXPECT_EQ(ModeOf("desk.db"), 0600u);
  EXPECT_EQ(ModeOf("desk.db.key"), 0600u);
  EXPECT_EQ(ModeOf("desk.db.blobs"), 0700u);
}

TEST_F(Opening, WhatWasWrittenIsThereAfterARestart) {
  const Id group = store_->directory().CreateGroup("Support").value();
  Reopen();
  EXPECT_EQ(store_->directory().Groups()->back().id, group);
}

TEST_F(Opening, ASecondStoreInThisProcessIsRefused) { ExpectRefused("store.locked"); }

TEST_F(Opening, ASecondProcessIsRefused) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(ErrorOfOpening().reason == "store.locked" ? 0 : 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(Opening, ALostKeyFileIsRefused) {
  store_.reset();
  std::filesystem::remove(PathOf("desk.db.key"));
  ExpectRefused("store.key_lost");
  EXPECT_FALSE(std::filesystem::exists(PathOf("desk.db.key")));
}

TEST_F(Opening, AnotherDatabasesKeyFileIsRefused) {
  store_.reset();
  Overwrite("desk.db.key", std::string(32, 'k'));
  ExpectRefused("store.key_wrong");
}

TEST_F(Opening, ADamagedKeyFileIsRefused) {
  store_.reset();
  Overwrite("desk.db.key", "short");
  ExpectRefused("store.key_wrong");
}

// It may be there and only out of sight: a new key would make the database unreadable for ever.
TEST_F(Opening, AKeyFileThatCannotBeLookedAtIsRefused) {
  store_.reset();
  std::filesystem::remove(PathOf("desk.db.key"));
  std::filesystem::create_symlink("desk.db.key", PathOf("desk.db.key"));
  ExpectRefused("store.permission");
  EXPECT_TRUE(std::filesystem::is_symlink(PathOf("desk.db.key")));
}

TEST_F(Opening, AFileThatIsNoDatabaseIsRefused) {
  store_.reset();
  Overwrite("desk.db", std::string(5000, 'x'));
  ExpectRefused("store.corrupt");
}

// As nobody, for whom the file is read-only also when root runs the tests.
TEST_F(Opening, AReadOnlyFileIsRefused) {
  constexpr uid_t kNobody = 65534;
  store_.reset();
  ASSERT_EQ(::chmod(directory_.path().c_str(), 0777), 0);
  ASSERT_EQ(::chmod(PathOf("desk.db").c_str(), 0444), 0);
  ASSERT_EQ(::chmod(PathOf("desk.db.lock").c_str(), 0666), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(2);
    const chp::Error error = ErrorOfOpening();
    const bool named = error.message.find("desk.db:") != std::string::npos;
    ::_exit(error.reason == "store.permission" && named ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(Opening, ADirectoryThatIsMissingIsRefused) {
  StoreOptions options = Options();
  options.database_file = PathOf("nowhere/desk.db");
  const auto opened = OpenSqliteStore(options);
  EXPECT_EQ(opened.error().reason, "store.directory_missing");
}

TEST_F(Opening, ADirectoryInPlaceOfTheFileIsRefused) {
  StoreOptions options = Options();
  options.database_file = PathOf("folder");
  std::filesystem::create_directory(PathOf("folder"));
  const auto opened = OpenSqliteStore(options);
  EXPECT_EQ(opened.error().reason, "store.permission");
}

TEST_F(Opening, ADatabaseOfANewerVersionIsRefused) {
  store_.reset();
  {
    SqliteConnection sql(PathOf("desk.db"), "", SqliteConnection::Access::kReadWrite);
    sql.RunScript("PRAGMA user_version=999");
  }
  ExpectRefused("store.newer_schema");
}

TEST_F(Opening, AnUnknownVfsIsRefused) {
  store_.reset();
  StoreOptions options = Options();
  options.vfs = "no-such-vfs";
  EXPECT_FALSE(OpenSqliteStore(options).ok());
}

TEST_F(Opening, TheProbeReadsAndWrites) { EXPECT_TRUE(store_->Probe()); }

class Migrations : public testing::Test {
 protected:
  Migrations() { const std::ofstream created{file_}; }
  TemporaryDirectory directory_;
  const std::string file_ = (directory_.path() / "a.db").string();
};

TEST_F(Migrations, EachStepRunsOnceInOrder) {
  SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
  const char* const steps[] = {"CREATE TABLE t(a);", "INSERT INTO t VALUES(1);",
                               "UPDATE t SET a=a+1;"};
  ASSERT_TRUE(Migrate(sql, std::span(steps).first(2), file_));
  ASSERT_TRUE(Migrate(sql, steps, file_));
  ASSERT_TRUE(Migrate(sql, steps, file_));
  EXPECT_EQ(sql.Number("SELECT a FROM t"), 2);
  EXPECT_EQ(sql.Number("PRAGMA user_version"), 3);
}

TEST_F(Migrations, AFailingStepChangesNothing) {
  const char* const steps[] = {"CREATE TABLE t(a);", "INSERT INTO t VALUES(1); nonsense;"};
  {
    SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
    EXPECT_THROW((void)Migrate(sql, steps, file_), SqliteFailure);
  }
  SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
  EXPECT_EQ(sql.Number("PRAGMA user_version"), 1);
  EXPECT_EQ(sql.Number("SELECT count(*) FROM t"), 0);
}

}  // namespace
}  // namespace stub
