// A channel that does what its input tells it, for tests of the host: the first word of a webhook's
// body, of a reply's text, of a job's kind or of the app's key says what.
#include <charconv>
#include <mutex>
#include <string>
#include <thread>

#include "plugin_api/cpp/plugin.hpp"

namespace {

constexpr char kManifest[] = {
#include "scripted_manifest.inc"
};

chp::Error Fail(chp::Code code, const char* reason, const char* message) {
  return {.code = code, .reason = reason, .message = message};
}

// "word rest"
std::pair<std::string, std::string> Split(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  return {std::string(text.substr(0, space)),
          space < text.size() ? std::string(text.substr(space + 1)) : std::string()};
}

class Scripted : public chp::Channel {
 public:
  explicit Scripted(const chp::HostPorts& host) : host_(host) {}

  chp::Result<void> Configure(const chp::CallContext&, const chp::ConfigInput& config) override {
    if (config.json.find("broken-config") != std::string_view::npos) {
      return Fail(chp::Code::kConfig, "scripted.config", "The key is broken-config.");
    }
    const std::lock_guard lock(mutex_);
    config_ = std::string(config.json) + "\n" + std::string(config.secrets_json);
    return {};
  }

  chp::Result<chp::InboundResponse> OnInbound(const chp::CallContext& call,
                                              const chp::InboundRequest& request) override {
    const auto [word, rest] = Split(request.body);
    chp::InboundResponse response;
    response.headers.emplace_back("X-Route", std::string(request.route));
    if (word == "hang") {
      return HangUntilCancelled(call);
    } else if (word == "config") {
      const std::lock_guard lock(mutex_);
      response.body = config_;
    } else if (word == "challenge") {
      return Challenge();
    } else if (word == "link") {
      return Link(rest);
    } else if (word == "deliver") {
      return Deliver(rest);
    } else if (word == "job") {
      return Schedule(rest);
    } else if (word == "fail") {
      int code = 0;
      std::from_chars(rest.data(), rest.data() + rest.size(), code);
      return Fail(chp::CodeFrom(code), "scripted.fail", "It failed as told.");
    } else {
      response.status = 404;
    }
    return response;
  }

  chp::Result<void> SendReply(const chp::CallContext& call, const chp::Reply& reply,
                              chp::Receipt& receipt) override {
    const auto [word, rest] = Split(reply.text);
    const std::string key = "sent/" + word;
    auto counted = Count(key);
    if (!counted) return counted;
    if (word == "partly") {
      receipt.parts.push_back({.external_id = "part-1", .url = "https://example.org/1"});
      return Fail(chp::Code::kRejected, "scripted.partly", "Only a part was taken.");
    }
    // The account is linked anew while this call still works with its old token.
    if (word == "relinked" && call.Attempt() == 1) {
      if (auto linked = Link("42"); !linked) return linked.error();
      return Fail(chp::Code::kAuth, "scripted.auth", "The token is dead.");
    }
    if (word == "auth") return Fail(chp::Code::kAuth, "scripted.auth", "The token is dead.");
    if (word == "rejected") return Fail(chp::Code::kRejected, "scripted.no", "Not wanted.");
    if (word == "once" && call.Attempt() == 1) {
      return Fail(chp::Code::kTransient, "scripted.later", "Later.");
    }
    if (word == "again") return Fail(chp::Code::kAgain, "scripted.more", "There is more to do.");
    if (word == "nothing") return {};
    receipt.parts.push_back({.external_id = "sent-" + rest, .url = "https://example.org/" + rest});
    receipt.article_json = R"({"from":"@us","to":"@them"})";
    return {};
  }

  chp::Result<void> RunJob(const chp::CallContext& call, const chp::Job& job) override {
    if (auto counted = Count("ran/" + job.id); !counted) return counted;
    if (job.kind == "hang") return HangUntilCancelled(call);
    if (job.kind == "auth") return Fail(chp::Code::kAuth, "scripted.auth", "The token is dead.");
    if (job.kind == "bug") return Fail(chp::Code::kInvalid, "scripted.bug", "A bug.");
    return {};
  }

  chp::Result<std::string> RunAction(const chp::CallContext& call,
                                     const chp::ActionInput& action) override {
    if (action.id == "greet") return std::string(R"({"message":"hello"})");
    if (action.id == "account.remove") {
      const auto refused = host_.kv.Get("refuse-removal");
      if (refused && *refused) return Fail(chp::Code::kRejected, "scripted.no", "It stays.");
      auto counted = Count("removed/" + std::string(action.account_id));
      if (!counted) return std::move(counted).error();
      return std::string("{}");
    }
    return Verify(call, action);
  }

