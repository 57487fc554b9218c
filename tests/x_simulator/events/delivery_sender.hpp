// Sends queued events to webhooks, signed, one POST per event, and tries again what failed.
//
// First attempts leave in the order in which things happened; a failed one is retried beside the
// others and holds up nobody, as on X.
//
// Ownership: borrows the world. Threads: Start and Stop from one thread; Wake from any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

class DeliverySender {
 public:
  // `retries`: how long to wait after the first, second, … failed attempt; then the event is lost.
  DeliverySender(World& world, std::vector<std::chrono::milliseconds> retries);
  ~DeliverySender();
  DeliverySender(const DeliverySender&) = delete;
  DeliverySender& operator=(const DeliverySender&) = delete;

  void Start();
  void Stop();
  // Something may have been queued.
  void Wake();

  // Sends one event that is due now, with the fault parallel_deliveries all of them at once. False
  // when there was none. Public for tests with their own clock; while the thread runs, only it
  // calls this.
  bool SendNext();

 private:
  struct Job {
    std::string delivery_id;
    std::string url;
    std::string secret;
    std::string client_secret;  // empty: no second signature
    std::string body;
  };

  void Run();
  std::optional<Job> TakeNext();
  void SendOne(const Job& job);
  void Record(const std::string& delivery_id, Attempt attempt, bool accepted);
  std::optional<std::chrono::milliseconds> UntilNext();

  World& world_;
  const std::vector<std::chrono::milliseconds> retries_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace xsim
