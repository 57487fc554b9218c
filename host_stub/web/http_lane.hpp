// A lane: a fixed pool of worker threads behind a bounded queue. What does not fit is refused at
// once, so that a slow handler costs waiting clients an answer and never the process its memory.
//
// Threads: TryPush from any thread; Stop once, not from a worker.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stub {

class HttpLane {
 public:
  HttpLane(std::size_t threads, std::size_t queue_limit);
  ~HttpLane();
  HttpLane(const HttpLane&) = delete;
  HttpLane& operator=(const HttpLane&) = delete;

  // False when the queue is full or the lane stops. The task must not throw.
  bool TryPush(std::function<void()> task);

  // Forgets waiting tasks and waits for the running ones.
  void Stop();

 private:
  void Work();

  const std::size_t queue_limit_;
  std::mutex mutex_;  // guards waiting_ and stopping_; released while a task runs
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace stub
