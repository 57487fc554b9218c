// The chp_host table of one instance, and its log.
#include "host_stub/host_context.hpp"

#include <array>
#include <string>

#include <spdlog/spdlog.h>

#include "host_stub/channels/log_text.hpp"
#include "host_stub/manifest.hpp"
#include "host_stub/services/services.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kLongestFields = 2000;

// NOLINTNEXTLINE(readability-function-size): the contract says what is passed.
void CHP_CALL WriteLog(void* ctx, std::int32_t level, const char* text, std::size_t text_length,
                       const char* fields, std::size_t fields_length) noexcept {
  if (ctx == nullptr) return;
  HostContext& context = HostContext::From(ctx);
  context.CheckThread("log");
  const std::string_view line =
      text == nullptr ? std::string_view{} : std::string_view(text, text_length);
  const std::string_view extra =
      fields == nullptr ? std::string_view{} : std::string_view(fields, fields_length);
  context.Log(level, line, extra);
}

const void* CHP_CALL GetService(void* ctx, const char* id) noexcept {
  if (ctx != nullptr) HostContext::From(ctx).CheckThread("get_service");
  return FindService(id);
}

struct LevelMeaning {
  spdlog::level::level_enum level;
  const char* prefix;
};

LevelMeaning Meaning(std::int32_t level) {
  switch (level) {
    case CHP_LOG_DEBUG:
      return {spdlog::level::debug, ""};
    case CHP_LOG_INFO:
      return {spdlog::level::info, ""};
    case CHP_LOG_WARN:
      return {spdlog::level::warn, ""};
    case CHP_LOG_HOST_MISBEHAVING:
      return {spdlog::level::err, "host breaks the contract: "};
    case CHP_LOG_PLUGIN_MISBEHAVING:
      return {spdlog::level::err, "plugin breaks the contract: "};
    default:
      return {spdlog::level::err, ""};
  }
}

}  // namespace

HostContext::HostContext(Id connection_id, const Manifest& manifest, HostServices services,
                         std::function<void()> on_config_changed)
    : connection_id_(connection_id),
      manifest_(manifest),
      services_(services),
      on_config_changed_(std::move(on_config_changed)),
      table_{.struct_size = sizeof(chp_host),
             .abi_version = CHP_ABI_VERSION,
             .ctx = this,
             .name = "host_stub",
             .version = "0.1.0",
             .log = WriteLog,
             .get_service = GetService} {}

void HostContext::Log(std::int32_t level, std::string_view text,
                      std::string_view fields_json) noexcept {
  try {
    const LevelMeaning meaning = Meaning(level);
    spdlog::log(meaning.level, "{} #{}: {}{}{}{}", manifest_.slug, connection_id_, meaning.prefix,
                LogText(text, kLongestText), fields_json.empty() ? "" : " ",
                LogText(fields_json, kLongestFields));
  } catch (...) {
    // A line that cannot be written must not end the plugin's call.
    return;
  }
}

void HostContext::CheckThread(const char* function) noexcept {
  try {
    if (call_threads_.IsInside() || foreign_thread_reported_.exchange(true)) return;
    Log(CHP_LOG_PLUGIN_MISBEHAVING,
        std::string(function) + " was called from a thread that is not inside a plugin call (R4)");
  } catch (...) {
    return;
  }
}

}  // namespace stub
