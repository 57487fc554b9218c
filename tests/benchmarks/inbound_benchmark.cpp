// What one event costs through the whole plugin, beside the floor: verifying and parsing the same
// body, which nothing that reads webhooks of X can leave out.
#include <array>
#include <benchmark/benchmark.h>
#include <memory>
#include <stdexcept>
#include <vector>

#include <boost/json.hpp>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "tests/benchmarks/instruction_counter.hpp"
#include "tests/benchmarks/loaded_channel.hpp"
#include "tests/benchmarks/signed_body.hpp"

namespace bench {
namespace {

namespace json = boost::json;

struct FreeMac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

// The cheapest way to verify and parse: a key set once, a parser and memory used again.
class Floor {
 public:
  Floor() {
    const std::unique_ptr<EVP_MAC, FreeMac> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    context_.reset(EVP_MAC_CTX_new(mac.get()));
    char digest_name[] = "SHA256";
    const std::array<OSSL_PARAM, 2> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
        OSSL_PARAM_construct_end()};
    const int keyed =
        EVP_MAC_init(context_.get(), reinterpret_cast<const unsigned char*>(kConsumerSecret.data()),
                     kConsumerSecret.size(), parameters.data());
    if (keyed != 1) throw std::runtime_error("HMAC key");
  }

  void Verify(std::string_view body) {
    std::array<unsigned char, 32> digest;
    std::size_t length = 0;
    EVP_MAC_init(context_.get(), nullptr, 0, nullptr);
    EVP_MAC_update(context_.get(), reinterpret_cast<const unsigned char*>(body.data()),
                   body.size());
    EVP_MAC_final(context_.get(), digest.data(), &length, digest.size());
    benchmark::DoNotOptimize(digest);
  }

  void Parse(std::string_view body) {
    json::monotonic_resource arena(memory_.data(), memory_.size());
    parser_.reset(&arena);
    parser_.write(body);
    const json::value document = parser_.release();
    benchmark::DoNotOptimize(document);
  }

 private:
  std::unique_ptr<EVP_MAC_CTX, FreeMac> context_;
  std::vector<unsigned char> memory_ = std::vector<unsigned char>(std::size_t{64} << 10);
  json::parser parser_;
};

void FloorOf(benchmark::State& state, const char* payload) {
  const SignedBody body = ReadSignedBody(payload);
  Floor floor;
  const InstructionCounter counter(state);
  for (auto _ : state) {
    floor.Verify(body.bytes);
    floor.Parse(body.bytes);
  }
}
BENCHMARK_CAPTURE(FloorOf, mention, "mention");
BENCHMARK_CAPTURE(FloorOf, direct_message, "direct_message");
BENCHMARK_CAPTURE(FloorOf, activity_mention, "activity_mention");
BENCHMARK_CAPTURE(FloorOf, activity_direct_message, "activity_direct_message");

// The same with the parse that everybody writes: no kept parser, no memory of its own.
void PlainFloorOf(benchmark::State& state, const char* payload) {
  const SignedBody body = ReadSignedBody(payload);
  Floor floor;
  const InstructionCounter counter(state);
  for (auto _ : state) {
    floor.Verify(body.bytes);
    const json::value document = json::parse(body.bytes);
    benchmark::DoNotOptimize(document);
  }
}
BENCHMARK_CAPTURE(PlainFloorOf, mention, "mention");
BENCHMARK_CAPTURE(PlainFloorOf, direct_message, "direct_message");
BENCHMARK_CAPTURE(PlainFloorOf, activity_mention, "activity_mention");
BENCHMARK_CAPTURE(PlainFloorOf, activity_direct_message, "activity_direct_message");

void OnInbound(benchmark::State& state, const char* payload, std::size_t search_terms) {
  const SignedBody body = ReadSignedBody(payload);
  const WebhookRequest request(body.bytes, body.signature);
  LoadedChannel channel(search_terms);
  const InstructionCounter counter(state);
  for (auto _ : state) {
    if (channel.OnInbound(request.table()) != 200) state.SkipWithError("not accepted");
  }
  if (channel.delivered() != static_cast<std::uint64_t>(state.iterations())) {
    state.SkipWithError("not one message for each body");
  }
}
BENCHMARK_CAPTURE(OnInbound, mention, "mention", 0);
BENCHMARK_CAPTURE(OnInbound, direct_message, "direct_message", 0);
BENCHMARK_CAPTURE(OnInbound, activity_mention, "activity_mention", 0);
BENCHMARK_CAPTURE(OnInbound, activity_direct_message, "activity_direct_message", 0);
BENCHMARK_CAPTURE(OnInbound, mention_10_terms, "mention", 10);
BENCHMARK_CAPTURE(OnInbound, mention_1000_terms, "mention", 1'000);
BENCHMARK_CAPTURE(OnInbound, mention_10000_terms, "mention", 10'000);

}  // namespace
}  // namespace bench
