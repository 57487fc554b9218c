// Which threads are inside a call to one plugin instance: what rule R4 is checked against.
#pragma once

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

namespace stub {

class CallThreads {
 public:
  void Enter() {
    const std::lock_guard lock(mutex_);
    threads_.push_back(std::this_thread::get_id());
  }
  void Leave() {
    const std::lock_guard lock(mutex_);
    const auto it = std::find(threads_.begin(), threads_.end(), std::this_thread::get_id());
    if (it != threads_.end()) threads_.erase(it);
  }
  bool IsInside() {
    const std::lock_guard lock(mutex_);
    return std::find(threads_.begin(), threads_.end(), std::this_thread::get_id()) !=
           threads_.end();
  }

 private:
  std::mutex mutex_;                      // guards threads_
  std::vector<std::thread::id> threads_;  // one entry per call: a handful
};

}  // namespace stub
