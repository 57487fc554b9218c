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

// What is absent stays.
struct UserChange {
  std::optional<std::string> firstname;
  std::optional<std::string> lastname;
  std::optional<std::string> email;
  std::optional<std::string> web;
  std::optional<std::string> note;
  std::optional<std::string> address;
  std::optional<bool> active;
  std::optional<std::vector<std::string>> roles;
  std::optional<bool> may_reply_publicly;
  std::optional<bool> may_reply_privately;
  std::optional<std::string> password;  // a new one ends the user's sessions
};

struct GroupChange {
  std::optional<std::string> name;
  std::optional<bool> active;
};

// An API token as its owner sees it: what it is called, never what it is.
struct TokenInfo {
  std::string id;  // opaque
  std::string name;
  Id user_id = 0;
  std::int64_t created_ms = 0;
};

// Whose identity may change hands.
enum class TakeFrom { kCustomers, kAnybody };

class Directory {
 public:
  virtual ~Directory() = default;
  virtual chp::Result<std::vector<Group>> Groups() = 0;
  virtual chp::Result<Id> CreateGroup(std::string_view name) = 0;
  // kInvalid "group.last_active": new tickets need a group.
  virtual chp::Result<void> UpdateGroup(Id group, const GroupChange& change) = 0;
  virtual chp::Result<std::vector<User>> Users(std::size_t limit) = 0;
  virtual chp::Result<std::optional<User>> FindUser(Id user) = 0;
  virtual chp::Result<Id> CreateUser(const NewUser& user) = 0;
  // kInvalid "user.last_admin": nobody could administer this any more.
  virtual chp::Result<void> UpdateUser(Id user, const UserChange& change) = 0;
  // This person of the remote side is that user from now on: a known one changes hands, with the
  // tickets and messages they have had so far. Whose they were stays, without them. An empty
  // username keeps the one that is known.
  // kInvalid "identity.staff": it is somebody's of the staff, and may be taken from customers only.
  virtual chp::Result<void> AttachIdentity(Id user, const Identity& identity, TakeFrom from) = 0;
  virtual chp::Result<bool> HasAdmin() = 0;
  // Wrong login and wrong password cost the same time.
  virtual chp::Result<std::optional<User>> VerifyPassword(std::string_view login,
                                                          std::string_view password) = 0;
  // The plain token is returned once and stored as a hash.
  virtual chp::Result<std::string> CreateToken(Id user, std::string_view name) = 0;
  virtual chp::Result<std::vector<TokenInfo>> Tokens(Id user) = 0;
  // kNotFound "token.unknown", also for another user's.
  virtual chp::Result<void> RemoveToken(Id user, std::string_view id) = 0;
  virtual chp::Result<std::optional<Principal>> PrincipalOfToken(std::string_view token) = 0;
  virtual chp::Result<std::string> CreateSession(Id user) = 0;  // the cookie's value
  virtual chp::Result<std::optional<Principal>> PrincipalOfSession(std::string_view cookie) = 0;
  virtual chp::Result<void> EndSession(std::string_view cookie) = 0;
};

}  // namespace stub
