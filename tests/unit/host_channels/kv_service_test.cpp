// Service look-up, clock and keys, called as a plugin calls them: rightly and wrongly.
#include "tests/unit/host_channels/services_fixture.hpp"

namespace stub {
namespace {

using testing::ServicesTest;

TEST_F(ServicesTest, EveryDocumentedServiceIsFound) {
  for (const char* id :
       {CHP_SVC_CLOCK, CHP_SVC_KV, CHP_SVC_INGEST, CHP_SVC_ACCOUNTS, CHP_SVC_BLOB, CHP_SVC_JOBS}) {
    EXPECT_NE(context_->table()->get_service(ctx(), id), nullptr) << id;
  }
}

TEST_F(ServicesTest, AnUnknownServiceIsAbsent) {
  EXPECT_EQ(context_->table()->get_service(ctx(), "chp.host.kv/2"), nullptr);
  EXPECT_EQ(context_->table()->get_service(ctx(), nullptr), nullptr);
}

TEST_F(ServicesTest, TheClockIsTheHosts) {
  EXPECT_EQ(ClockService().now_ms(ctx()), clock_->NowMs());
}

TEST_F(ServicesTest, AValueIsKept) {
  std::uint64_t version = 0;
  ASSERT_EQ(KvPut("a/b", "value", CHP_KV_ANY, &version), CHP_OK);
  EXPECT_GT(version, 0u);
  std::string value;
  EXPECT_EQ(KvGet("a/b", &value), CHP_OK);
  EXPECT_EQ(value, "value");
}

TEST_F(ServicesTest, ALostCompareAndSetIsAConflict) {
  std::uint64_t version = 0;
  ASSERT_EQ(KvPut("a", "1", CHP_KV_ABSENT, &version), CHP_OK);
  EXPECT_EQ(KvPut("a", "2", CHP_KV_ABSENT, &version), CHP_E_CONFLICT);
}

TEST_F(ServicesTest, AnAbsentKeyIsNotFound) {
  std::string value;
  EXPECT_EQ(KvGet("nothing", &value), CHP_E_NOT_FOUND);
}

TEST_F(ServicesTest, BrokenKeysAreInvalid) {
  std::uint64_t version = 0;
  for (const std::string& key :
       {std::string(), std::string(256, 'k'), std::string("sp ace"), std::string("new\nline"),
        std::string("\xc3\xa9"), std::string("account/"), std::string("account/x/y"),
        std::string("account/7"), std::string("account/7/")}) {
    EXPECT_EQ(KvPut(key, "v", CHP_KV_ANY, &version), CHP_E_INVALID) << key;
  }
}

TEST_F(ServicesTest, AKeyOfAnAccountIsTaken) {
  std::uint64_t version = 0;
  EXPECT_EQ(KvPut("account/7/token", "v", CHP_KV_ANY, &version), CHP_OK);
}

TEST_F(ServicesTest, AValueMayHaveAMebibyteAndNotMore) {
  std::uint64_t version = 0;
  EXPECT_EQ(KvPut("a", std::string(1u << 20, 'x'), CHP_KV_ANY, &version), CHP_OK);
  EXPECT_EQ(KvPut("a", std::string((1u << 20) + 1, 'x'), CHP_KV_ANY, &version), CHP_E_INVALID);
}

TEST_F(ServicesTest, NullArgumentsOfKvAreInvalid) {
  std::uint64_t version = 0;
  EXPECT_EQ(KvService().put(ctx(), nullptr, &version), CHP_E_INVALID);
  EXPECT_EQ(KvPut("a", "v", CHP_KV_ANY, nullptr), CHP_E_INVALID);
  EXPECT_EQ(KvService().get(ctx(), "a", 1, nullptr, &version), CHP_E_INVALID);
  EXPECT_EQ(KvService().get(ctx(), nullptr, 4, nullptr, nullptr), CHP_E_INVALID);
  EXPECT_EQ(KvService().scan(ctx(), "", 0, nullptr, nullptr), CHP_E_INVALID);
  EXPECT_EQ(KvService().put(nullptr, nullptr, nullptr), CHP_E_INVALID);
}

TEST_F(ServicesTest, ANonZeroTailIsUnsupported) {
  struct {
    chp_kv_put put;
    std::uint64_t tail;
  } longer{chp::Zeroed<chp_kv_put>(), 1};
  longer.put.struct_size = sizeof longer;
  longer.put.key = chp::Str("a");
  longer.put.value = chp::Str("v");
  std::uint64_t version = 0;
  EXPECT_EQ(KvService().put(ctx(), &longer.put, &version), CHP_E_UNSUPPORTED);
}

TEST_F(ServicesTest, EraseCannotExpectAnAbsentValue) {
  EXPECT_EQ(KvService().erase(ctx(), "a", 1, CHP_KV_ABSENT), CHP_E_INVALID);
}

TEST_F(ServicesTest, AScanGivesKeysInOrderAndStopsWhenTold) {
  std::uint64_t version = 0;
  for (const char* key : {"p/2", "p/1", "q/1"}) KvPut(key, "v", CHP_KV_ANY, &version);
  std::string seen;
  const auto note = [](void* user, const char* key, std::size_t length) -> std::int32_t {
    static_cast<std::string*>(user)->append(key, length);
    return 1;
  };
  EXPECT_EQ(KvService().scan(ctx(), "p/", 2, &seen, note), CHP_OK);
  EXPECT_EQ(seen, "p/1");
}

TEST_F(ServicesTest, ConnectionsDoNotSeeEachOthersKeys) {
  std::uint64_t version = 0;
  ASSERT_EQ(KvPut("mine", "v", CHP_KV_ANY, &version), CHP_OK);
  HostContext other(NewConnection("other"), manifest_, Services(), [] {});
  other.call_threads().Enter();
  std::string value;
  chp::StringSink sink(value);
  const chp_sink table = sink.Table();
  EXPECT_EQ(KvService().get(other.table()->ctx, "mine", 4, &table, &version), CHP_E_NOT_FOUND);
}

TEST_F(ServicesTest, WithoutAConnectionNothingIsKept) {
  HostContext none(0, manifest_, Services(), [] {});
  none.call_threads().Enter();
  void* const bare = none.table()->ctx;
  auto put = chp::Zeroed<chp_kv_put>();
  put.key = chp::Str("a");
  put.value = chp::Str("v");
  std::uint64_t version = 0;
  EXPECT_EQ(KvService().put(bare, &put, &version), CHP_E_CONFIG);
  std::string value;
  chp::StringSink sink(value);
  const chp_sink table = sink.Table();
  EXPECT_EQ(KvService().get(bare, "a", 1, &table, &version), CHP_E_NOT_FOUND);
}
}  // namespace
}  // namespace stub
