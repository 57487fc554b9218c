// Configuration, recorded bodies and signed requests for the tests of this directory.
#include "tests/unit/inbound/inbound_fixture.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

json::object AccountJson(std::string_view id, std::string_view user_id, std::string_view handle,
                         const Connection& connection) {
  return {{"id", id},
          {"external_id", user_id},
          {"screen_name", handle},
          {"name", handle},
          {"active", connection.active},
          {"settings", {{"sync", json::parse(connection.sync)}}}};
}

}  // namespace

std::shared_ptr<const Config> ConfigOf(const Connection& connection) {
  json::array accounts{AccountJson(kOurAccountId, kOurUserId, "AcmeHelp", connection)};
  if (connection.sam_is_ours) {
    accounts.push_back(AccountJson("8", kSamId, "SamOkafor", connection));
  }
  json::object app;
  json::object secrets;
  if (!connection.secret.empty()) {
    app["consumer_key"] = "key";
    secrets["consumer_secret"] = connection.secret;
  }
  const std::string config_json =
      json::serialize(json::object{{"app", app}, {"accounts", accounts}});
  const std::string secrets_json = json::serialize(json::object{{"app", secrets}});
  auto config = ParseConfig({.json = config_json, .secrets_json = secrets_json});
  if (!config) throw std::runtime_error(config.error().message);
  return *config;
}

Account AccountOf(std::string_view sync) { return *ConfigOf({.sync = sync})->ById(kOurAccountId); }

std::string RecordedBody(std::string_view name) {
  const std::string path = std::string(WEBHOOK_BODIES) + "/" + std::string(name) + ".json";
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Event RecordedEvent(std::string_view name) {
  auto body = DecodeEvents(RecordedBody(name));
  if (!body || !body->bad.empty() || body->events.size() != 1) {
    throw std::runtime_error("not one readable event: " + std::string(name));
  }
  return body->events.front();
}

Post RecordedPost(std::string_view name) { return std::get<PostCreated>(RecordedEvent(name)).post; }

DirectMessage RecordedDirectMessage(std::string_view name) {
  return std::get<DirectMessageCreated>(RecordedEvent(name)).message;
}

std::string SignatureOf(std::string_view bytes, std::string_view secret) {
  return "sha256=" + HmacSha256(secret).Base64Of(bytes);
}

chp::Result<chp::InboundResponse> WebhookBench::Post(std::string_view body) {
  const std::string signature = SignatureOf(body);
  return PostWith(body, {{"x-twitter-webhooks-signature", signature}});
}

chp::Result<chp::InboundResponse> WebhookBench::PostWith(std::string_view body,
                                                         std::vector<chp::HeaderView> headers) {
  chp::InboundRequest request;
  request.method = "POST";
  request.public_url = "https://desk.example/api/v1/channels_twitter_webhook";
  request.headers = std::move(headers);
  request.body = body;
  return Send(request);
}

chp::Result<chp::InboundResponse> WebhookBench::Get(std::string_view query,
                                                    std::vector<chp::HeaderView> headers) {
  const std::string url =
      "https://desk.example/api/v1/channels_twitter_webhook?" + std::string(query);
  chp::InboundRequest request;
  request.method = "GET";
  request.public_url = url;
  request.headers = std::move(headers);
  return Send(request);
}

chp::Result<chp::InboundResponse> WebhookBench::Send(const chp::InboundRequest& request) {
  return route.Handle(call_, request, *config_);
}

void WebhookBench::Accept(std::string_view body) {
  const auto answer = Post(body);
  if (StatusOf(answer) != 200) throw std::runtime_error("not accepted: " + ErrorOf(answer));
}

chp::Message WebhookBench::Message(std::string_view name) {
  Accept(RecordedBody(name));
  return host.ingest.batches.at(0).messages.at(0);
}

std::string ErrorOf(const chp::Result<chp::InboundResponse>& answer) {
  if (!answer) return "(error value) " + answer.error().reason;
  return std::string(json::parse(answer->body).at("error").as_string());
}

std::uint32_t StatusOf(const chp::Result<chp::InboundResponse>& answer) {
  return answer ? answer->status : 0;
}

json::value Json(std::string_view text) { return json::parse(text); }

}  // namespace twitter::testing
