// What happens while an agent types (the preview), and what signing one reply costs.
#include <benchmark/benchmark.h>
#include <string>

#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/benchmarks/instruction_counter.hpp"
#include "tests/benchmarks/loaded_channel.hpp"
#include "twitter_channel/auth/oauth1_signer.hpp"

namespace bench {
namespace {

// 280 characters as X counts them, with an umlaut, a link and an emoji.
std::string LongReply() {
  const std::string start =
      "Danke f\u00fcr die Fotos! Das klingt nach einem Wackelkontakt: "
      "https://nordlicht.com/hilfe "
      "erkl\u00e4rt, wie man ihn findet \U0001F526 ";
  std::string text = start;
  while (text.size() < start.size() + 161) text += "und dann ";
  return text;
}

chp_reply ReplyTo(std::string_view text) {
  auto reply = chp::Zeroed<chp_reply>();
  reply.idempotency_key = chp::Str("article-1");
  reply.account_id = chp::Str("7");
  reply.surface = chp::Str("post");
  reply.in_reply_to = chp::Str("1718001199887766544");
  reply.text = chp::Str(text);
  reply.context_json =
      chp::Str(R"({"kind":"post","id":"1718001199887766544","author":{"id":"4820117733",)"
               R"("screen_name":"martarides"},"mentions":[{"id":"1312209840055500801",)"
               R"("screen_name":"HelpNordlicht"}],"conversation_id":"1718001199887766544"})");
  reply.agent_json = chp::Str(R"({"id":"3","first_name":"Anna","last_name":"Schmidt"})");
  return reply;
}

void Preview(benchmark::State& state, std::string_view text) {
  LoadedChannel channel;
  const chp_reply reply = ReplyTo(text);
  const InstructionCounter counter(state);
  for (auto _ : state) {
    if (channel.Preview(reply) == 0) state.SkipWithError("no preview");
  }
}
BENCHMARK_CAPTURE(Preview, 280_characters, LongReply());

void SignReply(benchmark::State& state) {
  const twitter::OAuth1Credentials credentials{
      .consumer_key = "xvz1evFS4wEEPTGEFPHBog",
      .consumer_secret = "consumer-secret-of-the-app-40-ch",
      .token = "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9E",
      .token_secret = "token-secret-of-the-account-40-ch"};
  const twitter::Parameters form{{"status", LongReply()},
                                 {"in_reply_to_status_id", "1718001199887766544"},
                                 {"auto_populate_reply_metadata", "true"}};
  const InstructionCounter counter(state);
  for (auto _ : state) {
    const std::string header =
        OAuth1Header(credentials, {.method = "POST",
                                   .url = "https://api.twitter.com/1.1/statuses/update.json",
                                   .form = &form,
                                   .nonce = "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgm",
                                   .timestamp_s = 1'698'440'600});
    benchmark::DoNotOptimize(header);
  }
}
BENCHMARK(SignReply);

}  // namespace
}  // namespace bench
