// chp.host.clock: the host's clock, which tests inject.
#include "host_stub/host_context.hpp"
#include "host_stub/services/services.hpp"

namespace stub {
namespace {

std::int64_t CHP_CALL NowMs(void* ctx) noexcept {
  if (ctx == nullptr) return 0;
  HostContext& context = HostContext::From(ctx);
  context.CheckThread("clock.now_ms");
  return context.services().clock.NowMs();
}

std::int64_t CHP_CALL MonoMs(void* ctx) noexcept {
  if (ctx == nullptr) return 0;
  HostContext& context = HostContext::From(ctx);
  context.CheckThread("clock.mono_ms");
  return context.services().clock.MonoMs();
}

constexpr chp_clock kClockTable = {
    .struct_size = sizeof(chp_clock), .reserved = 0, .now_ms = NowMs, .mono_ms = MonoMs};

}  // namespace

const chp_clock& ClockService() { return kClockTable; }

}  // namespace stub
