// A real store in a directory of its own, with a clock that the test sets.
#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "host_stub/host_context.hpp"
#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/ingest_store.hpp"
#include "host_stub/store/job_store.hpp"
#include "host_stub/store/kv_store.hpp"
#include "host_stub/store/store.hpp"
#include "host_stub/store/ticket_store.hpp"
#include "tests/unit/host_channels/fake_clock.hpp"
#include "tests/unit/host_channels/temporary_directory.hpp"

namespace stub::testing {

class StoreFixture : public ::testing::Test {
 protected:
  StoreFixture() {
    auto opened = OpenSqliteStore({.database_file = (directory_.path() / "host.db").string(),
                                   .now_ms = [this] { return clock_->NowMs(); },
                                   .vfs = ""});
    EXPECT_TRUE(opened) << opened.error().message;
    store_ = std::move(opened).value();
  }

  HostServices Services() {
    return {store_->kv(),    store_->ingest(), store_->connections(),
            store_->blobs(), store_->jobs(),   *clock_};
  }
  Id NewConnection(const std::string& slug) {
    const auto id = store_->connections().Save({.id = 0,
                                                .slug = slug,
                                                .key = "key-of-" + slug,
                                                .app_json = R"({"key":"stored"})",
                                                .app_secrets_json = R"({"secret":"old"})",
                                                .verified = true});
    EXPECT_TRUE(id);
    return id ? *id : 0;
  }
  Id NewAccount(Id connection, const std::string& external_id) {
    const auto id = store_->connections().SaveAccount(
        connection, {.account_json = R"({"external_id":")" + external_id +
                                     R"(","screen_name":"us","name":"Us"})",
                     .secrets_json = R"({"token":"t"})",
                     .expected_revision = 0});
    EXPECT_TRUE(id);
    return id ? *id : 0;
  }

  // Waits for what a worker thread does; gives up after a while.
  template <class Condition>
  static bool Eventually(Condition&& holds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
      if (holds()) return true;
      std::this_thread::yield();
    }
    return false;
  }

  TemporaryDirectory directory_;
  std::shared_ptr<FakeClock> clock_ = std::make_shared<FakeClock>();
  std::unique_ptr<Store> store_;
};

}  // namespace stub::testing
