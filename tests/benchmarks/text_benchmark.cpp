// X's text rules on texts of 280, 1,000 and 10,000 characters: length, entities, splitting.
#include <benchmark/benchmark.h>
#include <string>

#include "tests/benchmarks/instruction_counter.hpp"
#include "twitter_channel/outbound/thread.hpp"
#include "twitter_channel/tweet_text/entities.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace bench {
namespace {

// Sentences with an umlaut, a link, a name and an emoji sequence.
std::string TextOf(std::size_t characters) {
  constexpr std::string_view kSentence =
      "Danke f\u00fcr die Fotos, @martarides! Das klingt nach einem Wackelkontakt: "
      "https://nordlicht.com/hilfe erkl\u00e4rt, wie man ihn findet \U0001F44B\U0001F3FD. ";
  std::string text;
  while (twitter::CodePointCount(text) < characters) text.append(kSentence);
  while (twitter::CodePointCount(text) > characters) text.pop_back();
  return text;
}

void WeightedLengthOf(benchmark::State& state) {
  const std::string text = TextOf(static_cast<std::size_t>(state.range(0)));
  const InstructionCounter counter(state);
  for (auto _ : state) benchmark::DoNotOptimize(twitter::WeightedLength(text));
}
BENCHMARK(WeightedLengthOf)->Arg(280)->Arg(1'000)->Arg(10'000);

void EntitiesOf(benchmark::State& state) {
  const std::string text = TextOf(static_cast<std::size_t>(state.range(0)));
  const InstructionCounter counter(state);
  for (auto _ : state) benchmark::DoNotOptimize(twitter::FindEntities(text));
}
BENCHMARK(EntitiesOf)->Arg(280)->Arg(1'000)->Arg(10'000);

void Split(benchmark::State& state) {
  const std::string text = TextOf(static_cast<std::size_t>(state.range(0)));
  const InstructionCounter counter(state);
  for (auto _ : state) {
    const auto parts = twitter::ThreadOf(text, "/AS", twitter::kPostLimit);
    if (!parts) state.SkipWithError("not split");
    benchmark::DoNotOptimize(parts);
  }
}
BENCHMARK(Split)->Arg(280)->Arg(1'000)->Arg(10'000);

}  // namespace
}  // namespace bench
