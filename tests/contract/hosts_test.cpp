// Which hosts a channel takes, and with which sentence it refuses the others.
#include <gtest/gtest.h>

#include "tests/contract/newer.hpp"
#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

chp_status InitOn(MemoryHost& host, chp_error* error) {
  chp_instance* instance = nullptr;
  const chp_status status = ScriptedPlugin().init(&host.host, &instance, error);
  ScriptedPlugin().destroy(instance);
  return status;
}

TEST(Hosts, WithoutARequiredServiceAreRefusedByName) {
  for (const char* id :
       {CHP_SVC_CLOCK, CHP_SVC_KV, CHP_SVC_INGEST, CHP_SVC_ACCOUNTS, CHP_SVC_JOBS}) {
    MemoryHost host;
    host.hidden.insert(id);
    auto error = chp::Zeroed<chp_error>();
    EXPECT_EQ(InitOn(host, &error), CHP_E_UNSUPPORTED);
    EXPECT_NE(std::string_view(error.message).find(id), std::string_view::npos) << error.message;
  }
}

TEST(Hosts, WithAFunctionMissingAreRefusedByItsName) {
  MemoryHost host;
  host.kv.scan = nullptr;
  auto error = chp::Zeroed<chp_error>();
  EXPECT_EQ(InitOn(host, &error), CHP_E_UNSUPPORTED);
  EXPECT_NE(std::string_view(error.message).find("chp.host.kv/1 scan"), std::string_view::npos);
}

TEST(Hosts, WithAShortTableAreRefusedByTheMissingFunction) {
  MemoryHost host;
  host.jobs.struct_size = offsetof(chp_jobs, cancel);
  auto error = chp::Zeroed<chp_error>();
  EXPECT_EQ(InitOn(host, &error), CHP_E_UNSUPPORTED);
  EXPECT_NE(std::string_view(error.message).find("cancel"), std::string_view::npos);
}

TEST(Hosts, MayLackTheOptionalBlobs) {
  MemoryHost host;
  host.hidden.insert(CHP_SVC_BLOB);
  auto error = chp::Zeroed<chp_error>();
  EXPECT_EQ(InitOn(host, &error), CHP_OK) << error.message;
}

TEST(Hosts, MayBeNewer) {
  MemoryHost host;
  Newer<chp_host> newer(host.host);
  newer.SetTailByte(0);
  newer.get()->abi_version = (CHP_ABI_MAJOR << 16U) | 9U;
  chp_instance* instance = nullptr;
  EXPECT_EQ(ScriptedPlugin().init(newer.get(), &instance, nullptr), CHP_OK);
  ScriptedPlugin().destroy(instance);
}

TEST(Hosts, OfAnotherMajorVersionAreRefused) {
  MemoryHost host;
  host.host.abi_version = 2U << 16U;
  auto error = chp::Zeroed<chp_error>();
  EXPECT_EQ(InitOn(host, &error), CHP_E_UNSUPPORTED);
  EXPECT_STREQ(error.reason, "host.wrong_major");
}

TEST(Hosts, WithoutALogOrServicesAreInvalid) {
  MemoryHost host;
  host.host.get_service = nullptr;
  EXPECT_EQ(InitOn(host, nullptr), CHP_E_INVALID);
}

}  // namespace
}  // namespace contract
