// Rules R1 and R2 at the real table: null pointers, short structs, tails, broken strings, arrays.
#include <ostream>

#include <gtest/gtest.h>

#include "tests/contract/newer.hpp"
#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

class EveryCall : public testing::TestWithParam<std::size_t> {
 protected:
  chp_status Run() { return (bench_.*AllCalls()[GetParam()].run)(); }

  Bench bench_;
};

TEST_P(EveryCall, SucceedsWithSoundArguments) { EXPECT_EQ(Run(), CHP_OK) << bench_.error.message; }

TEST_P(EveryCall, RefusesANullInstance) {
  bench_.pass.self = nullptr;
  EXPECT_EQ(Run(), CHP_E_INVALID);
}

TEST_P(EveryCall, PassesTheChannelsErrorOn) {
  bench_.channel().script = []() -> chp::Result<void> {
    return chp::Error{.code = chp::Code::kRateLimited, .reason = "x.limit", .message = "Wait."};
  };
  EXPECT_EQ(Run(), CHP_E_RATE_LIMITED);
}

TEST_P(EveryCall, NeedsNoErrorStruct) {
  bench_.pass.error = nullptr;
  bench_.pass.self = nullptr;
  EXPECT_EQ(Run(), CHP_E_INVALID);
}

TEST_P(EveryCall, WritesNothingIntoAnErrorStructThatIsTooSmall) {
  bench_.error.struct_size = sizeof(chp_error) - 1;
  bench_.channel().script = []() -> chp::Result<void> {
    return chp::Error{.reason = "x", .message = "Long."};
  };
  EXPECT_EQ(Run(), CHP_E_INTERNAL);
  EXPECT_STREQ(bench_.error.message, "");
}

INSTANTIATE_TEST_SUITE_P(Of, EveryCall, testing::Range<std::size_t>(0, 8),
                         [](const auto& parameter) { return AllCalls()[parameter.param].name; });

// One pointer argument of one call: how to null it, and how to make it too small.
struct Argument {
  const char* name;
  chp_status (Bench::*run)();
  void (*null)(Bench::Passed&);
};

void PrintTo(const Argument& value, std::ostream* out) { *out << value.name; }

const Argument kArguments[] = {
    {"configure_call", &Bench::Configure, [](Bench::Passed& pass) { pass.call = nullptr; }},
    {"configure_config", &Bench::Configure, [](Bench::Passed& pass) { pass.config = nullptr; }},
    {"on_inbound_call", &Bench::OnInbound, [](Bench::Passed& pass) { pass.call = nullptr; }},
    {"on_inbound_in", &Bench::OnInbound, [](Bench::Passed& pass) { pass.inbound = nullptr; }},
    {"on_inbound_out", &Bench::OnInbound, [](Bench::Passed& pass) { pass.response = nullptr; }},
    {"send_reply_call", &Bench::SendReply, [](Bench::Passed& pass) { pass.call = nullptr; }},
    {"send_reply_reply", &Bench::SendReply, [](Bench::Passed& pass) { pass.reply = nullptr; }},
    {"send_reply_out", &Bench::SendReply, [](Bench::Passed& pass) { pass.receipt = nullptr; }},
    {"job_call", &Bench::RunJob, [](Bench::Passed& pass) { pass.call = nullptr; }},
    {"job_job", &Bench::RunJob, [](Bench::Passed& pass) { pass.job = nullptr; }},
    {"action_call", &Bench::RunAction, [](Bench::Passed& pass) { pass.call = nullptr; }},
    {"action_action", &Bench::RunAction, [](Bench::Passed& pass) { pass.action = nullptr; }},
    {"action_output", &Bench::RunAction, [](Bench::Passed& pass) { pass.sink = nullptr; }},
    {"health_call", &Bench::CheckHealth, [](Bench::Passed& pass) { pass.call = nullptr; }},
    {"health_state", &Bench::CheckHealth, [](Bench::Passed& pass) { pass.health_state = nullptr; }},
    {"health_detail", &Bench::CheckHealth, [](Bench::Passed& pass) { pass.sink = nullptr; }},
    {"metrics_sink", &Bench::Metrics, [](Bench::Passed& pass) { pass.sink = nullptr; }},
    {"preview_reply", &Bench::Preview, [](Bench::Passed& pass) { pass.reply = nullptr; }},
    {"preview_sink", &Bench::Preview, [](Bench::Passed& pass) { pass.sink = nullptr; }},
};

class NullArgument : public testing::TestWithParam<Argument> {};

TEST_P(NullArgument, IsInvalidAndNeverReachesTheChannel) {
  Bench bench;
  bool reached = false;
  bench.channel().script = [&] {
    reached = true;
    return chp::Result<void>();
  };
  GetParam().null(bench.pass);
  EXPECT_EQ((bench.*GetParam().run)(), CHP_E_INVALID);
  EXPECT_FALSE(reached);
}

INSTANTIATE_TEST_SUITE_P(Of, NullArgument, testing::ValuesIn(kArguments),
                         [](const auto& parameter) { return parameter.param.name; });

// A tail at the real table, for each struct that enters one.
template <class T>
void ExpectTailRule(chp_status (Bench::*run)(), T Bench::*member, const T* Bench::Passed::*passed) {
  Bench bench;
  Newer<T> newer(bench.*member);
  bench.pass.*passed = newer.get();
  EXPECT_EQ((bench.*run)(), CHP_OK);
  newer.SetTailByte(3);
  EXPECT_EQ((bench.*run)(), CHP_E_UNSUPPORTED);
  EXPECT_STREQ(bench.error.reason, "abi.unknown_tail");
}

