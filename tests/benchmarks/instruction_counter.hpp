// User instructions of a benchmark's loop, counted by the processor. Many virtual machines cannot;
// then the counter is left out and the report says so. (Debian's Google Benchmark is built without
// counters of its own.)
#pragma once

#include <benchmark/benchmark.h>
#include <cstdint>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bench {

// Counts from construction to destruction, on this thread only.
class InstructionCounter {
 public:
  explicit InstructionCounter(benchmark::State& state) : state_(state) {
    perf_event_attr event{};
    event.type = PERF_TYPE_HARDWARE;
    event.size = sizeof event;
    event.config = PERF_COUNT_HW_INSTRUCTIONS;
    event.exclude_kernel = 1;
    event.exclude_hv = 1;
    descriptor_ = static_cast<int>(syscall(SYS_perf_event_open, &event, 0, -1, -1, 0UL));
  }
  ~InstructionCounter() {
    if (descriptor_ < 0) return;
    std::uint64_t count = 0;
    const bool counted = read(descriptor_, &count, sizeof count) == sizeof count && count > 0;
    close(descriptor_);
    if (!counted) return;
    state_.counters["instructions"] =
        benchmark::Counter(static_cast<double>(count), benchmark::Counter::kAvgIterations);
  }
  InstructionCounter(const InstructionCounter&) = delete;
  InstructionCounter& operator=(const InstructionCounter&) = delete;

 private:
  benchmark::State& state_;
  int descriptor_ = -1;
};

}  // namespace bench
