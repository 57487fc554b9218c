// A store in a directory of its own, with a clock that tests turn.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/directory.hpp"
#include "host_stub/store/job_store.hpp"
#include "host_stub/store/kv_store.hpp"
#include "host_stub/store/store.hpp"

namespace stub {

// A fresh directory, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class StoreTest : public testing::Test {
 protected:
  static constexpr std::int64_t kStartMs = 1'700'000'000'000;

  StoreTest();
  StoreOptions Options();
  void Reopen();
  Id MakeConnection(const std::string& slug = "toy");
  Id MakeAccount(Id connection, const std::string& external_id, const std::string& screen_name);
  // The bytes of every file of the store, blobs and key excluded.
  std::string DatabaseBytes() const;

  TemporaryDirectory directory_;
  std::int64_t now_ms_ = kStartMs;
  std::unique_ptr<Store> store_;
};

}  // namespace stub
