#include "host_stub/web/http_lane.hpp"

#include <utility>

namespace stub {

HttpLane::HttpLane(std::size_t threads, std::size_t queue_limit)
    : queue_limit_(queue_limit), workers_(threads) {
  sleeping_.reserve(threads);
  for (Worker& worker : workers_) {
    worker.thread = std::thread([this, &worker] { Work(worker); });
  }
}

HttpLane::~HttpLane() { Stop(); }

bool HttpLane::TryPush(std::function<void()> task) {
  Worker* called = nullptr;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_) return false;
    if (sleeping_.empty()) {
      if (waiting_.size() >= queue_limit_) return false;
      waiting_.push_back(std::move(task));
      return true;
    }
    called = sleeping_.back();
    sleeping_.pop_back();
    called->task = std::move(task);
  }
  called->called.notify_one();
  return true;
}

void HttpLane::Stop() {
  // Destroyed after the lock is released: a task may own things that take locks themselves.
  std::deque<std::function<void()>> forgotten;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
    forgotten.swap(waiting_);
  }
  for (Worker& worker : workers_) worker.called.notify_one();
  for (Worker& worker : workers_) {
    if (worker.thread.joinable()) worker.thread.join();
    worker.task = nullptr;
  }
}

void HttpLane::Work(Worker& self) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    if (waiting_.empty()) {
      sleeping_.push_back(&self);
      self.called.wait(lock, [this, &self] { return stopping_ || self.task; });
    } else {
      self.task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    if (stopping_) return;
    lock.unlock();
    self.task();
    self.task = nullptr;
    lock.lock();
  }
}

}  // namespace stub
