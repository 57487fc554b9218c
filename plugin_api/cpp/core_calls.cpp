// The trampolines of configure, on_inbound and send_reply.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/instance.hpp"
#include "plugin_api/cpp/plugin_calls.hpp"
#include "plugin_api/cpp/text.hpp"

namespace chp {
namespace {

Error BadAnswer(const char* message) {
  return Error{.code = Code::kInternal, .reason = "abi.bad_answer", .message = message};
}

Result<void> WriteHeaders(const InboundResponse& response, const chp_response& out) {
  if (response.headers.empty()) return {};
  if (out.add_header == nullptr) return NullArgument("chp_response.add_header");
  for (const auto& [name, value] : response.headers) {
    const std::int32_t refused =
        out.add_header(out.ctx, name.data(), name.size(), value.data(), value.size());
    if (refused != 0) return BadAnswer("The helpdesk refused a header of the channel's answer.");
  }
  return {};
}

Result<void> WriteResponse(const InboundResponse& response, chp_response* out) {
  if (response.status < 100 || response.status > 599) {
    return BadAnswer("The channel answered with an impossible HTTP status.");
  }
  if (auto headers = WriteHeaders(response, *out); !headers) return headers;
  if (auto body = WriteTo(out->body, response.body); !body) return body;
  CopyBounded(response.content_type, out->content_type);
  out->http_status = response.status;
  return {};
}

std::string PartsJson(const std::vector<ReceiptPart>& parts) {
  boost::json::array list;
  for (const ReceiptPart& part : parts) {
    list.push_back(boost::json::object{{"external_id", part.external_id}, {"url", part.url}});
  }
  return boost::json::serialize(list);
}

// A host that is not interested in the details leaves a sink of the receipt empty.
Result<void> WriteWanted(const chp_sink& sink, std::string_view bytes) {
  return sink.write == nullptr ? Result<void>{} : WriteTo(sink, bytes);
}

// Something is on the remote side already, so a host that refuses the receipt must ask again.
Result<void> WriteReceipt(const Receipt& receipt, chp_receipt* out) {
  out->part_count = static_cast<std::uint32_t>(receipt.parts.size());
  if (!receipt.parts.empty()) {
    CopyBounded(receipt.parts.front().external_id, out->external_id);
    CopyBounded(receipt.parts.front().url, out->url);
  }
  auto parts = receipt.parts.empty() ? Result<void>{}
                                     : WriteWanted(out->parts_json, PartsJson(receipt.parts));
  auto article = WriteWanted(out->article_json, receipt.article_json);
  if (parts && article) return {};
  Error refused = parts ? article.error() : parts.error();
  refused.code = Code::kUncertain;
  return refused;
}

}  // namespace

chp_status CallConfigure(chp_instance* self, const chp_call* call, const chp_config* config,
                         chp_error* err) noexcept {
  return RunCall(self, CallKind::kControl, err, [&](Channel& channel) -> Result<void> {
    const auto context = CopyIn(call, "chp_call");
    if (!context) return context.error();
    const auto input = ReadConfig(config);
    if (!input) return input.error();
    return channel.Configure(CallPort(*context, self->host->Ports().clock), *input);
  });
}

chp_status CallOnInbound(chp_instance* self, const chp_call* call, const chp_inbound* in,
                         chp_response* out, chp_error* err) noexcept {
  return RunCall(self, CallKind::kWorker, err, [&](Channel& channel) -> Result<void> {
    const auto context = CopyIn(call, "chp_call");
    if (!context) return context.error();
    const auto request = ReadInbound(in);
    if (!request) return request.error();
    if (auto writable = CheckResult(out, "chp_response"); !writable) return writable;
    if (auto sink = CheckSink(&out->body, "chp_response.body"); !sink) return sink;
    const CallPort port(*context, self->host->Ports().clock);
    const auto response = channel.OnInbound(port, *request);
    return response ? WriteResponse(*response, out) : response.error();
  });
}

chp_status CallSendReply(chp_instance* self, const chp_call* call, const chp_reply* reply,
                         chp_receipt* out, chp_error* err) noexcept {
  return RunCall(self, CallKind::kWorker, err, [&](Channel& channel) -> Result<void> {
    const auto context = CopyIn(call, "chp_call");
    if (!context) return context.error();
    const auto input = ReadReply(reply);
    if (!input) return input.error();
    if (auto writable = CheckResult(out, "chp_receipt"); !writable) return writable;
    Receipt receipt;
    const CallPort port(*context, self->host->Ports().clock);
    auto sent = channel.SendReply(port, *input, receipt);
    auto written = WriteReceipt(receipt, out);
    return sent ? std::move(written) : std::move(sent);
  });
}

}  // namespace chp
