// Developer accounts, their apps, and the tokens that let an app act.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct DeveloperAccount {
  std::string user_id;
  std::string use_case;

  bool operator==(const DeveloperAccount&) const = default;
};

struct App {
  std::string id;
  std::string owner_id;
  std::string name;
  std::string website;
  std::vector<std::string> callback_urls;
  std::string permissions = "read";  // read, read-write, read-write-directmessages
  std::string consumer_key;
  std::string consumer_secret;
  std::string client_id;  // of OAuth 2.0
  // Of OAuth 2.0: signs webhooks of API v2 too; empty: the app is a public client and has none.
  std::string client_secret;
  std::string bearer_token;  // empty until asked for; one live token per app (x_api.md 1.4)
  std::vector<std::string> environments;
  std::int64_t created_ms = 0;

  bool operator==(const App&) const = default;
};

// A user's permission for an app. It keeps the level at which it was granted (x_api.md 1.2).
struct AccessToken {
  std::string token;
  std::string secret;
  std::string app_id;
  std::string user_id;
  std::string permissions;

  bool operator==(const AccessToken&) const = default;
};

// Lives from the first leg of OAuth 1.0a to the third.
struct RequestToken {
  std::string token;
  std::string secret;
  std::string app_id;
  std::string callback;  // "oob": the person types a PIN
  std::string permissions;
  std::string user_id;   // empty until authorised
  std::string verifier;  // empty until authorised
  std::int64_t created_ms = 0;

  bool operator==(const RequestToken&) const = default;
};

struct Apps {
  std::vector<DeveloperAccount> developers;
  std::vector<App> list;
  std::vector<AccessToken> tokens;
  std::vector<RequestToken> request_tokens;

  App* Find(std::string_view id);
  const App* Find(std::string_view id) const;
  App* FindByKey(std::string_view consumer_key);
  const App* FindByClient(std::string_view client_id) const;
  const App* FindByBearer(std::string_view bearer_token) const;
  const AccessToken* FindToken(std::string_view token) const;
  RequestToken* FindRequestToken(std::string_view token);
  const DeveloperAccount* FindDeveloper(std::string_view user_id) const;
  // The user's token for the app, made or raised to `permissions`.
  AccessToken Grant(const App& app, std::string_view user_id, std::string_view permissions);
  // Takes the token away even if it is only to be replaced.
  bool Revoke(std::string_view app_id, std::string_view user_id);

  bool operator==(const Apps&) const = default;
};

bool HasEnvironment(const App& app, std::string_view label);
bool IsPermissionLevel(std::string_view text);
bool AllowsWriting(std::string_view permissions);
bool AllowsDirectMessages(std::string_view permissions);

}  // namespace xsim
