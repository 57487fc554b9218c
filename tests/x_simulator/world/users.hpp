// The people and companies on the simulated X.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct User {
  std::string id;
  std::string screen_name;  // without @, 1..15 of A-Z a-z 0-9 _
  std::string name;
  std::string description;
  std::string location;
  std::int64_t created_ms = 0;
  bool is_protected = false;
  bool verified = false;
  bool suspended = false;
  bool locked = false;
  std::string dm_policy = "everyone";  // who may begin a conversation: everyone, followers, nobody

  bool operator==(const User&) const = default;
};

struct Users {
  std::vector<User> list;

  const User* Find(std::string_view id) const;
  const User* FindByName(std::string_view screen_name) const;  // case does not matter; @ is allowed
  User* FindByName(std::string_view screen_name);

  bool operator==(const Users&) const = default;
};

bool IsValidScreenName(std::string_view name);

}  // namespace xsim
