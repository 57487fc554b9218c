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

 private:
  Store& store_;
  bool groups_read_ = false;
  std::map<Id, std::string> groups_;
  std::map<Id, std::string> logins_;
};

}  // namespace stub
