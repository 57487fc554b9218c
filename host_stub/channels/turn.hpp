// Turns at something that one thread at a time may do and that may take long, such as a control
// call: who waits sleeps, and whoever has the turn holds no mutex while it works.
#pragma once

#include <condition_variable>
#include <mutex>

namespace stub {

class Turns {
 public:
  void Take() {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [this] { return !taken_; });
    taken_ = true;
  }
  void GiveBack() {
    {
      const std::lock_guard lock(mutex_);
      taken_ = false;
    }
    free_.notify_one();
  }

 private:
  std::mutex mutex_;  // guards taken_
  std::condition_variable free_;
  bool taken_ = false;
};

class Turn {
 public:
  explicit Turn(Turns& turns) : turns_(turns) { turns_.Take(); }
  ~Turn() { turns_.GiveBack(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Turns& turns_;
};

}  // namespace stub
