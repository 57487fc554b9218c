// A request to the public webhook route, through the channel's C table and a host in memory.
//
// An input reads like a request: "POST <query>", header lines, an empty line, the body. Two
// headers are orders to this target:
//   sign: header    adds the right signature under that name, so that what follows is reached
//   fail: operation makes that operation of the host fail, such as ingest.deliver
#include <memory>
#include <set>
#include <string>

#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/plugin.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/contract/memory_host.hpp"
#include "tests/fuzz/connection.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/fake_call.hpp"
#include "tests/support/fake_http_client.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/channel.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace {

using fuzz::Require;
using twitter::testing::FakeCall;
using twitter::testing::FakeHttpClient;

constexpr std::string_view kSignatureHeader = "x-twitter-webhooks-signature";

// The plugin of entry.cpp, with a network that counts what is asked of it.
struct FuzzedPlugin {
  static constexpr const char* kId = "io.github.xchannel.twitter";
  static constexpr const char* kVersion = "0.1.0";
  static constexpr const char* kManifestJson = "{}";
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{
      .job = true, .actions = true, .health = true, .compose = true};

  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& host) {
    return std::make_unique<twitter::TwitterChannel>(host, http);
  }
  static inline const std::shared_ptr<FakeHttpClient> http = std::make_shared<FakeHttpClient>();
};
constexpr chp_plugin kPlugin = chp::MakePlugin<FuzzedPlugin>();

struct Request {
  chp::InboundRequest inbound;
  std::string url;
  std::string signature;
  std::string signed_header;      // empty: the target signs nothing
  std::set<std::string> failing;  // operations of the host
};

void ReadHeaders(std::string_view& text, Request& request) {
  while (!text.empty()) {
    std::string_view value = fuzz::TakeLine(text);
    if (value.empty()) return;
    const std::string_view name = fuzz::TakeUntil(value, ':');
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "sign") {
      request.signed_header = value;
    } else if (name == "fail") {
      request.failing.emplace(value);
    } else {
      request.inbound.headers.push_back({.name = name, .value = value});
    }
  }
}

// Views of `text` and of the request itself, which therefore stays where it is.
void Read(std::string_view text, Request& request) {
  std::string_view line = fuzz::TakeLine(text);
  request.inbound.route = "webhook";
  request.inbound.method = fuzz::TakeUntil(line, ' ');
  request.url = "https://desk.example/api/v1/channels_twitter_webhook?" + std::string(line);
  request.inbound.public_url = request.url;
  ReadHeaders(text, request);
  request.inbound.body = text;
  if (request.signed_header.empty()) return;
  const std::string_view query = std::string_view(request.url).substr(request.url.find('?') + 1);
  const bool is_challenge = request.inbound.method == "GET";
  request.signature =
      "sha256=" + twitter::HmacSha256(fuzz::kConsumerSecret)
                      .Base64Of(is_challenge ? query.substr(0, query.find('#')) : text);
  request.inbound.headers.push_back({.name = request.signed_header, .value = request.signature});
}

// Signed once, and with the signature of these bytes.
bool IsSigned(const Request& request) {
  std::size_t count = 0;
  bool right = false;
  const std::string signature =
      "sha256=" + twitter::HmacSha256(fuzz::kConsumerSecret).Base64Of(request.inbound.body);
  for (const chp::HeaderView& header : request.inbound.headers) {
    if (header.name != kSignatureHeader) continue;
    ++count;
    right = header.value == signature;
  }
  return count == 1 && right;
}

std::string EverythingSaid(const chp::Result<chp::InboundResponse>& answer,
                           const contract::MemoryHost& host, chp::Channel& channel) {
  std::string said =
      channel.Metrics().value() + channel.CheckHealth(FakeCall()).value().detail_json;
  for (const contract::LogLine& line : host.log) said += line.text;
  if (!answer) return said + answer.error().reason + answer.error().message;
  for (const auto& [name, value] : answer->headers) said += name + value;
  return said + answer->body + answer->content_type;
}

