// Groups, users, roles, API tokens and sessions in SQLite.
#pragma once

#include "host_stub/store/directory.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteDirectory : public Directory {
 public:
  explicit SqliteDirectory(StoreContext& context) : context_(context) {}

  chp::Result<std::vector<Group>> Groups() override;
  chp::Result<Id> CreateGroup(std::string_view name) override;
  chp::Result<void> UpdateGroup(Id group, const GroupChange& change) override;
  chp::Result<std::vector<User>> Users(std::size_t limit) override;
  chp::Result<std::optional<User>> FindUser(Id user) override;
  chp::Result<Id> CreateUser(const NewUser& user) override;
  chp::Result<void> UpdateUser(Id user, const UserChange& change) override;
  chp::Result<void> AttachIdentity(Id user, const Identity& identity, TakeFrom from) override;
  chp::Result<bool> HasAdmin() override;
  chp::Result<std::optional<User>> VerifyPassword(std::string_view login,
                                                  std::string_view password) override;
  chp::Result<std::string> CreateToken(Id user, std::string_view name) override;
  chp::Result<std::vector<TokenInfo>> Tokens(Id user) override;
  chp::Result<void> RemoveToken(Id user, std::string_view id) override;
  chp::Result<std::optional<Principal>> PrincipalOfToken(std::string_view token) override;
  chp::Result<std::string> CreateSession(Id user) override;
  chp::Result<std::optional<Principal>> PrincipalOfSession(std::string_view cookie) override;
  chp::Result<void> EndSession(std::string_view cookie) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
