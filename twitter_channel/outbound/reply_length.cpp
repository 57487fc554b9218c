// A post of 280 is one post. A longer one is a thread or a long post if the agent chose so and it
// can be; otherwise it is refused, with what would work instead.
#include "twitter_channel/outbound/reply_length.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "twitter_channel/outbound/thread.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

void RefuseTooLong(Composition& composition) {
  composition.refusal = ComposeNote{
      "compose.too_long", "The text is too long: " + std::to_string(composition.length) + " of " +
                              std::to_string(composition.limit) + " characters, shorten it by " +
                              std::to_string(composition.length - composition.limit) + "."};
}

void BecomeThread(Composition& composition, std::vector<std::string> parts) {
  composition.parts = std::move(parts);
  composition.lengths.clear();
  for (const std::string& part : composition.parts) {
    composition.lengths.push_back(WeightedLength(part));
  }
  composition.length = *std::max_element(composition.lengths.begin(), composition.lengths.end());
}

void Offer(std::string_view reason, std::string message, Composition& composition) {
  Alternative& alternative = composition.alternatives.emplace_back();
  alternative.reason = reason;
  alternative.message = std::move(message);
}

void OfferThread(std::size_t posts, Composition& composition) {
  Offer("compose.as_thread", "Send it as a thread: it becomes " + std::to_string(posts) + " posts.",
        composition);
}

void OfferLongPost(const LengthRules& rules, Composition& composition) {
  if (!rules.may_post_long || composition.length > kLongPostLimit) return;
  Offer("compose.as_long_post", "Send it as one long post, which X allows this account.",
        composition);
}

void RefuseLongPost(Composition& composition) {
  composition.refusal = ComposeNote{
      "compose.no_long_posts",
      "X allows long posts to Premium accounts only, and this account is not known to be one: "
      "send a thread, or shorten the text. If it is a Premium account, say so in its settings."};
}

void FitLongPost(const std::string& body, const LengthRules& rules, Composition& composition) {
  if (rules.long_text == LongText::kLong && rules.may_post_long) {
    composition.limit = kLongPostLimit;
    if (composition.length <= composition.limit) return;
  }
  auto thread = ThreadOf(body, rules.ending, kPostLimit);
  if (rules.long_text == LongText::kThread) {
    if (thread) return BecomeThread(composition, std::move(*thread));
    composition.refusal = ComposeNote{thread.error().reason, thread.error().message};
    return;
  }
  if (rules.long_text == LongText::kLong && !rules.may_post_long) {
    RefuseLongPost(composition);
  } else {
    RefuseTooLong(composition);
  }
  if (thread) OfferThread(thread->size(), composition);
  if (rules.long_text == LongText::kRefuse) OfferLongPost(rules, composition);
}

}  // namespace

void FitLength(Composition& composition, const LengthRules& rules) {
  const std::string body = composition.text;
  if (!rules.ending.empty() && !body.empty()) composition.text += "\n" + rules.ending;
  const bool is_post = !composition.is_direct_message;
  composition.limit = is_post ? kPostLimit : kDirectMessageLimit;
  composition.length =
      is_post ? WeightedLength(composition.text) : CodePointCount(composition.text);
  composition.parts = {composition.text};
  composition.lengths = {composition.length};
  if (composition.refusal || composition.length <= composition.limit) return;
  if (is_post) {
    FitLongPost(body, rules, composition);
  } else {
    RefuseTooLong(composition);
  }
}

}  // namespace twitter