  chp::Result<chp::HealthReport> CheckHealth(const chp::CallContext&) override {
    return chp::HealthReport{.state = chp::Health::kDegraded, .detail_json = R"({"why":"script"})"};
  }
  chp::Result<std::string> Metrics() override {
    return std::string("# TYPE scripted_calls counter\nscripted_calls_total 3\n# EOF\n");
  }
  chp::Result<std::string> Preview(const chp::Reply& reply) override {
    return R"({"length":)" + std::to_string(reply.text.size()) + "}";
  }

 private:
  // As a transfer whose remote side says nothing.
  static chp::Error HangUntilCancelled(const chp::CallContext& call) {
    while (!call.IsCancelled()) std::this_thread::yield();
    return Fail(chp::Code::kCancelled, "scripted.cancelled", "It was cancelled.");
  }

  chp::Result<void> Count(const std::string& key) {
    const auto before = host_.kv.Get(key);
    if (!before) return before.error();
    const int count = *before ? std::stoi((*before)->value) + 1 : 1;
    const auto put = host_.kv.Put({.key = key, .value = std::to_string(count)});
    return put ? chp::Result<void>() : put.error();
  }

  chp::Result<chp::InboundResponse> Challenge() {
    const auto pending = host_.kv.Get("crc/pending");
    if (!pending) return pending.error();
    if (!*pending) return chp::InboundResponse{.status = 422, .body = "{}", .headers = {}};
    const auto seen = host_.kv.Put({.key = "crc/seen", .value = "1"});
    if (!seen) return seen.error();
    return chp::InboundResponse{.status = 200, .body = (*pending)->value, .headers = {}};
  }

  // Waits until somebody has asked the challenge on one of our routes, as a remote side would.
  chp::Result<std::string> Verify(const chp::CallContext& call, const chp::ActionInput& action) {
    const auto secret = host_.kv.Put({.key = "crc/pending", .value = action.secrets_json});
    if (!secret) return secret.error();
    if (action.input_json.find("unwanted") != std::string_view::npos) {
      auto error = Fail(chp::Code::kRejected, "scripted.unwanted", "These keys are not wanted.");
      error.http_status = 401;
      return error;
    }
    const bool wait = action.input_json.find("challenge") != std::string_view::npos;
    for (bool seen = !wait; !seen;) {
      if (call.IsCancelled()) return Fail(chp::Code::kCancelled, "scripted.late", "Too late.");
      const auto asked = host_.kv.Get("crc/seen");
      if (!asked) return asked.error();
      seen = asked->has_value();
    }
    return std::string(R"({"attributes":{"webhook_id":"77","secret":"leaked"}})");
  }

  chp::Result<chp::InboundResponse> Link(const std::string& name) {
    const auto id =
        host_.accounts.Save({.account_json = R"({"external_id":")" + name + R"(","screen_name":")" +
                                             name + R"(","name":"Name"})",
                             .secrets_json = R"({"token":"t"})"});
    if (!id) return id.error();
    return chp::InboundResponse{.status = 200, .body = *id, .headers = {}};
  }

  // "account external_id text"
  chp::Result<chp::InboundResponse> Deliver(const std::string& rest) {
    const auto [account, more] = Split(rest);
    const auto [external_id, text] = Split(more);
    chp::Batch batch;
    chp::Message message;
    message.role = chp::Role::kOpen;
    message.account_id = account;
    message.external_id = external_id;
    message.surface = "open";
    message.source = "mention";
    message.subject = text;
    message.text = text;
    message.sent_ms = host_.clock.NowMs();
    message.author.external_id = "customer";
    message.author.handle = "jo";
    message.author.display_name = "Jo";
    batch.messages.push_back(std::move(message));
    const auto delivered = host_.ingest.Deliver(batch);
    if (!delivered) return delivered.error();
    return chp::InboundResponse{
        .status = 200, .body = delivered->front().ticket_ref, .headers = {}};
  }

  // "id kind account"
  chp::Result<chp::InboundResponse> Schedule(const std::string& rest) {
    const auto [id, more] = Split(rest);
    const auto [kind, account] = Split(more);
    const auto scheduled = host_.jobs.Schedule(
        {.id = id, .kind = kind, .account_id = account, .lane = "work", .payload_json = "{}"});
    if (!scheduled) return scheduled.error();
    return chp::InboundResponse{.status = 200, .body = "{}", .headers = {}};
  }

  chp::HostPorts host_;
  std::mutex mutex_;
  std::string config_;
};

struct ScriptedPlugin {
  static constexpr const char* kId = "org.example.scripted";
  static constexpr const char* kVersion = "1.0.0";
  static constexpr const char* kManifestJson = kManifest;
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{
      .job = true, .actions = true, .health = true, .compose = true};
  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& host) {
    return std::make_unique<Scripted>(host);
  }
};

constexpr chp_plugin kPlugin = chp::MakePlugin<ScriptedPlugin>();

}  // namespace

extern "C" CHP_EXPORT const chp_plugin* CHP_CALL channel_plugin_entry_v1(void) { return &kPlugin; }
