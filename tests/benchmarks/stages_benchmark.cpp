// The stages of OnInbound one by one, so that one sees where the time goes. What is missing to its
// sum is the C boundary: reading the arguments, counting, answering.
#include <benchmark/benchmark.h>
#include <memory>
#include <stdexcept>
#include <variant>
#include <vector>

#include "plugin_api/cpp/channel.hpp"
#include "plugin_api/cpp/to_c.hpp"
#include "tests/benchmarks/instruction_counter.hpp"
#include "tests/benchmarks/signed_body.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/event_batch.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"
#include "twitter_channel/inbound/router.hpp"
#include "twitter_channel/inbound/signature.hpp"

namespace bench {
namespace {

constexpr std::string_view kConfigJson = R"({"app": {"consumer_key": "key"}, "accounts": [
  {"id": "7", "external_id": "1312209840055500801", "screen_name": "HelpNordlicht",
   "settings": {"sync": {"mentions": {"group_id": "1"}, "direct_messages": {"group_id": "1"}}}}]})";

std::shared_ptr<const twitter::Config> Configuration() {
  auto config = twitter::ParseConfig({.json = kConfigJson, .secrets_json = "{}"});
  if (!config) throw std::runtime_error(config.error().message);
  return *config;
}

std::vector<twitter::Event> EventsOf(const char* payload) {
  auto body = twitter::DecodeEvents(ReadSignedBody(payload).bytes);
  if (!body) throw std::runtime_error(body.error().message);
  return body->events;
}

void Verify(benchmark::State& state, const char* payload) {
  const SignedBody body = ReadSignedBody(payload);
  const twitter::HmacSha256 key(kConsumerSecret);
  chp::InboundRequest request;
  request.headers = {{"x-twitter-webhooks-signature", body.signature}};
  const InstructionCounter counter(state);
  for (auto _ : state) {
    if (!twitter::IsSigned(request, key, body.bytes)) state.SkipWithError("not signed");
  }
}
BENCHMARK_CAPTURE(Verify, mention, "mention");
BENCHMARK_CAPTURE(Verify, direct_message, "direct_message");

void Decode(benchmark::State& state, const char* payload) {
  const SignedBody body = ReadSignedBody(payload);
  const InstructionCounter counter(state);
  for (auto _ : state) {
    const auto events = twitter::DecodeEvents(body.bytes);
    benchmark::DoNotOptimize(events);
  }
}
BENCHMARK_CAPTURE(Decode, mention, "mention");
BENCHMARK_CAPTURE(Decode, direct_message, "direct_message");

void Route(benchmark::State& state, const char* payload) {
  const auto config = Configuration();
  const twitter::Event event = EventsOf(payload).at(0);
  const twitter::Account& account = config->accounts.at(0);
  const InstructionCounter counter(state);
  for (auto _ : state) {
    const auto* post = std::get_if<twitter::PostCreated>(&event);
    const twitter::Routing routing =
        post != nullptr
            ? RoutePost(post->post, account)
            : RouteDirectMessage(std::get<twitter::DirectMessageCreated>(event).message, account);
    benchmark::DoNotOptimize(routing);
  }
}
BENCHMARK_CAPTURE(Route, mention, "mention");
BENCHMARK_CAPTURE(Route, direct_message, "direct_message");

void RouteAndNormalize(benchmark::State& state, const char* payload) {
  const auto config = Configuration();
  const std::vector<twitter::Event> events = EventsOf(payload);
  const InstructionCounter counter(state);
  for (auto _ : state) {
    const chp::Batch batch = twitter::BatchOf(events, config->accounts.at(0), *config);
    benchmark::DoNotOptimize(batch);
  }
}
BENCHMARK_CAPTURE(RouteAndNormalize, mention, "mention");
BENCHMARK_CAPTURE(RouteAndNormalize, direct_message, "direct_message");

void ToC(benchmark::State& state, const char* payload) {
  const auto config = Configuration();
  const chp::Batch batch = twitter::BatchOf(EventsOf(payload), config->accounts.at(0), *config);
  const InstructionCounter counter(state);
  for (auto _ : state) {
    chp::CStructs structs;
    benchmark::DoNotOptimize(structs.Add(batch));
  }
}
BENCHMARK_CAPTURE(ToC, mention, "mention");
BENCHMARK_CAPTURE(ToC, direct_message, "direct_message");

}  // namespace
}  // namespace bench
