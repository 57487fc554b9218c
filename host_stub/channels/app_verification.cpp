// A new connection gets its row and key first, because its routes need them; the row is removed
// again unless the verification succeeds. A known connection keeps its own instance, which goes on
// answering its routes: what the draft leaves in the key-value store is common to both.
#include "host_stub/channels/app_verification.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

#include "host_stub/channels/json_object.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/job_store.hpp"

namespace stub {

namespace json = boost::json;

struct AppVerification::Values {
  json::object app;
  json::object secrets;      // what the plugin verifies: new ones over stored ones
  json::object new_secrets;  // what is stored on success
};

class AppVerification::Attempt {
 public:
  Attempt(Store& store, Registry& registry) : store_(store), registry_(registry) {}
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  ~Attempt() {
    if (draft_ != nullptr && !kept_) draft_->Close();
    if (!is_new_ || kept_) return;
    registry_.Remove(connection_.id);
    if (const auto removed = store_.connections().Remove(connection_.id); !removed) {
      spdlog::error("{}", removed.error().message);
    }
  }

  chp::Result<void> Begin(const CatalogEntry& entry, Id connection_id, Launcher& launcher) {
    auto row = connection_id == 0 ? NewRow(entry.manifest->slug) : KnownRow(entry, connection_id);
    if (!row) return std::move(row).error();
    auto draft = launcher.StartDraft(entry, connection_);
    if (!draft) return std::move(draft).error();
    draft_ = std::move(draft).value();
    const bool taken =
        !is_new_ || registry_.Put({connection_.id, connection_.slug, connection_.key, draft_});
    return taken ? chp::Result<void>() : Instance::ClosedError();
  }

  static chp::Error Unknown() {
    return {.code = chp::Code::kNotFound,
            .reason = "connection.unknown",
            .message = "This plugin has no such connection.",
            .http_status = 404};
  }
  Instance& draft() { return *draft_; }
  const Connection& connection() const { return connection_; }
  // The row stays; a new connection keeps the draft as its instance.
  void Keep() { kept_ = is_new_; }

