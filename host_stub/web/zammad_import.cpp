// First everything is checked, then stored, app by app and account by account.
#include "host_stub/web/zammad_import.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/directory.hpp"
#include "host_stub/web/answer.hpp"
#include "host_stub/web/endpoint.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/form_values.hpp"
#include "host_stub/web/zammad_settings.hpp"

namespace stub {
namespace {

namespace json = boost::json;

json::object Parsed(const std::string& text) {
  boost::system::error_code failure;
  json::value value = json::parse(text, failure);
  return !failure && value.is_object() ? std::move(value.get_object()) : json::object{};
}

struct App {
  const Manifest* manifest = nullptr;  // null: no plugin takes it
  json::object values;                 // of the plugin's form
  json::object attributes;             // beside it
  Id connection = 0;                   // 0: new
  Id known = 0;                        // that stands here already; 0: none
};

// What an app is known by: the values that its form cannot do without and that are no secrets.
bool IsSameApp(const Manifest& manifest, const json::object& values, const json::object& stored) {
  bool any = false;
  for (const Field& field : manifest.connection_fields) {
    if (!field.required || field.type == "secret") continue;
    const json::value* here = stored.if_contains(field.name);
    const json::value* there = values.if_contains(field.name);
    if (here == nullptr || there == nullptr || *here != *there) return false;
    any = true;
  }
  return any;
}

class Import {
 public:
  Import(Web& web, const ZammadFile& file, const ImportWish& wish)
      : web_(web), file_(file), wish_(wish) {}

  chp::Result<json::object> Run() {
    for (const std::string& note : file_.notes) notes_.insert(note);
    for (const ZammadApp& app : file_.apps) {
      if (auto read = ReadApp(app); !read) return read.error();
    }
    if (auto read = ReadGroups(); !read) return read.error();
    for (const ZammadAccount& account : file_.accounts) {
      if (auto read = ReadSettings(account); !read) return read.error();
    }
    for (App& app : apps_) {
      if (auto stored = StoreApp(app); !stored) return stored.error();
    }
    for (std::size_t index = 0; index < file_.accounts.size(); ++index) {
      if (auto stored = StoreAccount(index); !stored) return stored.error();
    }
    for (const App& app : apps_) ReportApp(app);
    return Report();
  }

 private:
  chp::Result<void> ReadApp(const ZammadApp& app) {
    App read;
    read.manifest = web_.channels.ManifestOf(app.provider);
    if (read.manifest != nullptr) {
      json::object given;
      for (const auto& member : app.credentials) {
        const auto& fields = read.manifest->connection_fields;
        const bool of_form = std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
          return field.name == member.key();
        });
        if (of_form) given[member.key()] = member.value();
        // Which webhook is ours at the remote side.
        if (!of_form && member.key() == "webhook_id")
          read.attributes[member.key()] = member.value();
      }
      auto values = MergeForm(read.manifest->connection_fields, {}, given, {});
      if (!values) return values.error();
      read.values = std::move(values).value();
      auto known = KnownConnection(read);
      if (!known) return known.error();
      read.known = read.connection = *known;
    }
    apps_.push_back(std::move(read));
    return {};
  }

  chp::Result<Id> KnownConnection(const App& app) {
    const auto connections = web_.store.connections().List(app.manifest->slug);
    if (!connections) return connections.error();
    for (const Connection& connection : *connections) {
      if (IsSameApp(*app.manifest, app.values, Parsed(connection.app_json))) return connection.id;
    }
    if (!connections->empty()) {
      notes_.insert(
          "Another app is connected first: the addresses of the imported one are its own "
          "and have to be entered at the remote side.");
    }
    return Id{0};
  }

  // Groups that the settings need, by name; new ones are made when something is stored.
  chp::Result<void> ReadGroups() {
    const auto here = web_.store.directory().Groups();
    if (!here) return here.error();
    Id provisional = 0;
    for (const Group& group : *here) provisional = std::max(provisional, group.id);
    targets_.groups = *here;
    for (const ZammadAccount& account : file_.accounts) {
      if (apps_[account.app].manifest == nullptr) continue;
      for (const Id id : GroupsIn(account.sync)) {
        if (groups_.contains(id)) continue;
        const auto name = file_.groups.find(id);
        if (name == file_.groups.end()) {
          notes_.insert("Group " + std::to_string(id) +
                        " has no name in the file: what went there goes nowhere now.");
          continue;
        }
        const auto same = std::find_if(here->begin(), here->end(), [&](const Group& group) {
          return group.name == name->second;
        });
        if (same != here->end()) {
          groups_[id] = same->id;
          continue;
        }
        new_groups_.push_back(name->second);
        groups_[id] = ++provisional;
        if (!wish_.dry_run) to_make_.push_back(id);
        targets_.groups.push_back({provisional, name->second, true});
      }
    }
    return {};
  }

  chp::Result<void> MakeGroups() {
    for (const Id id : to_make_) {
      const auto made = web_.store.directory().CreateGroup(file_.groups.at(id));
      if (!made) return made.error();
      targets_.groups.push_back({*made, file_.groups.at(id), true});
      groups_[id] = *made;
    }
    to_make_.clear();
    return {};
  }

