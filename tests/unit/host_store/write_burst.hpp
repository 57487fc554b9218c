// Several threads that write to a store at once until it fails, and a record of what it has
// acknowledged.
#pragma once

#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>

#include "host_stub/manifest.hpp"
#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/ingest_store.hpp"
#include "host_stub/store/store.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

// What every writer needs: a connection with its account, a ticket and how it is answered.
struct BurstPlace {
  Id connection = 0;
  Manifest manifest;
  chp::Message message;  // copied for each delivery
  NewArticle reply;      // copied for each reply
};

// What the store said it had kept.
struct Acknowledged {
  std::set<std::string> messages;
  std::map<std::string, int> values;  // number of the last put of each key
  std::set<std::string> jobs;
  std::set<Id> replies;
  std::set<Id> sent;
  std::map<std::string, std::string> blobs;

  std::size_t size() const;
};

class WriteBurst {
 public:
  WriteBurst(Store& store, const BurstPlace& place, unsigned seed)
      : store_(store), place_(place), seed_(seed) {}

  // Returns when every writer has done its work or met a failure.
  void Run(int writers, int operations_each);
  const Acknowledged& acknowledged() const { return acknowledged_; }

 private:
  using Random = std::mt19937;

  bool WriteSomething(const std::string& name, Random& random);
  bool DeliverPair(const std::string& name);  // two messages in one call, each with its job
  bool PutValue(const std::string& name);
  bool ScheduleJob(const std::string& name);
  bool WriteReply();
  bool MarkSent(const std::string& name);
  bool CommitBlob(Random& random);
  template <class Note>
  bool Keep(bool kept, const Note& note);

  Store& store_;
  const BurstPlace& place_;
  const unsigned seed_;
  std::mutex mutex_;
  Acknowledged acknowledged_;
};

}  // namespace stub
