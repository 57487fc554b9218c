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
  std::string url;
  std::string picture;  // changes with the picture: part of its address
  std::int64_t created_ms = 0;
  bool is_protected = false;
  bool verified = false;
  std::string subscription_type = "None";  // None, Basic, Premium, PremiumPlus
  bool suspended = false;
  bool locked = false;
  std::vector<std::string> followers;  // ids of who may see it while it is protected
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

// Whether the reader may see what the author wrote: not of suspended people, and of protected ones
// only when reader is the author or follows. An empty reader_id is an app.
bool MaySee(const User& author, std::string_view reader_id);
bool IsValidScreenName(std::string_view name);

}  // namespace xsim
