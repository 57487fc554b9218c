// Which instance stands for which connection. Holds pointers only; calls go on without it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/channels/instance.hpp"

namespace stub {

struct RunningConnection {
  Id id = 0;
  std::string slug;
  std::string key;
  std::shared_ptr<Instance> instance;
};

class Registry {
 public:
  void Put(RunningConnection connection);
  void PutUnconfigured(std::string slug, std::shared_ptr<Instance> instance);
  // For Everything() only: drafts that answer no route.
  void Track(const std::shared_ptr<Instance>& instance);

  std::shared_ptr<Instance> Find(Id connection) const;
  // The first connection of a plugin, or its unconfigured instance; null when it does not run.
  std::shared_ptr<Instance> First(std::string_view slug) const;
  // The one whose route paths end in `key` (compared in constant time); null when there is none.
  std::shared_ptr<Instance> ByKey(std::string_view slug, std::string_view key) const;
  bool IsFirst(std::string_view slug, Id wanted) const;
  std::vector<RunningConnection> Connections() const;  // by id

  void Remove(Id connection);
  void RemovePlugin(std::string_view slug);
  void Clear();
  // Every instance that still exists, registered or not.
  std::vector<std::shared_ptr<Instance>> Everything();

 private:
  mutable std::mutex mutex_;
  std::map<Id, RunningConnection> connections_;
  std::map<std::string, std::shared_ptr<Instance>, std::less<>> unconfigured_;
  std::vector<std::weak_ptr<Instance>> tracked_;
};

// Takes the same time for every `given` of the same length.
bool EqualInConstantTime(std::string_view secret, std::string_view given);

}  // namespace stub
