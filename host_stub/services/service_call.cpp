// Checks shared by the services.
#include "host_stub/services/service_call.hpp"

#include <charconv>

#include "host_stub/store/connection_store.hpp"

namespace stub {

chp_status ReportRefusal(HostContext& context, const char* function, const chp::Error& error) {
  const auto status = static_cast<chp_status>(error.code);
  const std::string line = std::string(function) + ": " + error.message;
  switch (error.code) {
    case chp::Code::kNotFound:
    case chp::Code::kConflict:
    case chp::Code::kConfig:
      context.Log(CHP_LOG_DEBUG, line);
      break;
    case chp::Code::kInvalid:
    case chp::Code::kUnsupported:
      context.Log(CHP_LOG_PLUGIN_MISBEHAVING, line);
      break;
    default:
      context.Log(CHP_LOG_ERROR, line);
  }
  return status;
}

void ReportBarrier(HostContext& context, const char* function, chp_status status) noexcept {
  context.Log(CHP_LOG_HOST_MISBEHAVING, std::string_view(function));
  context.Log(CHP_LOG_HOST_MISBEHAVING, status == CHP_E_TRANSIENT
                                            ? "the service above ran out of memory"
                                            : "the service above failed by a bug of this host");
}

chp::Error InvalidArgument(std::string_view sentence) {
  return {.code = chp::Code::kInvalid,
          .reason = "abi.invalid_argument",
          .message = std::string(sentence)};
}

chp::Result<Id> OwnAccount(HostContext& context, std::string_view account_id) {
  Id id = 0;
  const char* end = account_id.data() + account_id.size();
  const auto parsed = std::from_chars(account_id.data(), end, id);
  if (parsed.ec != std::errc{} || parsed.ptr != end || id <= 0) {
    return InvalidArgument("the account id is no decimal number");
  }
  auto account = context.services().connections.FindAccount(id);
  if (!account) return std::move(account).error();
  if (!*account || (*account)->connection_id != context.connection_id()) {
    return chp::Error{.code = chp::Code::kNotFound,
                      .reason = "account.unknown",
                      .message = "This connection has no such account."};
  }
  return id;
}

chp::Result<void> RequireConnection(const HostContext& context) {
  if (context.connection_id() != 0) return {};
  return chp::Error{.code = chp::Code::kConfig,
                    .reason = "connection.missing",
                    .message = "Nothing can be kept before an app is connected."};
}

chp::Result<void> WriteTo(const chp_sink* sink, std::string_view bytes) {
  if (sink->write(sink->ctx, bytes.data(), bytes.size()) == 0) return {};
  return InvalidArgument("the sink refused the bytes");
}

}  // namespace stub
