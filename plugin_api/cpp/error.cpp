// Errors across the boundary: chp_error <-> Error.
#include "plugin_api/cpp/error.hpp"

#include <algorithm>

#include "plugin_api/cpp/text.hpp"

namespace chp {
namespace {

// An error struct smaller than version 1.0's is not ours to write to.
bool Writable(const chp_error* out) noexcept {
  return out != nullptr && out->struct_size >= sizeof(chp_error);
}

Scope ScopeFrom(std::uint32_t scope) noexcept {
  return scope <= CHP_SCOPE_CONNECTION ? static_cast<Scope>(scope) : Scope::kDefault;
}

}  // namespace

Code CodeFrom(chp_status status) noexcept {
  const bool known = status <= CHP_AGAIN && status >= CHP_E_INTERNAL;
  return known ? static_cast<Code>(status) : Code::kInternal;
}

chp_status FillFixed(Code code, std::string_view reason, std::string_view message,
                     chp_error* out) noexcept {
  const Code failure = code == Code::kOk ? Code::kInternal : code;
  if (Writable(out)) {
    out->code = static_cast<std::int32_t>(failure);
    out->http_status = 0;
    out->scope = CHP_SCOPE_DEFAULT;
    out->retry_after_ms = 0;
    CopyBounded(reason, out->reason);
    CopyBounded(message, out->message);
  }
  return static_cast<chp_status>(failure);
}

chp_status Fill(const Error& error, chp_error* out) noexcept {
  const chp_status status = FillFixed(error.code, error.reason, error.message, out);
  if (Writable(out)) {
    out->http_status = error.http_status;
    out->scope = static_cast<std::uint32_t>(error.scope);
    out->retry_after_ms = error.retry_after_ms;
  }
  return status;
}

Error ReadError(chp_status status, const chp_error& from) {
  return Error{.code = CodeFrom(status),
               .reason = ReadBounded(from.reason),
               .message = ReadBounded(from.message),
               .http_status = from.http_status,
               .retry_after_ms = std::max<std::int64_t>(from.retry_after_ms, 0),
               .scope = ScopeFrom(from.scope)};
}

}  // namespace chp