  // Only whether the form takes them: what they become is computed again when they are stored.
  chp::Result<void> ReadSettings(const ZammadAccount& account) {
    const Manifest* manifest = apps_[account.app].manifest;
    if (manifest == nullptr) return {};
    auto settings = SettingsFrom(account.sync, *manifest, groups_, notes_);
    auto merged = MergeForm(manifest->account_fields, targets_, settings, {});
    if (!merged) return merged.error();
    return {};
  }

  chp::Result<void> StoreApp(App& app) {
    if (app.manifest == nullptr || app.known != 0 || wish_.dry_run) return {};
    ConnectionSave save;
    save.slug = app.manifest->slug;
    json::object plain = app.attributes;
    json::object secrets;
    for (const Field& field : app.manifest->connection_fields) {
      const json::value* value = app.values.if_contains(field.name);
      if (value != nullptr) (field.type == "secret" ? secrets : plain)[field.name] = *value;
    }
    save.app_json = json::serialize(plain);
    save.app_secrets_json = json::serialize(secrets);
    const auto id = web_.store.connections().Save(save);
    if (!id) return id.error();
    app.connection = *id;
    return web_.channels.Reconfigure(*id);
  }

  chp::Result<void> StoreAccount(std::size_t index) {
    const ZammadAccount& account = file_.accounts[index];
    const App& app = apps_[account.app];
    json::object row{{"plugin", file_.apps[account.app].provider},
                     {"screen_name", account.screen_name}};
    if (app.manifest == nullptr) {
      row["result"] = "no_plugin";
      accounts_.push_back(std::move(row));
      return {};
    }
    const auto known = KnownAccount(app, account);
    if (!known) return known.error();
    // One that was begun but has no settings yet is gone on with.
    const bool is_new = !*known || Parsed((*known)->settings_json).empty();
    row["result"] = is_new ? "new" : "known";
    if (*known) row["id"] = (*known)->id;
    if (is_new && !wish_.dry_run) {
      if (auto saved = SaveAccount(app, account, !*known, row); !saved) return saved;
    }
    accounts_.push_back(std::move(row));
    return {};
  }

  chp::Result<std::optional<Account>> KnownAccount(const App& app, const ZammadAccount& wanted) {
    const auto accounts = web_.store.connections().Accounts(app.manifest->slug);
    if (!accounts) return accounts.error();
    for (const Account& one : *accounts) {
      if (one.connection_id == app.connection && one.external_id == wanted.external_id) {
        return std::optional(one);
      }
    }
    return std::optional<Account>();
  }

  chp::Result<void> SaveAccount(const App& app, const ZammadAccount& account, bool with_tokens,
                                json::object& row) {
    if (auto made = MakeGroups(); !made) return made.error();
    auto settings = MergeForm(app.manifest->account_fields, targets_,
                              SettingsFrom(account.sync, *app.manifest, groups_, notes_), {});
    if (!settings) return settings.error();
    const auto id = web_.store.connections().SaveAccount(
        app.connection,
        {.account_json = json::serialize(json::object{{"external_id", account.external_id},
                                                      {"screen_name", account.screen_name},
                                                      {"name", account.name}}),
         .secrets_json = with_tokens ? json::serialize(account.secrets) : "{}"});
    if (!id) return id.error();
    row["id"] = *id;
    auto configured = Configure(app, *id, *settings, account.active);
    if (configured || configured.error().code == chp::Code::kInternal) return configured;
    // What the plugin does not take would keep the whole app from working.
    row["message"] = "Its settings are left out: " + configured.error().message;
    return Configure(app, *id, {}, account.active);
  }

  chp::Result<void> Configure(const App& app, Id account, const json::object& settings,
                              bool active) {
    auto updated =
        web_.store.connections().UpdateAccount(account, json::serialize(settings), active);
    return updated ? web_.channels.Reconfigure(app.connection) : updated;
  }

  void ReportApp(const App& app) {
    json::object row{{"plugin", file_.apps[reported_.size()].provider}};
    row["result"] = app.manifest == nullptr ? "no_plugin" : app.known != 0 ? "known" : "new";
    if (app.manifest == nullptr) {
      row["message"] = "No plugin that is switched on takes it.";
    } else if (app.known == 0 && wish_.check && !wish_.dry_run) {
      const auto verified = web_.channels.VerifyApp(app.manifest->slug, app.connection,
                                                    json::serialize(app.values), wish_.principal);
      row["verified"] = static_cast<bool>(verified);
      if (!verified) row["message"] = verified.error().message;
    }
    reported_.push_back(std::move(row));
  }

  json::object Report() {
    json::array notes;
    for (const std::string& note : notes_) notes.push_back(json::string(note));
    return {{"dry_run", wish_.dry_run},
            {"apps", std::move(reported_)},
            {"accounts", std::move(accounts_)},
            {"groups", json::array(new_groups_.begin(), new_groups_.end())},
            {"notes", std::move(notes)}};
  }

  Web& web_;
  const ZammadFile& file_;
  const ImportWish& wish_;
  std::vector<App> apps_;
  GroupMap groups_;
  std::vector<std::string> new_groups_;
  std::vector<Id> to_make_;  // Zammad's ids
  FormTargets targets_;
  std::set<std::string> notes_;
  json::array accounts_;
  json::array reported_;
};

}  // namespace

chp::Result<json::object> ImportZammad(Web& web, const ZammadFile& file, const ImportWish& wish) {
  return Import(web, file, wish).Run();
}

}  // namespace stub
