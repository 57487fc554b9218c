// Which instance stands for which connection. Holds pointers only; calls go on without it.
//
// An instance is started without looking here, so it may come too late: after its plugin was
// switched off, or after the host has begun to stop. It is then refused or closed here, in one step
// with the look.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
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
  // Every new instance; closed at once when everything has been closed.
  void Track(const std::shared_ptr<Instance>& instance);
  // From now on instances of the plugin are taken.
  void OpenPlugin(std::string_view slug);
  // False, and the instance closed: its plugin is not open.
  bool Put(RunningConnection connection);
  bool PutUnconfigured(std::string slug, std::shared_ptr<Instance> instance);

  std::shared_ptr<Instance> Find(Id connection) const;
  // The first connection of a plugin, or its unconfigured instance; null when it does not run.
  std::shared_ptr<Instance> First(std::string_view slug) const;
  // The one whose route paths end in `key` (compared in constant time); null when there is none.
  std::shared_ptr<Instance> ByKey(std::string_view slug, std::string_view key) const;
  bool IsFirst(std::string_view slug, Id wanted) const;
  std::vector<RunningConnection> Connections() const;  // by id

  void Remove(Id connection);
  void ClosePlugin(std::string_view slug);
  // Closes every instance that still exists, registered or not, and all that come later.
  std::vector<std::shared_ptr<Instance>> CloseAll();
  void Clear();

 private:
  mutable std::mutex mutex_;  // guards what follows; instances are let go outside of it
  std::set<std::string, std::less<>> open_;  // slugs
  bool closed_ = false;
  std::map<Id, RunningConnection> connections_;
  std::map<std::string, std::shared_ptr<Instance>, std::less<>> unconfigured_;
  std::vector<std::weak_ptr<Instance>> tracked_;
};

// Takes the same time for every `given` of the same length.
bool EqualInConstantTime(std::string_view secret, std::string_view given);

}  // namespace stub
