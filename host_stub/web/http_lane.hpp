// A lane: a fixed pool of worker threads behind a bounded queue. What does not fit is refused at
// once, so that a slow handler costs waiting clients an answer and never the process its memory.
//
// A task goes to one sleeping worker, the one that has slept least, and wakes nobody else; it only
// queues when all are busy. Whoever becomes free meanwhile cannot take it away from him, which
// would cost a wake-up for nothing.
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

  // False when all workers are busy and the queue is full, or when the lane stops. The task must
  // not throw.
  bool TryPush(std::function<void()> task);

  // Forgets tasks that have not begun and waits for the running ones.
  void Stop();

 private:
  struct Worker {
    std::condition_variable called;
    std::function<void()> task;
    std::thread thread;
  };

  void Work(Worker& self);

  const std::size_t queue_limit_;
  std::mutex mutex_;  // guards what follows and the tasks of sleeping workers
  std::deque<std::function<void()>> waiting_;  // only while nobody sleeps
  std::vector<Worker*> sleeping_;
  bool stopping_ = false;
  std::vector<Worker> workers_;
};

}  // namespace stub
