// A mutex held only for look-ups. Instances are let go outside of it: the last pointer destroys.
#include "host_stub/channels/registry.hpp"

#include <algorithm>
#include <utility>

namespace stub {

bool EqualInConstantTime(std::string_view secret, std::string_view given) {
  if (secret.size() != given.size()) return false;
  int difference = 0;
  for (std::size_t i = 0; i < secret.size(); ++i) difference |= secret[i] ^ given[i];
  return difference == 0;
}

void Registry::Track(const std::shared_ptr<Instance>& instance) {
  const std::lock_guard lock(mutex_);
  std::erase_if(tracked_, [](const auto& tracked) { return tracked.expired(); });
  tracked_.push_back(instance);
  if (closed_) instance->Close();
}

void Registry::OpenPlugin(std::string_view slug) {
  const std::lock_guard lock(mutex_);
  if (!closed_) open_.emplace(slug);
}

bool Registry::Put(RunningConnection connection) {
  const std::lock_guard lock(mutex_);
  if (!open_.contains(connection.slug)) {
    connection.instance->Close();
    return false;
  }
  // What was there goes with `connection`, after the lock.
  const Id id = connection.id;
  std::swap(connections_[id], connection);
  return true;
}

bool Registry::PutUnconfigured(std::string slug, std::shared_ptr<Instance> instance) {
  const std::lock_guard lock(mutex_);
  if (!open_.contains(slug)) {
    instance->Close();
    return false;
  }
  std::swap(unconfigured_[std::move(slug)], instance);
  return true;
}

std::shared_ptr<Instance> Registry::Find(Id connection) const {
  const std::lock_guard lock(mutex_);
  const auto it = connections_.find(connection);
  return it == connections_.end() ? nullptr : it->second.instance;
}

std::shared_ptr<Instance> Registry::First(std::string_view slug) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, connection] : connections_) {
    if (connection.slug == slug) return connection.instance;
  }
  const auto it = unconfigured_.find(slug);
  return it == unconfigured_.end() ? nullptr : it->second;
}

std::shared_ptr<Instance> Registry::ByKey(std::string_view slug, std::string_view key) const {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Instance> match;
  for (const auto& [id, connection] : connections_) {
    const bool equal = EqualInConstantTime(connection.key, key);
    if (equal && connection.slug == slug && !key.empty()) match = connection.instance;
  }
  return match;
}

bool Registry::IsFirst(std::string_view slug, Id wanted) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, connection] : connections_) {
    if (connection.slug == slug) return id >= wanted;
  }
  return true;
}

std::vector<RunningConnection> Registry::Connections() const {
  const std::lock_guard lock(mutex_);
  std::vector<RunningConnection> all;
  for (const auto& [id, connection] : connections_) all.push_back(connection);
  return all;
}

void Registry::Remove(Id connection) {
  std::shared_ptr<Instance> last;
  const std::lock_guard lock(mutex_);
  const auto node = connections_.extract(connection);
  if (!node.empty()) last = node.mapped().instance;
}

void Registry::ClosePlugin(std::string_view slug) {
  std::vector<std::shared_ptr<Instance>> last;
  const std::lock_guard lock(mutex_);
  if (const auto it = open_.find(slug); it != open_.end()) open_.erase(it);
  for (auto it = connections_.begin(); it != connections_.end();) {
    if (it->second.slug == slug) {
      last.push_back(it->second.instance);
      it = connections_.erase(it);
    } else {
      ++it;
    }
  }
  if (const auto it = unconfigured_.find(slug); it != unconfigured_.end()) {
    last.push_back(it->second);
    unconfigured_.erase(it);
  }
  for (const auto& instance : last) instance->Close();
}

std::vector<std::shared_ptr<Instance>> Registry::CloseAll() {
  std::vector<std::shared_ptr<Instance>> all;
  const std::lock_guard lock(mutex_);
  closed_ = true;
  open_.clear();
  for (const auto& tracked : tracked_) {
    if (auto instance = tracked.lock()) all.push_back(std::move(instance));
  }
  for (const auto& instance : all) instance->Close();
  return all;
}

void Registry::Clear() {
  std::map<Id, RunningConnection> connections;
  std::map<std::string, std::shared_ptr<Instance>, std::less<>> unconfigured;
  const std::lock_guard lock(mutex_);
  connections.swap(connections_);
  unconfigured.swap(unconfigured_);
}

}  // namespace stub
