#include "twitter_channel/outbound/policy.hpp"

#include <algorithm>
#include <string>

#include "twitter_channel/tweet_text/entities.hpp"
#include "twitter_channel/tweet_text/urls.hpp"

namespace twitter {
namespace {

std::string HandleOf(const Correspondent& person) {
  return person.screen_name.empty() ? "this person" : "@" + person.screen_name;
}

Charge ChargeOf(std::string_view part, bool is_answer) {
  if (!FindUrls(part).empty()) return Charge::kPostWriteLink;
  return is_answer ? Charge::kSummonedReply : Charge::kPostWrite;
}

bool HasPrices(const Plan& plan) {
  return std::any_of(plan.prices.begin(), plan.prices.end(), [](auto price) { return price > 0; });
}

// One sentence for the sum, one for what makes it dear.
std::string Explained(const Plan& plan, const std::vector<Charge>& charges, std::int64_t sum,
                      std::int64_t without_links) {
  std::string message = "About " + Dollars(sum) + " on the plan \"" + plan.label +
                        "\" (prices of " + plan.as_of + ")";
  if (charges.size() > 1) message += ", for " + std::to_string(charges.size()) + " posts";
  message += ".";
  if (without_links < sum) {
    message +=
        " A link makes a post dear: without it this would be " + Dollars(without_links) + ".";
  }
  return message;
}

}  // namespace

Policy::Policy(const Asked& asked) : asked_(asked) {
  if (!asked.plan.gates_replies || asked.reply.surface != kPostSurface) return;
  auto context = ParseContext(asked.reply.context_json);
  if (!context || context->kind != ReplyContext::Kind::kPost) return;
  if (context->id == asked.reply.in_reply_to) context_ = std::move(*context);
}

bool Policy::Engages() const {
  const std::string& us = asked_.account.external_id;
  if (context_.author.id == us || context_.facts.quoted_user_id == us) return true;
  return std::any_of(context_.mentions.begin(), context_.mentions.end(),
                     [&](const auto& person) { return person.id == us; });
}

void Policy::ApplyReplyGate(Composition& composition) const {
  if (composition.refusal || context_.author.id.empty() || Engages()) return;
  const std::string handle = HandleOf(context_.author);
  const std::string us = "@" + asked_.account.screen_name;
  if (asked_.contacts != nullptr && !context_.conversation_id.empty()) {
    auto later = asked_.contacts->PostNamingUs(asked_.account.id, context_.author.id,
                                               context_.conversation_id);
    if (later && *later == composition.in_reply_to) return;
    if (later) {
      composition.in_reply_to = *std::move(later);
      composition.warnings.push_back(
          {"compose.answers_mention",
           "X takes no answer to this post; it goes to the one of the same conversation in which " +
               handle + " names " + us + "."});
      return;
    }
  }
  composition.refusal =
      ComposeNote{"compose.reply_gate", "On the plan \"" + asked_.plan.label +
                                            "\" X takes no public answer to this post: " + handle +
                                            " neither names nor quotes " + us + " in it."};
  OfferAlternatives(composition);
}

void Policy::OfferAlternatives(Composition& composition) const {
  const Correspondent& author = context_.author;
  const std::string& account_id = asked_.account.id;
  const ContactBook* contacts = asked_.contacts;
  if (const auto later =
          contacts == nullptr ? std::nullopt : contacts->PostNamingUs(account_id, author.id)) {
    composition.alternatives.push_back(
        {.reason = "compose.answer_mention",
         .message = HandleOf(author) + " names the account in another post: answer that one.",
         .surface = std::string(kPostSurface),
         .in_reply_to = *later,
         .url = {}});
  }
  const bool wrote = contacts != nullptr && contacts->WrotePrivately(account_id, author.id);
  composition.alternatives.push_back(
      {.reason = "compose.direct_message",
       .message = wrote ? "Send a direct message: " + HandleOf(author) + " has written one before."
                        : "Send a direct message; it arrives if " + HandleOf(author) +
                              " takes messages from everybody.",
       .surface = std::string(kDirectMessageSurface),
       .in_reply_to = composition.in_reply_to,
       .url = {}});
  composition.alternatives.push_back(
      {.reason = "compose.by_hand",
       .message = "Answer on X by hand, where this is allowed.",
       .surface = {},
       .in_reply_to = {},
       .url = "https://x.com/i/web/status/" + composition.in_reply_to});
}

void Policy::ApplyTextRules(Composition& composition) const {
  const Plan& plan = asked_.plan;
  if (composition.is_direct_message) return;
  const bool is_new = composition.in_reply_to.empty();
  if (is_new && !plan.mentions_in_new_posts && !FindMentions(composition.text).empty()) {
    composition.warnings.push_back(
        {"compose.mention_in_new_post",
         "On the plan \"" + plan.label + "\" X may refuse a new post that names people."});
  }
  if (plan.cashtags == 0 || composition.refusal) return;
  for (const std::string& part : composition.parts) {
    if (static_cast<std::int64_t>(FindCashtags(part).size()) <= plan.cashtags) continue;
    composition.refusal = ComposeNote{
        "compose.cashtags", "On the plan \"" + plan.label + "\" a post may hold " +
                                std::to_string(plan.cashtags) + " cashtag ($ACME) at most."};
    return;
  }
}

void Policy::ApplyPrice(Composition& composition) const {
  const Plan& plan = asked_.plan;
  const bool answers_others = !composition.in_reply_to.empty() && plan.gates_replies &&
                              context_.author.id != asked_.account.external_id;
  std::int64_t sum = 0;
  std::int64_t without_links = 0;
  for (std::size_t index = 0; index < composition.parts.size(); ++index) {
    const bool is_answer = answers_others && index == 0;
    Charge charge = Charge::kDmWrite;
    Charge plain = Charge::kDmWrite;
    if (!composition.is_direct_message) {
      charge = ChargeOf(composition.parts[index], is_answer);
      plain = ChargeOf("", is_answer);
    }
    composition.charges.push_back(charge);
    sum += plan.PriceOf(charge);
    without_links += plan.PriceOf(plain);
  }
  if (composition.parts.empty() || !HasPrices(plan)) return;
  composition.price = Price{sum, Explained(plan, composition.charges, sum, without_links)};
}

}  // namespace twitter
