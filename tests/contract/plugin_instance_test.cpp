// A plugin as hosts in C++ see it: the round trip, and answers that break the contract.
#include <gtest/gtest.h>

#include "plugin_api/cpp/host_side.hpp"
#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

class HostCall final : public chp::CallContext {
 public:
  std::uint32_t Attempt() const override { return 2; }
  std::int64_t DeadlineMs() const override { return 0; }
  bool IsCancelled() const override { return cancelled; }
  std::string_view TraceId() const override { return "trace"; }
  bool cancelled = false;
};

// The scripted plugin through its table, with single functions replaced.
class PluginInstance : public testing::Test {
 protected:
  chp::PluginInstance& Plugin() {
    if (!plugin_) plugin_ = chp::PluginInstance::Init(table_, host_.host).value();
    return *plugin_;
  }
  chp_plugin table_ = ScriptedPlugin();
  MemoryHost host_;
  HostCall call_;
  std::unique_ptr<chp::PluginInstance> plugin_;
};

TEST_F(PluginInstance, AnswersARequest) {
  chp::InboundRequest request;
  request.headers = {{"a", "b"}};
  request.body = "{}";
  const auto response = Plugin().OnInbound(call_, request);
  ASSERT_TRUE(response.ok()) << response.error().message;
  EXPECT_EQ(response->status, 200U);
  EXPECT_EQ(response->content_type, "application/json");
  EXPECT_EQ(response->body, "{}");
}

TEST_F(PluginInstance, RunsEveryOtherCall) {
  chp::Receipt receipt;
  EXPECT_TRUE(Plugin().Configure(call_, {.json = "{}", .secrets_json = "{}"}).ok());
  EXPECT_TRUE(Plugin().SendReply(call_, chp::Reply(), receipt).ok());
  EXPECT_TRUE(Plugin().RunJob(call_, {}).ok());
  EXPECT_EQ(Plugin().RunAction(call_, {}).value(), "{}");
  EXPECT_EQ(Plugin().CheckHealth(call_).value().state, chp::Health::kDegraded);
  EXPECT_EQ(Plugin().Metrics().value(), "{}");
  EXPECT_EQ(Plugin().Preview(chp::Reply()).value(), "{}");
}

TEST_F(PluginInstance, SaysWhyAPluginDidNotStart) {
  host_.hidden.insert(CHP_SVC_KV);
  const auto started = chp::PluginInstance::Init(table_, host_.host);
  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().reason, "host.missing_service");
}

TEST_F(PluginInstance, NeedsAnInstanceFromInit) {
  table_.init = [](const chp_host*, chp_instance**, chp_error*) -> chp_status { return CHP_OK; };
  EXPECT_FALSE(chp::PluginInstance::Init(table_, host_.host).ok());
}

TEST_F(PluginInstance, KnowsThatAnExtensionIsMissing) {
  table_.get_extension = [](chp_instance*, const char*) -> const void* { return nullptr; };
  EXPECT_EQ(Plugin().RunJob(call_, {}).error().code, chp::Code::kUnsupported);
  EXPECT_EQ(Plugin().RunJob(call_, {}).error().reason, "plugin.no_extension");
  EXPECT_EQ(Plugin().RunAction(call_, {}).error().code, chp::Code::kUnsupported);
  EXPECT_EQ(Plugin().CheckHealth(call_).error().code, chp::Code::kUnsupported);
  EXPECT_EQ(Plugin().Metrics().error().code, chp::Code::kUnsupported);
  EXPECT_EQ(Plugin().Preview(chp::Reply()).error().code, chp::Code::kUnsupported);
}

TEST_F(PluginInstance, FindsASentenceForASilentFailure) {
  table_.configure = [](chp_instance*, const chp_call*, const chp_config*,
                        chp_error*) -> chp_status { return CHP_E_AUTH; };
  const auto done = Plugin().Configure(call_, {.json = {}, .secrets_json = {}});
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, chp::Code::kAuth);
  EXPECT_EQ(done.error().reason, "plugin.failed");
  EXPECT_FALSE(done.error().message.empty());
}

TEST_F(PluginInstance, DoesNotTakeAnAnswerWithoutStatus) {
  table_.on_inbound = [](chp_instance*, const chp_call*, const chp_inbound*, chp_response*,
                         chp_error*) -> chp_status { return CHP_OK; };
  const auto response = Plugin().OnInbound(call_, chp::InboundRequest());
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().code, chp::Code::kInternal);
  EXPECT_EQ(response.error().reason, "plugin.broken_answer");
}

TEST_F(PluginInstance, DoesNotTakeAHeaderThatWouldSplitTheAnswer) {
  table_.on_inbound = [](chp_instance*, const chp_call*, const chp_inbound*, chp_response* out,
                         chp_error*) -> chp_status {
    out->http_status = 200;
    const std::string_view value = "x\r\nSet-Cookie: evil";
    const bool refused = out->add_header(out->ctx, "a", 1, value.data(), value.size()) != 0;
    return refused ? CHP_E_CANCELLED : CHP_OK;
  };
  EXPECT_EQ(Plugin().OnInbound(call_, chp::InboundRequest()).error().code, chp::Code::kCancelled);
}

TEST_F(PluginInstance, KeepsThePartsOfAReplyThatFailed) {
  table_.send_reply = [](chp_instance*, const chp_call*, const chp_reply*, chp_receipt* out,
                         chp_error*) -> chp_status {
    const std::string_view parts = R"([{"external_id":"1","url":"u"},{"external_id":"2"}])";
    chp_sink_write(&out->parts_json, parts.data(), parts.size());
    return CHP_E_TRANSIENT;
  };
  chp::Receipt receipt;
  EXPECT_FALSE(Plugin().SendReply(call_, chp::Reply(), receipt).ok());
  ASSERT_EQ(receipt.parts.size(), 2U);
  EXPECT_EQ(receipt.parts[1].external_id, "2");
}

TEST_F(PluginInstance, KeepsTheIdOfAReceiptWithBrokenParts) {
  table_.send_reply = [](chp_instance*, const chp_call*, const chp_reply*, chp_receipt* out,
                         chp_error*) -> chp_status {
    out->external_id[0] = '9';
    chp_sink_write(&out->parts_json, "[{", 2);
    return CHP_OK;
  };
  chp::Receipt receipt;
  EXPECT_EQ(Plugin().SendReply(call_, chp::Reply(), receipt).error().code, chp::Code::kInternal);
  ASSERT_EQ(receipt.parts.size(), 1U);
  EXPECT_EQ(receipt.parts[0].external_id, "9");
}

TEST_F(PluginInstance, PassesCancellationThrough) {
  table_.on_inbound = [](chp_instance*, const chp_call* call, const chp_inbound*, chp_response* out,
                         chp_error*) -> chp_status {
    out->http_status = call->is_cancelled(call->ctx) != 0 ? 503 : 200;
    return CHP_OK;
  };
  EXPECT_EQ(Plugin().OnInbound(call_, chp::InboundRequest()).value().status, 200U);
  call_.cancelled = true;
  EXPECT_EQ(Plugin().OnInbound(call_, chp::InboundRequest()).value().status, 503U);
}

}  // namespace
}  // namespace contract
