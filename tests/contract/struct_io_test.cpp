// Rule R2 for every argument struct of the contract, from one list.
#include "plugin_api/cpp/struct_io.hpp"

#include <cstring>

#include <gtest/gtest.h>

#include "plugin_api/channel_extensions.h"
#include "tests/contract/newer.hpp"

namespace {

using ArgumentStructs =
    testing::Types<chp_call, chp_attachment, chp_party, chp_job, chp_message, chp_update,
                   chp_config, chp_header, chp_inbound, chp_reply, chp_action, chp_kv_put,
                   chp_batch, chp_account_save, chp_account_state>;

template <class T>
class ArgumentStruct : public testing::Test {};
TYPED_TEST_SUITE(ArgumentStruct, ArgumentStructs);

TYPED_TEST(ArgumentStruct, IsTakenAtItsOwnSize) {
  const auto argument = chp::Zeroed<TypeParam>();
  const auto copy = chp::CopyIn(&argument, "argument");
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(copy->struct_size, sizeof(TypeParam));
}

TYPED_TEST(ArgumentStruct, IsTakenWithAZeroTail) {
  const contract::Newer<TypeParam> newer;
  const auto copy = chp::CopyIn(newer.get(), "argument");
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(copy->struct_size, sizeof(TypeParam));
}

TYPED_TEST(ArgumentStruct, IsUnsupportedWithAnyTailByteSet) {
  for (std::size_t i = 0; i < contract::kTailBytes; ++i) {
    contract::Newer<TypeParam> newer;
    newer.SetTailByte(i);
    const auto copy = chp::CopyIn(newer.get(), "argument");
    ASSERT_FALSE(copy.ok()) << i;
    EXPECT_EQ(copy.error().code, chp::Code::kUnsupported);
    EXPECT_EQ(copy.error().reason, "abi.unknown_tail");
  }
}

TYPED_TEST(ArgumentStruct, IsInvalidWhenSmallerThanVersionOne) {
  auto argument = chp::Zeroed<TypeParam>();
  for (std::uint32_t size = 0; size < sizeof(TypeParam); ++size) {
    argument.struct_size = size;
    const auto copy = chp::CopyIn(&argument, "argument");
    ASSERT_FALSE(copy.ok()) << size;
    EXPECT_EQ(copy.error().reason, "abi.struct_size");
  }
}

TYPED_TEST(ArgumentStruct, IsInvalidWithAGarbageSize) {
  auto argument = chp::Zeroed<TypeParam>();
  argument.struct_size = UINT32_MAX;
  const auto copy = chp::CopyIn(&argument, "argument");
  ASSERT_FALSE(copy.ok());
  EXPECT_EQ(copy.error().code, chp::Code::kInvalid);
}

TYPED_TEST(ArgumentStruct, IsInvalidWhenNull) {
  const auto copy = chp::CopyIn<TypeParam>(nullptr, "argument");
  ASSERT_FALSE(copy.ok());
  EXPECT_EQ(copy.error().reason, "abi.null_argument");
}

using TableStructs =
    testing::Types<chp_plugin, chp_host, chp_clock, chp_kv, chp_ingest, chp_accounts, chp_blob,
                   chp_jobs, chp_job_runner, chp_actions, chp_health, chp_compose>;

template <class T>
class TableStruct : public testing::Test {};
TYPED_TEST_SUITE(TableStruct, TableStructs);

TYPED_TEST(TableStruct, MayCarryFunctionsWeDoNotKnow) {
  contract::Newer<TypeParam> newer;
  newer.SetTailByte(0);
  EXPECT_TRUE(chp::CopyTable<TypeParam>(newer.get()).has_value());
}

TYPED_TEST(TableStruct, HasNullsWhereAnOlderSideEnds) {
  TypeParam older;
  std::memset(static_cast<void*>(&older), 0xFF, sizeof older);
  older.struct_size = sizeof(TypeParam) - sizeof(void*);
  const auto copy = chp::CopyTable<TypeParam>(&older);
  ASSERT_TRUE(copy.has_value());
  void* last = &older;
  std::memcpy(&last, reinterpret_cast<const char*>(&*copy) + older.struct_size, sizeof last);
  EXPECT_EQ(last, nullptr);
}

TYPED_TEST(TableStruct, MayBeMissing) {
  EXPECT_FALSE(chp::CopyTable<TypeParam>(nullptr).has_value());
}

using ResultStructs = testing::Types<chp_response, chp_receipt, chp_delivery, chp_found>;

template <class T>
class ResultStruct : public testing::Test {};
TYPED_TEST_SUITE(ResultStruct, ResultStructs);

TYPED_TEST(ResultStruct, MayBeNewer) {
  contract::Newer<TypeParam> newer;
  newer.SetTailByte(0);
  EXPECT_TRUE(chp::CheckResult(newer.get(), "result").ok());
}

TYPED_TEST(ResultStruct, MustHoldVersionOne) {
  auto result = chp::Zeroed<TypeParam>();
  --result.struct_size;
  EXPECT_FALSE(chp::CheckResult(&result, "result").ok());
}

}  // namespace
