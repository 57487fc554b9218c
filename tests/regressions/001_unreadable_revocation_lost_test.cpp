// A body for no account in particular was answered 200 although its one event could not be read,
// and nothing of it was kept.
#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr std::string_view kRevocationOfNobody = R"({"user_event":{"revoke":{"source":{}}}})";

TEST(UnreadableRevocationLost, GoesToQuarantine) {
  WebhookBench bench;
  bench.Accept(kRevocationOfNobody);
  ASSERT_EQ(bench.host.ingest.quarantined.size(), 1U);
  EXPECT_EQ(bench.host.ingest.quarantined[0].first, kRevocationOfNobody);
}

TEST(UnreadableRevocationLost, IsSentAgainWhenTheHostCannotKeepIt) {
  WebhookBench bench;
  bench.host.ingest.faults.FailAt(1, StoreFailure());
  EXPECT_FALSE(bench.Post(kRevocationOfNobody).ok());
}

}  // namespace
}  // namespace twitter::testing
