#include "tests/unit/host_web/web_fixture.hpp"

#include <cstdlib>

#include <boost/json/parse.hpp>
#include <spdlog/spdlog.h>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/directory.hpp"
#include "host_stub/store/ingest_store.hpp"

namespace stub {
namespace {

constexpr std::string_view kManifest = R"json({
  "manifest_version": 1, "id": "org.example.toy", "slug": "toy", "name": "Toy",
  "description": "For tests.", "version": "1.0.0", "vendor": "Example", "license": "Apache-2.0",
  "icon": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "abi": {"major": 1, "min_minor": 0},
  "binary": {"linux-x86_64": "libtoy.so"},
  "surfaces": [
    {"id": "post", "article_type": "toy post", "label": "Post", "icon": "globe",
     "visibility": "public", "audience_label": "Everyone", "link_label": "on Toy"},
    {"id": "letter", "article_type": "toy letter", "label": "Letter", "icon": "lock",
     "visibility": "private", "audience_label": "One person", "link_label": "on Toy"}],
  "capabilities": ["inbound", "send_reply", "account_linking"],
  "services": {"required": ["chp.host.kv/1"], "optional": []},
  "extensions": ["chp.actions/1"],
  "routes": [
    {"id": "webhook", "methods": ["GET", "POST"], "path": "/api/v1/channels_toy_webhook",
     "access": "public"},
    {"id": "callback", "methods": ["GET"], "path": "/api/v1/external_credentials/toy/callback",
     "access": "admin"}],
  "connection_schema": {"fields": [
    {"name": "key", "type": "string", "label": "Key", "required": true, "max_length": 20},
    {"name": "key_secret", "type": "secret", "label": "Secret", "required": true},
    {"name": "env", "type": "string", "label": "Environment"},
    {"name": "replace", "type": "bool", "label": "Replace", "default": false}]},
  "account_schema": {"fields": [
    {"name": "sync.mentions.group_id", "type": "group", "label": "Mentions"},
    {"name": "sync.search", "type": "rows", "label": "Terms", "max_rows": 3, "columns": [
      {"name": "term", "type": "string", "label": "Term", "required": true, "max_length": 10},
      {"name": "group_id", "type": "group", "label": "Group", "required": true}]},
    {"name": "sync.tracked", "type": "bool", "label": "Tracked", "default": false},
    {"name": "days", "type": "integer", "label": "Days", "minimum": 0, "maximum": 30},
    {"name": "mode", "type": "enum", "label": "Mode", "options": [
      {"value": "slow", "label": "Slow"}, {"value": "fast", "label": "Fast"}]},
    {"name": "agents", "type": "users", "label": "Agents"}]},
  "options_schema": {"fields": [{"name": "initials", "type": "bool", "label": "Initials"}]},
  "actions": [
    {"id": "app.verify", "title": "Verify", "audience": "admin", "target": "connection",
     "dangerous": false, "input_schema": {"fields": []}, "output_schema": {"fields": []}},
    {"id": "account.link", "title": "Link", "audience": "admin", "target": "connection",
     "dangerous": false, "input_schema": {"fields": []}, "output_schema": {"fields": []}},
    {"id": "rules.try", "title": "Try", "audience": "admin", "target": "account", "dangerous": false,
     "input_schema": {"fields": [
       {"name": "days", "type": "integer", "label": "Days", "minimum": 1, "maximum": 30},
       {"name": "settings", "type": "string", "label": "Settings"}]},
     "output_schema": {"fields": []}},
    {"id": "post.remove", "title": "Remove", "audience": "agent", "target": "message",
     "surfaces": ["post"], "authors": "own", "dangerous": true, "input_schema": {"fields": []},
     "output_schema": {"fields": []}},
    {"id": "post.star", "title": "Star", "audience": "agent", "target": "message",
     "authors": "others", "dangerous": false, "input_schema": {"fields": []},
     "output_schema": {"fields": []}},
    {"id": "count", "title": "Count", "audience": "admin", "target": "account", "dangerous": false,
     "input_schema": {"fields": []}, "output_schema": {"fields": []}}],
  "lifecycle": {"verify": "app.verify", "link_account": "account.link"},
  "limits": {"inbound_body_bytes": 65536, "message_text_bytes": 8192,
             "attachments_per_message": 4, "context_days": 7}
})json";

