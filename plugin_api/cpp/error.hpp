// Errors as values: what went wrong, as a code (how the host reacts), a stable token (for machines
// and tests) and one sentence (for the person who has to act).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "plugin_api/channel_types.h"

namespace chp {

// The codes of channel_types.h; their meaning, and the host's reaction, is documented there.
enum class Code : std::int32_t {
  kOk = CHP_OK,
  kAgain = CHP_AGAIN,
  kInvalid = CHP_E_INVALID,
  kUnsupported = CHP_E_UNSUPPORTED,
  kConfig = CHP_E_CONFIG,
  kAuth = CHP_E_AUTH,
  kRejected = CHP_E_REJECTED,
  kRateLimited = CHP_E_RATE_LIMITED,
  kTransient = CHP_E_TRANSIENT,
  kUncertain = CHP_E_UNCERTAIN,
  kCancelled = CHP_E_CANCELLED,
  kConflict = CHP_E_CONFLICT,
  kNotFound = CHP_E_NOT_FOUND,
  kInternal = CHP_E_INTERNAL,
};

// Unknown codes of a newer other side are read as kInternal.
Code CodeFrom(chp_status status) noexcept;

enum class Scope : std::uint32_t {
  kDefault = CHP_SCOPE_DEFAULT,
  kMessage = CHP_SCOPE_MESSAGE,
  kLane = CHP_SCOPE_LANE,
  kAccount = CHP_SCOPE_ACCOUNT,
  kConnection = CHP_SCOPE_CONNECTION,
};

struct Error {
  Code code = Code::kInternal;
  std::string reason;   // at most 47 bytes, "area.what"
  std::string message;  // at most 439 bytes; never a secret, never the text of a message
  std::int32_t http_status = 0;
  std::int64_t retry_after_ms = 0;
  Scope scope = Scope::kDefault;

  bool operator==(const Error&) const = default;
};

// Writes into the caller's struct (only inside its struct_size) and returns the code.
chp_status Fill(const Error& error, chp_error* out) noexcept;
// The same without an Error: for places that must not allocate. kOk is written as kInternal.
chp_status FillFixed(Code code, std::string_view reason, std::string_view message,
                     chp_error* out) noexcept;
// Reads what the other side wrote; `status` decides the code.
Error ReadError(chp_status status, const chp_error& from);

// A value or an Error. Not default-constructible; check before taking.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace chp
