#include "host_stub/web/rest/name_book.hpp"

#include "host_stub/store/directory.hpp"
#include "host_stub/web/rest/directory_json.hpp"

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

std::string NameBook::Login(Id user) { return Find(user).login; }

std::string NameBook::FullName(Id user) { return Find(user).full_name; }

const NameBook::Person& NameBook::Find(Id user) {
  const auto [person, is_new] = people_.try_emplace(user);
  if (!is_new || user == 0) return person->second;
  const auto found = store_.directory().FindUser(user);
  if (found && *found) person->second = {(*found)->login, stub::FullName(**found)};
  return person->second;
}

}  // namespace stub
