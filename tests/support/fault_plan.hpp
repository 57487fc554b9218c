// Fails the n-th operation of a fake: the way to try a crash or a store failure at every step.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "plugin_api/cpp/error.hpp"

namespace twitter::testing {

class FaultPlan {
 public:
  // The n-th operation from now on (1 = the next) fails with `error`; once.
  void FailAt(int operation, chp::Error error) {
    remaining_ = operation;
    error_ = std::move(error);
  }
  // The n-th operation and every later one fail: the process is gone, as far as the store knows.
  void FailFrom(int operation, chp::Error error) {
    FailAt(operation, std::move(error));
    permanent_ = true;
  }
  void Clear() {
    remaining_ = 0;
    permanent_ = false;
  }
  // Asked before each operation; its error wins. May throw: the process dies there.
  std::function<std::optional<chp::Error>()> on_operation;

  // Operations counted since the beginning.
  int operations() const { return operations_; }

  // Called by the fake at the start of each operation.
  std::optional<chp::Error> Next() {
    ++operations_;
    if (on_operation) {
      if (auto error = on_operation()) return error;
    }
    if (remaining_ == 0) return std::nullopt;
    if (--remaining_ > 0) return std::nullopt;
    if (permanent_) remaining_ = 1;
    return error_;
  }

 private:
  int operations_ = 0;
  int remaining_ = 0;
  bool permanent_ = false;
  chp::Error error_;
};

inline chp::Error StoreFailure() {
  return chp::Error{.code = chp::Code::kTransient,
                    .reason = "host.store",
                    .message = "The store of the test does not answer."};
}

}  // namespace twitter::testing