std::filesystem::path NewDirectory() {
  std::string name = testing::TempDir() + "host_web_XXXXXX";
  return mkdtemp(name.data());
}

template <class T>
T Must(chp::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

}  // namespace

std::string Seen::Header(std::string_view name) const {
  for (const HttpHeader& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

std::string Seen::Error() const {
  const auto* object = json.if_object();
  const auto* error = object == nullptr ? nullptr : object->if_contains("error");
  return error != nullptr && error->is_string() ? std::string(error->get_string()) : "";
}

WebFixture::WebFixture(Without without) : directory(NewDirectory()) {
  spdlog::set_level(spdlog::level::off);
  StoreOptions options;
  options.database_file = (directory / "host.sqlite3").string();
  options.now_ms = [this] { return now_ms; };
  store = Must(OpenSqliteStore(options));
  channels = std::make_unique<FakeChannels>(Must(ParseManifest(kManifest)));
  WebSettings settings;
  settings.public_url = "https://desk.example";
  settings.cookie_name = "desk_3000";
  settings.setup_token = "setup-token";
  settings.now_ms = [this] { return now_ms; };
  web.reset(new Web{*store, *channels, std::move(settings)});
  service = std::make_unique<WebService>(*web);
  if (without != Without::kAdmin) token = TokenOf("root", {"Admin"});
}

WebFixture::~WebFixture() {
  service.reset();
  web.reset();
  store.reset();
  std::filesystem::remove_all(directory);
}

Seen WebFixture::Send(const std::string& method, const std::string& target, const std::string& body,
                      std::vector<HttpHeader> headers) {
  HttpRequest request;
  request.method = method;
  request.target = target;
  const std::string_view view = request.target;
  const std::size_t question = view.find('?');
  request.path = view.substr(0, question);
  request.query = question == view.npos ? std::string_view() : view.substr(question + 1);
  request.remote_addr = "127.0.0.1";
  request.headers = std::move(headers);
  request.body = body;
  HttpResponse answer = service->Handle(request);
  boost::system::error_code failure;
  boost::json::value parsed = boost::json::parse(answer.body, failure);
  return {answer.status, failure ? boost::json::value() : std::move(parsed), answer.body,
          answer.headers};
}

std::string WebFixture::TokenOf(const std::string& login, std::vector<std::string> roles) {
  NewUser user;
  user.login = login;
  user.firstname = "Anna";
  user.lastname = "Smith";
  user.roles = std::move(roles);
  const Id id = Must(store->directory().CreateUser(user));
  return Must(store->directory().CreateToken(id, "test"));
}

std::vector<HttpHeader> WebFixture::AsAgent() {
  return {{"authorization", "Bearer " + TokenOf("anna", {"Agent"})}};
}

Id WebFixture::LinkAccount() {
  ConnectionSave save;
  save.slug = "toy";
  save.key = "unguessable";
  save.app_json = R"({"key":"k1","env":"demo","webhook_id":"99"})";
  save.app_secrets_json = R"({"key_secret":"s3cret"})";
  save.verified = true;
  connection_id = Must(store->connections().Save(save));
  chp::AccountSave account;
  account.account_json = R"({"external_id":"42","screen_name":"acme","name":"Acme",
                            "profile":{"plan":"gold"}})";
  account.secrets_json = R"({"oauth_token":"t0ken"})";
  account_id = Must(store->connections().SaveAccount(connection_id, account));
  return account_id;
}

Id WebFixture::Deliver(const std::string& external_id, chp::Visibility visibility) {
  if (account_id == 0) LinkAccount();
  chp::Message message;
  message.role = chp::Role::kOpen;
  message.visibility = visibility;
  message.account_id = std::to_string(account_id);
  message.external_id = external_id;
  message.surface = visibility == chp::Visibility::kPublic ? "post" : "letter";
  message.source = "mention";
  message.subject = "late";
  message.text = "my parcel is late";
  message.sent_ms = now_ms;
  message.author = {"7", "Jo", "Jo Doe", "", "", false};
  message.recipients = {{"42", "acme", "Acme", "", "", true}};
  message.attributes_json = R"({"mention_ids":[42]})";
  chp::Batch batch;
  batch.messages.push_back(message);
  const auto results = Must(store->ingest().Deliver(connection_id, channels->manifest, batch));
  return std::stoll(results.at(0).ticket_ref);
}

}  // namespace stub
