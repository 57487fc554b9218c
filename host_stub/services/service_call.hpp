// What every service function does around its work: the barrier (R3), the thread check (R4), and
// one line in the log when the plugin broke the contract or the store failed.
#pragma once

#include <string_view>
#include <utility>

#include "host_stub/host_context.hpp"
#include "plugin_api/cpp/barrier.hpp"
#include "plugin_api/cpp/error.hpp"

namespace stub {

// Logs what is worth a line and returns the code.
chp_status ReportRefusal(HostContext& context, const char* function, const chp::Error& error);
// Logs a bug of this host that was caught at the barrier.
void ReportBarrier(HostContext& context, const char* function, chp_status status) noexcept;

// Runs body(HostContext&) -> chp::Result<void> as the service function `function`.
template <class Body>
chp_status Serve(void* ctx, const char* function, Body&& body) noexcept {
  if (ctx == nullptr) return CHP_E_INVALID;
  HostContext& context = HostContext::From(ctx);
  bool caught = true;
  const chp_status status = chp::Barrier(nullptr, [&]() -> chp_status {
    context.CheckThread(function);
    const chp::Result<void> outcome = std::forward<Body>(body)(context);
    caught = false;
    return outcome ? CHP_OK : ReportRefusal(context, function, outcome.error());
  });
  if (caught) ReportBarrier(context, function, status);
  return status;
}

// An account of this connection, from the decimal text that crosses the boundary. kInvalid when it
// is no number, kNotFound when the account is another connection's or unknown.
chp::Result<Id> OwnAccount(HostContext& context, std::string_view account_id);

// kConfig on the instance of a plugin that has no connection yet: there is nowhere to keep things.
chp::Result<void> RequireConnection(const HostContext& context);

chp::Error InvalidArgument(std::string_view sentence);

// Hands bytes to the plugin; kInvalid when its sink refuses them.
chp::Result<void> WriteTo(const chp_sink* sink, std::string_view bytes);

}  // namespace stub
