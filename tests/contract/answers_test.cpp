// What a channel answers, on its way into the structs and sinks of the host.
#include <gtest/gtest.h>

#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

// Takes one byte in all, then refuses.
std::int32_t TakeOneByte(void* ctx, const void*, std::size_t length) {
  auto* left = static_cast<std::size_t*>(ctx);
  if (length > *left) return -1;
  *left -= length;
  return 0;
}

class OneByteSink : public testing::Test {
 protected:
  OneByteSink() {
    bench_.response.body = {&left_, &TakeOneByte};
    bench_.receipt.parts_json = {&left_, &TakeOneByte};
    bench_.sink = {&left_, &TakeOneByte};
    bench_.channel().receipt.parts = {{.external_id = "9", .url = "https://x.example/9"}};
  }
  Bench bench_;
  std::size_t left_ = 1;
};

TEST_F(OneByteSink, CancelsAnAnswerToARequest) {
  EXPECT_EQ(bench_.OnInbound(), CHP_E_CANCELLED);
  EXPECT_STREQ(bench_.error.reason, "abi.sink_refused");
  EXPECT_EQ(bench_.response.http_status, 0U);
}
TEST_F(OneByteSink, CancelsAPreview) { EXPECT_EQ(bench_.Preview(), CHP_E_CANCELLED); }
TEST_F(OneByteSink, CancelsHealth) { EXPECT_EQ(bench_.CheckHealth(), CHP_E_CANCELLED); }
TEST_F(OneByteSink, CancelsMetrics) { EXPECT_EQ(bench_.Metrics(), CHP_E_CANCELLED); }
TEST_F(OneByteSink, MakesAnActionRunAgain) { EXPECT_EQ(bench_.RunAction(), CHP_E_CANCELLED); }

TEST_F(OneByteSink, LeavesAReplyUncertainBecauseItWasSent) {
  EXPECT_EQ(bench_.SendReply(), CHP_E_UNCERTAIN);
  EXPECT_STREQ(bench_.receipt.external_id, "9");
}

TEST(Response, CarriesStatusTypeHeadersAndBody) {
  Bench bench;
  bench.channel().response = {.status = 302,
                              .content_type = "text/plain",
                              .body = "moved",
                              .headers = {{"Location", "https://desk.example/"}}};
  std::string header;
  bench.response.ctx = &header;
  bench.response.add_header = [](void* ctx, const char* name, std::size_t name_length,
                                 const char* value, std::size_t value_length) -> std::int32_t {
    *static_cast<std::string*>(ctx) =
        std::string(name, name_length) + "=" + std::string(value, value_length);
    return 0;
  };
  ASSERT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_EQ(bench.response.http_status, 302U);
  EXPECT_STREQ(bench.response.content_type, "text/plain");
  EXPECT_EQ(header, "Location=https://desk.example/");
  EXPECT_EQ(bench.bytes, "moved");
}

TEST(Response, WithAnImpossibleStatusIsABug) {
  for (const std::uint32_t status : {0U, 99U, 600U}) {
    Bench bench;
    bench.channel().response.status = status;
    EXPECT_EQ(bench.OnInbound(), CHP_E_INTERNAL) << status;
    EXPECT_STREQ(bench.error.reason, "abi.bad_answer");
  }
}

TEST(Response, NeedsAPlaceForItsBody) {
  Bench bench;
  bench.response.body = {nullptr, nullptr};
  EXPECT_EQ(bench.OnInbound(), CHP_E_INVALID);
}

TEST(Response, NeedsAPlaceForItsHeadersOnlyWhenItHasSome) {
  Bench bench;
  bench.response.add_header = nullptr;
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  bench.channel().response.headers = {{"Retry-After", "5"}};
  EXPECT_EQ(bench.OnInbound(), CHP_E_INVALID);
}

TEST(Receipt, ListsItsPartsInOrder) {
  Bench bench;
  bench.channel().receipt.parts = {{.external_id = "1", .url = "u1"},
                                   {.external_id = "2", .url = "u2"}};
  ASSERT_EQ(bench.SendReply(), CHP_OK);
  EXPECT_EQ(bench.receipt.part_count, 2U);
  EXPECT_STREQ(bench.receipt.external_id, "1");
  EXPECT_STREQ(bench.receipt.url, "u1");
  EXPECT_EQ(bench.bytes, R"([{"external_id":"1","url":"u1"},{"external_id":"2","url":"u2"}])");
}

TEST(Receipt, IsWrittenOnFailureToo) {
  Bench bench;
  bench.channel().receipt.parts = {{.external_id = "1", .url = {}}};
  bench.channel().script = []() -> chp::Result<void> {
    return chp::Error{.code = chp::Code::kRejected, .reason = "x.no", .message = "No."};
  };
  EXPECT_EQ(bench.SendReply(), CHP_E_REJECTED);
  EXPECT_EQ(bench.receipt.part_count, 1U);
}

TEST(Receipt, MayBeWithoutSinks) {
  Bench bench;
  bench.channel().receipt.parts = {{.external_id = "1", .url = {}}};
  bench.receipt.parts_json = {nullptr, nullptr};
  bench.receipt.article_json = {nullptr, nullptr};
  EXPECT_EQ(bench.SendReply(), CHP_OK);
  EXPECT_STREQ(bench.receipt.external_id, "1");
}

TEST(Receipt, CutsAnIdThatDoesNotFit) {
  Bench bench;
  bench.channel().receipt.parts = {{.external_id = std::string(100, '1'), .url = {}}};
  ASSERT_EQ(bench.SendReply(), CHP_OK);
  EXPECT_EQ(std::string_view(bench.receipt.external_id).size(), 63U);
}

TEST(Health, ReportsItsState) {
  Bench bench;
  ASSERT_EQ(bench.CheckHealth(), CHP_OK);
  EXPECT_EQ(bench.health_state, static_cast<std::uint32_t>(CHP_HEALTH_DEGRADED));
}

TEST(Cancellation, IsSeenThroughTheHostsProbe) {
  Bench bench;
  bench.call.is_cancelled = [](void*) -> std::int32_t { return 1; };
  ASSERT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_TRUE(bench.channel().cancelled);
}

TEST(Cancellation, IsAlsoThePassingOfTheDeadline) {
  Bench bench;
  bench.call.deadline_ms = bench.host.now_ms;
  ASSERT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_TRUE(bench.channel().cancelled);
}

TEST(Cancellation, IsNotSeenBeforeTheDeadline) {
  Bench bench;
  bench.call.deadline_ms = bench.host.now_ms + 1;
  ASSERT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_FALSE(bench.channel().cancelled);
}

}  // namespace
}  // namespace contract
