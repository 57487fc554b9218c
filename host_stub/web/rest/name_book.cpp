#include "host_stub/web/rest/name_book.hpp"

#include "host_stub/store/directory.hpp"

namespace stub {

std::string NameBook::Group(Id group) {
  if (!groups_read_) {
    groups_read_ = true;
    const auto groups = store_.directory().Groups();
    if (groups) {
      for (const stub::Group& known : *groups) groups_[known.id] = known.name;
    }
  }
  const auto found = groups_.find(group);
  return found == groups_.end() ? std::string() : found->second;
}

std::string NameBook::Login(Id user) {
  if (user == 0) return {};
  const auto known = logins_.find(user);
  if (known != logins_.end()) return known->second;
  const auto found = store_.directory().FindUser(user);
  std::string login = found && *found ? (*found)->login : std::string();
  return logins_[user] = std::move(login);
}

}  // namespace stub
