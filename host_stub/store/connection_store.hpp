// Connections and the accounts linked through them, with their secrets (encrypted at rest).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

// What chp_config is made of: everything of a connection at one revision.
struct ConnectionSnapshot {
  Connection connection;
  std::vector<Account> accounts;  // removed ones are gone, removing ones are marked
  std::string app_secrets_json;   // {"consumer_secret": "..."}
  std::vector<std::pair<Id, std::string>> account_secrets_json;  // by account id
};

struct ConnectionSave {
  Id id = 0;  // 0: new
  std::string slug;
  std::string key;  // new only
  std::string app_json;
  std::string app_secrets_json;  // merged over what is stored
  bool verified = false;
};

class ConnectionStore {
 public:
  virtual ~ConnectionStore() = default;
  virtual chp::Result<std::vector<Connection>> List(std::string_view slug) = 0;
  virtual chp::Result<std::optional<ConnectionSnapshot>> Snapshot(Id connection) = 0;
  virtual chp::Result<Id> Save(const ConnectionSave& save) = 0;
  virtual chp::Result<void> Remove(Id connection) = 0;

  virtual chp::Result<std::vector<Account>> Accounts(std::string_view slug) = 0;
  virtual chp::Result<std::optional<Account>> FindAccount(Id account) = 0;
  // chp.host.accounts save: by external id, settings kept. The account's id.
  virtual chp::Result<Id> SaveAccount(Id connection, const chp::AccountSave& save) = 0;
  // Replaces the settings by `settings_json` (merging is the caller's business).
  virtual chp::Result<void> UpdateAccount(Id account, std::string_view settings_json,
                                          bool active) = 0;
  virtual chp::Result<void> SetAccountState(Id connection, const chp::AccountStatus& status) = 0;
  virtual chp::Result<void> MarkRemoving(Id account) = 0;
  virtual chp::Result<void> RemoveAccount(Id account) = 0;  // its kv and jobs go too; tickets stay

  // Plugins an admin has switched off; all others found on disk are on.
  virtual chp::Result<bool> PluginEnabled(std::string_view slug) = 0;
  virtual chp::Result<void> SetPluginEnabled(std::string_view slug, bool enabled) = 0;
};

}  // namespace stub