void CheckMessages(const chp::Batch& batch) {
  for (const chp::Message& message : batch.messages) {
    Require(message.account_id == fuzz::kAccountId, "a message is of the account it was sent for");
    Require(chp::CheckMessage(message).ok(), "the host can keep every message");
    Require(chp::IsUtf8(message.group_id) && chp::IsUtf8(message.source) &&
                chp::IsUtf8(message.match_json) && chp::IsUtf8(message.attributes_json),
            "everything of a message is UTF-8");
  }
  for (const chp::Update& update : batch.updates) {
    Require(!update.external_id.empty(), "an update is about something");
  }
}

// What a signed body promises: it is delivered or kept, whatever it holds.
void CheckNothingIsLost(const Request& request, std::uint32_t status,
                        const contract::MemoryHost& host) {
  const auto decoded = twitter::DecodeEvents(request.inbound.body);
  const bool kept = host.quarantined.size() == 1 && host.quarantined[0] == request.inbound.body;
  if (!decoded) {
    Require(status == 422 && kept, "a body that cannot be read is kept and refused");
    return;
  }
  if (!decoded->for_user_id.empty() && decoded->for_user_id != fuzz::kUserId) {
    Require(status == 422 && host.batches.empty(), "a body for somebody else is refused");
    return;
  }
  Require(status == 200, "a body that can be read is accepted");
  Require(decoded->bad.empty() || kept, "a body with an unreadable item is kept");
  std::size_t expected = 0;
  for (const twitter::Event& event : decoded->events) {
    expected += std::holds_alternative<twitter::PostCreated>(event) ||
                std::holds_alternative<twitter::DirectMessageCreated>(event);
  }
  const std::size_t delivered = host.batches.empty() ? 0 : host.batches.front().messages.size();
  Require(decoded->for_user_id.empty() || delivered == expected, "every message is delivered");
  Require(host.batches.size() <= 1, "a body is delivered in one transaction");
}

void CheckPost(const Request& request, const chp::Result<chp::InboundResponse>& answer,
               const contract::MemoryHost& host) {
  if (!IsSigned(request)) {
    Require(host.batches.empty() && host.quarantined.empty() && host.states.empty(),
            "nothing unsigned is stored");
    Require(answer.ok() && answer->status != 200, "nothing unsigned is accepted");
    return;
  }
  for (const chp::Batch& batch : host.batches) CheckMessages(batch);
  if (!answer) {
    Require(!request.failing.empty(), "only a failing host makes an error");
    return;
  }
  if (request.failing.empty() && answer->status != 413) {
    CheckNothingIsLost(request, answer->status, host);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Request request;
  Read(fuzz::TextOf(data, size), request);
  contract::MemoryHost host;
  for (const std::string& operation : request.failing) host.statuses[operation] = CHP_E_TRANSIENT;
  const FakeCall call;
  const auto channel = chp::PluginInstance::Init(kPlugin, host.host).value();
  host.statuses.erase("jobs.schedule");  // what Configure needs; it is not what is tried here
  Require(channel->Configure(call, fuzz::Connection()).ok(), "the connection is sound");

  const auto answer = channel->OnInbound(call, request.inbound);
  static const std::set<std::uint32_t> kStatuses{200, 400, 401, 405, 413, 422, 429};
  Require(!answer || kStatuses.contains(answer->status), "the status is one that X is told of");
  Require(FuzzedPlugin::http->requests.empty(), "nothing is asked of X");
  const std::string said = EverythingSaid(answer, host, *channel);
  Require(chp::IsUtf8(said), "all that is said is UTF-8");
  Require(fuzz::HoldsSecret(fuzz::TextOf(data, size)) || !fuzz::HoldsSecret(said),
          "no secret comes out");
  if (request.inbound.method == "POST") CheckPost(request, answer, host);
  if (request.inbound.method != "POST") {
    Require(host.batches.empty() && host.quarantined.empty(), "only a POST brings something");
  }
  return 0;
}
