// What runs without anybody writing: a turn of polling that finds nothing new, of one account after
// the other of 1,000, signing and reading X's answer included; a renewal of tokens, stored before
// it is used. The network is left out, and the store is memory.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <memory>
#include <string>

#include <boost/json.hpp>

#include "tests/support/fake_call.hpp"
#include "tests/support/fake_host.hpp"
#include "twitter_channel/auth/token_renewal.hpp"
#include "twitter_channel/inbound/timeline_poll.hpp"
#include "twitter_channel/x_api/by_generation.hpp"

namespace twitter {
namespace {

constexpr int kAccounts = 1'000;

class NothingNew : public HttpClient {
 public:
  chp::Result<HttpResponse> Send(const HttpRequest&, const chp::CallContext&) override {
    return HttpResponse{200, {}, R"({"meta":{"result_count":0}})"};
  }
  chp::Result<HttpResponse> Fetch(const HttpRequest& request, const BodySink&,
                                  const chp::CallContext& call) override {
    return Send(request, call);
  }
};

std::shared_ptr<const Config> ManyAccounts() {
  namespace json = boost::json;
  json::array accounts;
  json::array secrets;
  for (int i = 1; i <= kAccounts; ++i) {
    const std::string id = std::to_string(i);
    accounts.push_back({{"id", id},
                        {"external_id", "20" + id},
                        {"screen_name", "shop" + id},
                        {"active", true},
                        {"settings", {{"sync", {{"mentions", json::object{{"group_id", "1"}}}}}}}});
    secrets.push_back({{"id", id}, {"oauth_token", "token-" + id}, {"oauth_token_secret", "s"}});
  }
  const std::string text = json::serialize(json::object{
      {"app", {{"consumer_key", "key"}, {"generation", "current"}, {"asks_only", true}}},
      {"accounts", accounts}});
  const std::string secret_text = json::serialize(
      json::object{{"app", {{"consumer_secret", "secret"}}}, {"accounts", secrets}});
  return ParseConfig({.json = text, .secrets_json = secret_text}).value();
}

void PollWithNothingNew(benchmark::State& state) {
  const auto config = ManyAccounts();
  testing::FakeHost host;
  const testing::FakeCall call;
  NothingNew http;
  ApiByGeneration api(http, host.clock, host.kv, [] { return std::string("nonce"); });
  TimelinePoll poll(host.ports(), api.ports().posts, api.ports().search);
  std::size_t next = 0;
  for (auto _ : state) {
    const Account& account = config->accounts[next++ % config->accounts.size()];
    for (const chp::Job& job : PollJobs(*config, account)) {
      if (job.kind != "poll_mentions") continue;
      benchmark::DoNotOptimize(poll.Run(call, *config, job));
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(PollWithNothingNew)->Iterations(50'000);

class Rotating : public TokenIssuer {
 public:
  chp::Result<TokenAnswer> Refresh(const std::string&) override {
    const std::string number = std::to_string(++given_);
    return TokenAnswer{.access = "access-" + number, .refresh = "refresh-" + number};
  }
  chp::Result<TokenAnswer> Recover() override { return Refresh(""); }

 private:
  int given_ = 0;
};

void RenewTokens(benchmark::State& state) {
  constexpr std::int64_t kLifeMs = 7'200'000;
  testing::FakeHost host;
  const testing::FakeCall call;
  Rotating x;
  const Grant grant{.account_id = "7", .grant_id = "grant"};
  TokenRenewal tokens(host.kv, host.clock);
  const TokenPair consent{.grant_id = "grant", .consented_ms = 1, .access = ""};
  if (!tokens.store().Keep(PairOf(*x.Refresh(""), consent, host.clock.NowMs()))) std::abort();
  for (auto _ : state) {
    host.clock.Advance(kLifeMs);
    const auto access = tokens.Access(grant, x, call);
    if (!access) state.SkipWithError("not renewed");
    benchmark::DoNotOptimize(access);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(RenewTokens);

}  // namespace
}  // namespace twitter