 private:
  chp::Result<void> NewRow(const std::string& slug) {
    const auto id = store_.connections().Save({.id = 0,
                                               .slug = slug,
                                               .key = "",
                                               .app_json = "{}",
                                               .app_secrets_json = "{}",
                                               .verified = false});
    if (!id) return id.error();
    connection_.id = *id;
    is_new_ = true;
    return Load(*id);
  }
  chp::Result<void> KnownRow(const CatalogEntry& entry, Id connection_id) {
    if (auto loaded = Load(connection_id); !loaded) return loaded;
    if (connection_.slug == entry.manifest->slug) return {};
    return Unknown();
  }
  chp::Result<void> Load(Id connection_id) {
    const auto snapshot = store_.connections().Snapshot(connection_id);
    if (!snapshot) return snapshot.error();
    if (!*snapshot) return Unknown();
    connection_ = (*snapshot)->connection;
    return {};
  }
  Store& store_;
  Registry& registry_;
  Connection connection_;
  std::shared_ptr<Instance> draft_;
  bool is_new_ = false;
  bool kept_ = false;
};

chp::Result<AppVerification::Values> AppVerification::ReadValues(const Manifest& manifest,
                                                                 std::string_view app_json,
                                                                 Id connection_id) {
  auto app = ParseJsonObject(app_json, "The app's configuration");
  if (!app) return std::move(app).error();
  Values values;
  if (connection_id != 0) {
    const auto snapshot = store_.connections().Snapshot(connection_id);
    if (!snapshot) return snapshot.error();
    auto stored = ParseJsonObject(*snapshot ? (*snapshot)->app_secrets_json : "", "What is stored");
    if (!stored) return std::move(stored).error();
    values.secrets = std::move(stored).value();
  }
  for (const Field& field : manifest.connection_fields) {
    const json::value* value = app->if_contains(field.name);
    if (field.type != "secret" || value == nullptr) continue;
    const bool blank = value->is_null() || (value->is_string() && value->get_string().empty());
    if (!blank) values.new_secrets[field.name] = *value;
    app->erase(field.name);
  }
  for (const auto& member : values.new_secrets) values.secrets[member.key()] = member.value();
  values.app = std::move(app).value();
  return values;
}

chp::Result<std::string> AppVerification::Verify(std::string_view slug, Id connection_id,
                                                 std::string_view app_json,
                                                 std::string_view principal) {
  const CatalogEntry* entry = plugins_.Running(slug);
  if (entry == nullptr) return PluginUnavailable();
  const auto values = ReadValues(*entry->manifest, app_json, connection_id);
  if (!values) return values.error();
  Attempt attempt(store_, registry_);
  if (auto begun = attempt.Begin(*entry, connection_id, launcher_); !begun) return begun.error();

  // The plugin verifies what its draft is configured with (plugin_abi.md A17).
  const std::string submitted = json::serialize(values->app);
  if (auto tried = TryConfiguration(attempt, *values, submitted); !tried) return tried.error();
  json::object attributes;
  const auto verify = entry->manifest->lifecycle.find("verify");
  if (verify != entry->manifest->lifecycle.end()) {
    const std::string secrets = json::serialize(values->secrets);
    const CallLimits limits{.attempt = 1, .deadline = options_.call_deadline};
    const auto output = RunActionOn(attempt.draft(), limits,
                                    {.id = verify->second,
                                     .account_id = {},
                                     .external_id = {},
                                     .principal = principal,
                                     .base_url = options_.public_url,
                                     .input_json = submitted,
                                     .secrets_json = secrets});
    if (!output) return output.error();
    attributes = AttributesOf(*output, *entry->manifest);
  }
  return Keep(*entry, attempt, *values, attributes);
}

// The draft takes the new configuration first: one it refuses is never stored.
chp::Result<void> AppVerification::TryConfiguration(Attempt& attempt, const Values& values,
                                                    const std::string& app_json) {
  auto snapshot = store_.connections().Snapshot(attempt.connection().id);
  if (!snapshot) return std::move(snapshot).error();
  if (!*snapshot) return Attempt::Unknown();
  (*snapshot)->connection.app_json = app_json;
  (*snapshot)->connection.revision += 1;
  (*snapshot)->app_secrets_json = json::serialize(values.secrets);
  return launcher_.ConfigureFrom(attempt.draft(), **snapshot);
}

chp::Result<std::string> AppVerification::Keep(const CatalogEntry& entry, Attempt& attempt,
                                               const Values& values,
                                               const json::object& attributes) {
  const Connection& connection = attempt.connection();
  json::object app = values.app;
  for (const auto& member : attributes) app[member.key()] = member.value();
  const std::string app_json = json::serialize(app);
  if (auto tried = TryConfiguration(attempt, values, app_json); !tried) return tried.error();
  const auto saved =
      store_.connections().Save({.id = connection.id,
                                 .slug = connection.slug,
                                 .key = connection.key,
                                 .app_json = app_json,
                                 .app_secrets_json = json::serialize(values.new_secrets),
                                 .verified = true});
  if (!saved) return saved.error();
  attempt.Keep();
  const auto running = registry_.Find(connection.id);
  const auto configured = running != nullptr ? launcher_.Configure(*running)
                                             : launcher_.StartConnection(entry, connection);
  if (!configured) return configured.error();
  const auto resumed = store_.jobs().ResumeScope(connection.id, 0);
  if (!resumed) return resumed.error();
  return app_json;
}

void AppVerification::RemoveLeftovers(std::string_view slug) {
  const auto connections = store_.connections().List(slug);
  if (!connections) return;
  for (const Connection& connection : *connections) {
    if (connection.verified || connection.app_json != "{}") continue;
    const auto snapshot = store_.connections().Snapshot(connection.id);
    if (!snapshot || !*snapshot || !(*snapshot)->accounts.empty()) continue;
    if (const auto removed = store_.connections().Remove(connection.id); !removed) {
      spdlog::error("{}", removed.error().message);
    }
  }
}

}  // namespace stub
