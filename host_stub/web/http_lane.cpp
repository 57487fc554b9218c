#include "host_stub/web/http_lane.hpp"

#include <utility>

namespace stub {

HttpLane::HttpLane(std::size_t threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  workers_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) workers_.emplace_back([this] { Work(); });
}

HttpLane::~HttpLane() { Stop(); }

bool HttpLane::TryPush(std::function<void()> task) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_ || waiting_.size() >= queue_limit_) return false;
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void HttpLane::Stop() {
  // Destroyed after the lock is released: a task may own things that take locks themselves.
  std::deque<std::function<void()>> forgotten;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
    forgotten.swap(waiting_);
  }
  changed_.notify_all();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
}

void HttpLane::Work() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    std::function<void()> task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
  }
}

}  // namespace stub
