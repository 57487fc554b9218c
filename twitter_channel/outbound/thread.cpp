// Numbers take room, and how much depends on how many posts there will be: first it is tried with
// one digit, then with two.
#include "twitter_channel/outbound/thread.hpp"

#include <optional>

#include "twitter_channel/tweet_text/split.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

chp::Error Unsplittable() {
  return {.code = chp::Code::kRejected,
          .reason = "compose.unsplittable",
          .message =
              "A word with a sign in front, or a character with very many marks, is longer than "
              "a post: shorten it."};
}

chp::Error ThreadTooLong() {
  return {.code = chp::Code::kRejected,
          .reason = "compose.thread_too_long",
          .message = "The text is too long even for a thread of " + std::to_string(kMostParts) +
                     " posts; shorten it."};
}

struct Plan {
  std::string_view ending;
  std::size_t limit;
  std::size_t most_parts;  // that the width of the total allows
};

// The weights of the line under a piece. Its last member is counted as written.
std::size_t NumberWeight(std::size_t part, const Plan& plan) {
  return std::string_view("\n/").size() + std::to_string(part).size() +
         std::to_string(plan.most_parts).size();
}

std::size_t EndingWeight(const Plan& plan) {
  return plan.ending.empty() ? 0 : 1 + WeightedLength(plan.ending);
}

// The pieces without their numbers; nothing when there are more than planned.
chp::Result<std::optional<std::vector<std::string_view>>> SplitIntoPieces(TextSplitter& splitter,
                                                                          const Plan& plan) {
  std::vector<std::string_view> pieces;
  splitter.Restart();
  const std::size_t ending = EndingWeight(plan);
  while (!splitter.IsDone()) {
    const std::size_t part = pieces.size() + 1;
    if (part > plan.most_parts) return std::optional<std::vector<std::string_view>>();
    const std::size_t number = NumberWeight(part, plan);
    if (number + ending >= plan.limit) return Unsplittable();
    const std::size_t room = plan.limit - number;
    const auto piece = splitter.Take(room, splitter.RestWeight() + ending <= room);
    if (!piece) return Unsplittable();
    pieces.push_back(*piece);
  }
  return std::optional(std::move(pieces));
}

std::vector<std::string> Numbered(const std::vector<std::string_view>& pieces,
                                  std::string_view ending) {
  std::vector<std::string> parts;
  parts.reserve(pieces.size());
  const std::string total = "/" + std::to_string(pieces.size());
  for (const std::string_view piece : pieces) {
    parts.push_back(std::string(piece) + "\n" + std::to_string(parts.size() + 1) + total);
  }
  if (!ending.empty() && !parts.empty()) parts.back().append(" ").append(ending);
  return parts;
}

}  // namespace

chp::Result<std::vector<std::string>> ThreadOf(std::string_view text, std::string_view ending,
                                               std::size_t limit) {
  const std::string composed = IsNfc(text) ? std::string() : ToNfc(text);
  TextSplitter splitter(composed.empty() ? text : composed);
  for (const std::size_t most_parts : {std::size_t{9}, kMostParts}) {
    const auto pieces = SplitIntoPieces(splitter, {ending, limit, most_parts});
    if (!pieces) return pieces.error();
    if (*pieces) return Numbered(**pieces, ending);
  }
  return ThreadTooLong();
}

}  // namespace twitter
