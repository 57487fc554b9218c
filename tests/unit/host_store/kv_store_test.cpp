// The plugins' key-value store: versions, expiry, scans, secrets.
#include "plugin_api/channel_services.h"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class KvStore : public StoreTest {
 protected:
  Id connection_ = MakeConnection();
  stub::KvStore& kv_ = store_->kv();

  chp::Result<std::uint64_t> Put(std::string_view key, std::string_view value,
                                 std::uint64_t expected = CHP_KV_ANY) {
    return kv_.Put(connection_, {.key = key, .value = value, .expected_version = expected});
  }
};

TEST_F(KvStore, KeepsAValueWithItsVersion) {
  const auto version = Put("a", std::string_view("x\0y", 3));
  const auto found = kv_.Get(connection_, "a");
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->value, std::string_view("x\0y", 3));
  EXPECT_EQ((*found)->version, *version);
}

TEST_F(KvStore, VersionsAreNeverUsedTwice) {
  const auto first = Put("a", "1");
  ASSERT_TRUE(kv_.Erase(connection_, "a", CHP_KV_ANY));
  const auto second = Put("a", "2");
  EXPECT_GT(*second, *first);
}

TEST_F(KvStore, PutIfAbsentRefusesASecondValue) {
  ASSERT_TRUE(Put("a", "1", CHP_KV_ABSENT));
  EXPECT_EQ(Put("a", "2", CHP_KV_ABSENT).error().code, chp::Code::kConflict);
}

TEST_F(KvStore, CompareAndSetRefusesAnOldVersion) {
  const auto old_version = Put("a", "1");
  ASSERT_TRUE(Put("a", "2"));
  EXPECT_EQ(Put("a", "3", *old_version).error().code, chp::Code::kConflict);
  EXPECT_EQ((*kv_.Get(connection_, "a"))->value, "2");
}

TEST_F(KvStore, CompareAndSetTakesTheCurrentVersion) {
  const auto version = Put("a", "1");
  EXPECT_TRUE(Put("a", "2", *version));
}

TEST_F(KvStore, AnExpiredKeyIsAbsent) {
  ASSERT_TRUE(kv_.Put(connection_, {.key = "lease", .value = "me", .ttl_ms = 1000}));
  now_ms_ += 1000;
  EXPECT_FALSE(kv_.Get(connection_, "lease")->has_value());
  EXPECT_TRUE(kv_.Scan(connection_, "")->empty());
  EXPECT_TRUE(Put("lease", "you", CHP_KV_ABSENT));
}

TEST_F(KvStore, EraseOfNothingIsNotFound) {
  EXPECT_EQ(kv_.Erase(connection_, "a", CHP_KV_ANY).error().code, chp::Code::kNotFound);
}

TEST_F(KvStore, EraseRefusesAnOldVersion) {
  const auto old_version = Put("a", "1");
  ASSERT_TRUE(Put("a", "2"));
  EXPECT_EQ(kv_.Erase(connection_, "a", *old_version).error().code, chp::Code::kConflict);
}

TEST_F(KvStore, ScanGivesKeysOfAPrefixInByteOrder) {
  for (const char* key : {"b/2", "b/10", "b", "c", "a/1", "b/"}) ASSERT_TRUE(Put(key, "x"));
  const std::vector<std::string> expected = {"b/", "b/10", "b/2"};
  EXPECT_EQ(*kv_.Scan(connection_, "b/"), expected);
}

TEST_F(KvStore, ScanTakesWildcardsLiterally) {
  for (const char* key : {"a%b", "axb"}) ASSERT_TRUE(Put(key, "x"));
  EXPECT_EQ(*kv_.Scan(connection_, "a%"), std::vector<std::string>{"a%b"});
}

TEST_F(KvStore, ConnectionsDoNotSeeEachOther) {
  const Id other = MakeConnection();
  ASSERT_TRUE(Put("a", "1"));
  EXPECT_FALSE(kv_.Get(other, "a")->has_value());
}

TEST_F(KvStore, AnUnknownConnectionIsRefused) {
  EXPECT_EQ(kv_.Put(4711, {.key = "a", .value = "1"}).error().code, chp::Code::kNotFound);
}

TEST_F(KvStore, SecretsAreReadableAfterARestart) {
  ASSERT_TRUE(kv_.Put(connection_, {.key = "s", .value = "canary-4711", .secret = true}));
  Reopen();
  EXPECT_EQ((*store_->kv().Get(connection_, "s"))->value, "canary-4711");
}

TEST_F(KvStore, SecretsAreNotInTheFiles) {
  ASSERT_TRUE(kv_.Put(connection_, {.key = "s", .value = "canary-4711", .secret = true}));
  ASSERT_TRUE(Put("open", "canary-4712"));
  EXPECT_EQ(DatabaseBytes().find("canary-4711"), std::string::npos);
  EXPECT_NE(DatabaseBytes().find("canary-4712"), std::string::npos);
}

TEST_F(KvStore, PurgeRemovesExpiredRows) {
  ASSERT_TRUE(kv_.Put(connection_, {.key = "a", .value = "canary-4713", .ttl_ms = 10}));
  now_ms_ += 10;
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_EQ(DatabaseBytes().find("canary-4713"), std::string::npos);
}

}  // namespace
}  // namespace stub
