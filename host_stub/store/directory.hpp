// Groups, users, roles, API tokens and sessions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

struct NewUser {
  std::string login;
  std::string password;  // empty: cannot sign in
  std::string firstname;
  std::string lastname;
  std::string email;
  std::vector<std::string> roles;
};

class Directory {
 public:
  virtual ~Directory() = default;
  virtual chp::Result<std::vector<Group>> Groups() = 0;
  virtual chp::Result<Id> CreateGroup(std::string_view name) = 0;
  virtual chp::Result<std::vector<User>> Users(std::size_t limit) = 0;
  virtual chp::Result<std::optional<User>> FindUser(Id user) = 0;
  virtual chp::Result<Id> CreateUser(const NewUser& user) = 0;
  virtual chp::Result<bool> HasAdmin() = 0;
  // Wrong login and wrong password cost the same time.
  virtual chp::Result<std::optional<User>> VerifyPassword(std::string_view login,
                                                          std::string_view password) = 0;
  // The plain token is returned once and stored as a hash.
  virtual chp::Result<std::string> CreateToken(Id user, std::string_view name) = 0;
  virtual chp::Result<std::optional<Principal>> PrincipalOfToken(std::string_view token) = 0;
  virtual chp::Result<std::string> CreateSession(Id user) = 0;  // the cookie's value
  virtual chp::Result<std::optional<Principal>> PrincipalOfSession(std::string_view cookie) = 0;
  virtual chp::Result<void> EndSession(std::string_view cookie) = 0;
};

}  // namespace stub
