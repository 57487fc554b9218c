// A call context that is cancelled as soon as a condition of the test's choosing holds.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

#include "plugin_api/cpp/ports.hpp"

namespace twitter::testing {

class FakeCall : public chp::CallContext {
 public:
  using Condition = std::function<bool()>;

  FakeCall() : FakeCall([] { return false; }) {}
  explicit FakeCall(Condition is_cancelled) : is_cancelled_(std::move(is_cancelled)) {}

  std::uint32_t Attempt() const override { return 1; }
  std::int64_t DeadlineMs() const override { return 0; }
  bool IsCancelled() const override { return is_cancelled_(); }
  std::string_view TraceId() const override { return {}; }

 private:
  Condition is_cancelled_;
};

}  // namespace twitter::testing
