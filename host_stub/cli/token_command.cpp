// host_stub token: an API token for a user, while no host is running.
#include <cstdio>
#include <optional>

#include "host_stub/cli/commands.hpp"
#include "host_stub/store/directory.hpp"
#include "host_stub/store/store.hpp"

namespace stub {
namespace {

constexpr std::size_t kMostUsers = 100'000;

chp::Result<Id> CreateAdmin(Directory& directory, const std::string& email) {
  NewUser admin;
  admin.login = email;
  admin.email = email;
  admin.firstname = email.substr(0, email.find('@'));
  admin.roles = {"Admin", "Agent"};
  return directory.CreateUser(admin);
}

// By login; without one the first admin.
chp::Result<Id> FindStaff(Directory& directory, const std::string& login) {
  const auto users = directory.Users(kMostUsers);
  if (!users) return users.error();
  for (const User& user : *users) {
    const bool wanted = login.empty() ? user.HasRole("Admin") : user.login == login;
    if (wanted) return user.id;
  }
  const std::string sentence =
      login.empty() ? "There is no admin yet. Make one: host_stub token --create-admin EMAIL"
                    : "There is no user with the login \"" + login + "\".";
  return chp::Error{chp::Code::kNotFound, "cli.no_user", sentence};
}

}  // namespace

int MakeToken(const TokenOptions& options) {
  const auto store = OpenStore(options.database);
  if (!store) {
    const bool running = store.error().reason == "store.locked";
    return Fail(store.error().message +
                (running ? " A running host makes tokens itself: POST /api/v1/user_access_token "
                           "{\"name\": \"...\"} with an admin's token."
                         : ""));
  }
  Directory& directory = (*store)->directory();
  const auto user = options.create_admin.empty() ? FindStaff(directory, options.login)
                                                 : CreateAdmin(directory, options.create_admin);
  if (!user) return Fail(user.error().message);
  const auto token = directory.CreateToken(*user, options.name);
  if (!token) return Fail(token.error().message);
  std::printf("%s\n", token->c_str());
  return 0;
}

}  // namespace stub
