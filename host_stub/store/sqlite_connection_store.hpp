// Connections and accounts in SQLite. Every change of one grows the connection's revision.
#pragma once

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteConnectionStore : public ConnectionStore {
 public:
  explicit SqliteConnectionStore(StoreContext& context) : context_(context) {}

  chp::Result<std::vector<Connection>> List(std::string_view slug) override;
  chp::Result<std::optional<ConnectionSnapshot>> Snapshot(Id connection) override;
  chp::Result<Id> Save(const ConnectionSave& save) override;
  chp::Result<void> Remove(Id connection) override;

  chp::Result<std::vector<Account>> Accounts(std::string_view slug) override;
  chp::Result<std::optional<Account>> FindAccount(Id account) override;
  chp::Result<Id> SaveAccount(Id connection, const chp::AccountSave& save) override;
  chp::Result<void> UpdateAccount(Id account, std::string_view settings_json, bool active) override;
  chp::Result<void> SetAccountState(Id connection, const chp::AccountStatus& status) override;
  chp::Result<void> MarkRemoving(Id account) override;
  chp::Result<void> RemoveAccount(Id account) override;

  chp::Result<bool> PluginEnabled(std::string_view slug) override;
  chp::Result<void> SetPluginEnabled(std::string_view slug, bool enabled) override;

 private:
  StoreContext& context_;
};

}  // namespace stub
