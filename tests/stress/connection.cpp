// Everything a connection is told carries the name of its configuration.
#include "tests/stress/connection.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <boost/json.hpp>

#include "plugin_api/cpp/plugin.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/channel.hpp"

namespace stress {
namespace {

namespace json = boost::json;

std::shared_ptr<twitter::HttpClient> next_http;  // of the instance that is made next

struct StressPlugin {
  static constexpr const char* kId = "org.example.stress";
  static constexpr const char* kVersion = "1.0.0";
  static constexpr const char* kManifestJson = "{}";
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{
      .job = true, .actions = true, .health = true, .compose = true};
  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& host) {
    return std::make_unique<twitter::TwitterChannel>(host, next_http);
  }
};

constexpr chp_plugin kPlugin = chp::MakePlugin<StressPlugin>();

// The value of `name` in an OAuth Authorization header.
std::string Parameter(std::string_view header, std::string_view name) {
  const std::string start = std::string(name) + "=\"";
  const std::size_t at = header.find(start);
  if (at == std::string_view::npos) return {};
  header.remove_prefix(at + start.size());
  return std::string(header.substr(0, header.find('"')));
}

std::string ConfigJson(const Settings& settings) {
  const json::object sync{{"mentions", json::object{{"group_id", "group-" + settings.name}}}};
  const json::object account{{"id", "7"},
                             {"external_id", "2001"},
                             {"screen_name", "acme"},
                             {"settings", json::object{{"sync", sync}}}};
  const json::object app{{"consumer_key", "key-" + settings.name},
                         {"oauth_token", "owner-" + settings.name},
                         {"env", "demo"},
                         {"api_base_url", settings.api_base_url}};
  const json::object routes{{"webhook", "https://desk.test/hook"},
                            {"oauth_callback", "https://desk.test/callback"}};
  return json::serialize(
      json::object{{"host", json::object{{"base_url", "https://desk.test"}, {"routes", routes}}},
                   {"app", app},
                   {"accounts", json::array{account}}});
}

std::string SecretsJson(const Settings& settings) {
  const json::object account{{"id", "7"},
                             {"oauth_token", "token-" + settings.name},
                             {"oauth_token_secret", "token-secret-" + settings.name}};
  return json::serialize(
      json::object{{"app", json::object{{"consumer_secret", settings.consumer_secret},
                                        {"oauth_token_secret", "owner-secret"}}},
                   {"accounts", json::array{account}}});
}

json::object PostJson(const std::string& id, const char* user_id, const char* screen_name) {
  return {{"id_str", id},
          {"text", "@acme hello"},
          {"created_at", "Fri Dec 09 14:20:05 +0000 2022"},
          {"user", json::object{{"id_str", user_id}, {"screen_name", screen_name}, {"name", "N"}}},
          {"entities", json::object{{"user_mentions",
                                     json::array{json::object{{"id_str", "2001"},
                                                              {"screen_name", "acme"},
                                                              {"indices", json::array{0, 5}}}}}}}};
}

std::string NextPostId() {
  static std::atomic<std::uint64_t> last{2'087'500'000'000'000'000};
  return std::to_string(++last);
}

}  // namespace

const chp_plugin& TableWith(std::shared_ptr<twitter::HttpClient> http) {
  next_http = std::move(http);
  return kPlugin;
}

chp::Result<twitter::HttpResponse> RecordingX::Send(const twitter::HttpRequest& request,
                                                    const chp::CallContext& call) {
  before_answer(call);
  if (call.IsCancelled()) return chp::Error{chp::Code::kCancelled, "http.cancelled", "Given up."};
  std::string header;
  for (const twitter::HttpHeader& one : request.headers) {
    if (one.name == "Authorization") header = one.value;
  }
  {
    const std::lock_guard lock(mutex_);
    signers_.push_back({Parameter(header, "oauth_consumer_key"), Parameter(header, "oauth_token")});
  }
  return twitter::HttpResponse{200, {}, json::serialize(PostJson(NextPostId(), "2001", "acme"))};
}

std::vector<RecordingX::Signer> RecordingX::Signers() const {
  const std::lock_guard lock(mutex_);
  return signers_;
}

Connection::Connection(std::shared_ptr<twitter::HttpClient> http) {
  const chp_plugin& table = TableWith(http != nullptr ? std::move(http) : x);
  auto made = chp::PluginInstance::Init(table, *host.table());
  if (!made) throw std::runtime_error(made.error().message);
  TableWith(nullptr);
  plugin_ = std::move(made).value();
}

Connection::~Connection() { End(); }

chp::Result<void> Connection::Configure(const Settings& settings) {
  const std::string config = ConfigJson(settings);
  const std::string secrets = SecretsJson(settings);
  return plugin_->Configure(call_, {.json = config, .secrets_json = secrets});
}

std::uint32_t Connection::Mention(std::uint64_t post_id, std::string_view secret) {
  const std::string body = json::serialize(json::object{
      {"for_user_id", "2001"},
      {"tweet_create_events", json::array{PostJson(std::to_string(post_id), "3001", "jo")}}});
  const std::string signature = "sha256=" + twitter::HmacSha256(secret).Base64Of(body);
  chp::InboundRequest request;
  request.route = "webhook";
  request.method = "POST";
  request.public_url = "https://desk.test/hook";
  request.headers = {{"x-twitter-webhooks-signature", signature}};
  request.body = body;
  const auto answer = plugin_->OnInbound(call_, request);
  return answer ? answer->status : 0;
}

chp::Result<void> Connection::Send(std::string_view idempotency_key, const chp::CallContext& call) {
  chp::Reply reply;
  reply.idempotency_key = idempotency_key;
  reply.account_id = "7";
  reply.surface = "post";
  reply.text = "Found it.";
  chp::Receipt receipt;
  return plugin_->SendReply(call, reply, receipt);
}

chp::Result<void> Connection::DryRun(const Settings& settings, const chp::CallContext& call) {
  const std::string config = ConfigJson(settings);
  const std::string secrets = SecretsJson(settings);
  return plugin_->Configure(call, {.dry_run = true, .json = config, .secrets_json = secrets});
}

chp::Result<void> Connection::Reconcile(const chp::CallContext& call) {
  chp::Job job;
  job.id = "reconcile";
  job.kind = "reconcile";
  return plugin_->RunJob(call, job);
}

chp::Result<std::string> Connection::Act(std::string_view action, const chp::CallContext& call) {
  chp::ActionInput input;
  input.id = action;
  input.account_id = "7";
  input.principal = "session";
  input.base_url = "https://desk.test";
  return plugin_->RunAction(call, input);
}

int Connection::Accusations() const {
  const auto& log = host.memory.log;
  return static_cast<int>(std::count_if(log.begin(), log.end(), [](const contract::LogLine& line) {
    return line.level == CHP_LOG_HOST_MISBEHAVING;
  }));
}

}  // namespace stress