TEST(TailRule, HoldsForCallInEveryCallThatTakesOne) {
  for (auto run : {&Bench::Configure, &Bench::OnInbound, &Bench::SendReply, &Bench::RunJob,
                   &Bench::RunAction, &Bench::CheckHealth}) {
    ExpectTailRule(run, &Bench::call, &Bench::Passed::call);
  }
}
TEST(TailRule, HoldsForConfig) {
  ExpectTailRule(&Bench::Configure, &Bench::config, &Bench::Passed::config);
}
TEST(TailRule, HoldsForInbound) {
  ExpectTailRule(&Bench::OnInbound, &Bench::inbound, &Bench::Passed::inbound);
}
TEST(TailRule, HoldsForReply) {
  ExpectTailRule(&Bench::SendReply, &Bench::reply, &Bench::Passed::reply);
  ExpectTailRule(&Bench::Preview, &Bench::reply, &Bench::Passed::reply);
}
TEST(TailRule, HoldsForJob) { ExpectTailRule(&Bench::RunJob, &Bench::job, &Bench::Passed::job); }
TEST(TailRule, HoldsForAction) {
  ExpectTailRule(&Bench::RunAction, &Bench::action, &Bench::Passed::action);
}

TEST(TailRule, HoldsForTheHeadersOfARequest) {
  Bench bench;
  Newer<chp_header> header;
  const chp_header* const headers[] = {header.get()};
  bench.inbound.headers = headers;
  bench.inbound.header_count = 1;
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  header.SetTailByte(0);
  EXPECT_EQ(bench.OnInbound(), CHP_E_UNSUPPORTED);
}

TEST(TailRule, HoldsForTheAttachmentsOfAReply) {
  Bench bench;
  Newer<chp_attachment> attachment;
  const chp_attachment* const attachments[] = {attachment.get()};
  bench.reply.attachments = attachments;
  bench.reply.attachment_count = 1;
  EXPECT_EQ(bench.SendReply(), CHP_OK);
  attachment.SetTailByte(0);
  EXPECT_EQ(bench.SendReply(), CHP_E_UNSUPPORTED);
}

TEST(Results, OfANewerHostAreFilledInsideOurSizeOnly) {
  Bench bench;
  Newer<chp_response> newer(bench.response);
  newer.SetTailByte(0);
  const Newer<chp_response> before = newer;
  bench.pass.response = newer.get();
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_EQ(std::memcmp(newer.get() + 1, before.get() + 1, kTailBytes), 0);
}

TEST(Results, TooSmallAreRefusedBeforeAnythingHappens) {
  Bench bench;
  bool reached = false;
  bench.channel().script = [&] {
    reached = true;
    return chp::Result<void>();
  };
  --bench.receipt.struct_size;
  EXPECT_EQ(bench.SendReply(), CHP_E_INVALID);
  EXPECT_FALSE(reached);
}

TEST(Arguments, WithAnUnknownFlagAreUnsupported) {
  Bench bench;
  bench.reply.flags = 1U << 31U;
  EXPECT_EQ(bench.SendReply(), CHP_E_UNSUPPORTED);
  EXPECT_STREQ(bench.error.reason, "abi.unknown_flag");
}

TEST(Arguments, OfAnUnknownKindAreUnsupported) {
  Bench bench;
  bench.inbound.kind = 2;
  EXPECT_EQ(bench.OnInbound(), CHP_E_UNSUPPORTED);
  EXPECT_STREQ(bench.error.reason, "abi.unknown_kind");
}

TEST(Arguments, WithALengthButNoDataAreInvalid) {
  Bench bench;
  bench.inbound.body = {nullptr, 5};
  EXPECT_EQ(bench.OnInbound(), CHP_E_INVALID);
  EXPECT_STREQ(bench.error.reason, "abi.string");
}

TEST(Arguments, WithACountButNoArrayAreInvalid) {
  Bench bench;
  bench.inbound.header_count = 1;
  EXPECT_EQ(bench.OnInbound(), CHP_E_INVALID);
  EXPECT_STREQ(bench.error.reason, "abi.array");
}

TEST(Arguments, WithAnAbsurdCountAreInvalid) {
  Bench bench;
  const chp_header* const headers[] = {nullptr};
  bench.inbound.headers = headers;
  bench.inbound.header_count = SIZE_MAX;
  EXPECT_EQ(bench.OnInbound(), CHP_E_INVALID);
}

TEST(Arguments, WithANullInAnArrayAreInvalid) {
  Bench bench;
  const chp_header* const headers[] = {nullptr};
  bench.inbound.headers = headers;
  bench.inbound.header_count = 1;
  EXPECT_EQ(bench.OnInbound(), CHP_E_INVALID);
}

TEST(Arguments, ReachTheChannelWithoutACopyOfTheBody) {
  Bench bench;
  const std::string body = "{}";
  bench.inbound.body = chp::Str(body);
  ASSERT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_EQ(bench.channel().last_body, body.data());
}

TEST(Init, RefusesNullPointers) {
  MemoryHost host;
  chp_instance* instance = nullptr;
  auto error = chp::Zeroed<chp_error>();
  EXPECT_EQ(ScriptedPlugin().init(nullptr, &instance, &error), CHP_E_INVALID);
  EXPECT_EQ(ScriptedPlugin().init(&host.host, nullptr, &error), CHP_E_INVALID);
}

TEST(Destroy, OfNothingDoesNothing) { ScriptedPlugin().destroy(nullptr); }

}  // namespace
}  // namespace contract
