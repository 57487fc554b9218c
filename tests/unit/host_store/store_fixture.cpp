#include "tests/unit/host_store/store_fixture.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace stub {

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "store_test_XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

StoreTest::StoreTest() { Reopen(); }

StoreOptions StoreTest::Options() {
  return {.database_file = (directory_.path() / "desk.db").string(),
          .now_ms = [this] { return now_ms_; },
          .vfs = {}};
}

void StoreTest::Reopen() {
  store_.reset();
  auto opened = OpenSqliteStore(Options());
  if (!opened) throw std::runtime_error(opened.error().message);
  store_ = std::move(*opened);
}

Id StoreTest::MakeConnection(const std::string& slug) {
  const auto id = store_->connections().Save({.id = 0,
                                              .slug = slug,
                                              .key = {},
                                              .app_json = R"({"app":"1"})",
                                              .app_secrets_json = "{}",
                                              .verified = true});
  return id.value();
}

Id StoreTest::MakeAccount(Id connection, const std::string& external_id,
                          const std::string& screen_name) {
  const auto id = store_->connections().SaveAccount(
      connection, {.account_json = R"({"external_id":")" + external_id + R"(","screen_name":")" +
                                   screen_name + R"(","name":"Acme"})",
                   .secrets_json = "{}",
                   .expected_revision = 0});
  return id.value();
}

std::string StoreTest::DatabaseBytes() const {
  std::string bytes;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::ifstream file(directory_.path() / (std::string("desk.db") + suffix), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

}  // namespace stub
