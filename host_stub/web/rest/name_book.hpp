// Names that tickets and articles show beside ids; each is looked up once per request.
#pragma once

#include <map>
#include <string>

#include "host_stub/store/store.hpp"

namespace stub {

class NameBook {
 public:
  explicit NameBook(Store& store) : store_(store) {}
  NameBook(const NameBook&) = delete;
  NameBook& operator=(const NameBook&) = delete;

  // Empty when there is none.
  std::string Group(Id group);
  std::string Login(Id user);
  std::string FullName(Id user);  // the login of who has none

 private:
  struct Person {
    std::string login;
    std::string full_name;
  };
  const Person& Find(Id user);

  Store& store_;
  bool groups_read_ = false;
  std::map<Id, std::string> groups_;
  std::map<Id, Person> people_;
};

}  // namespace stub
