// One confirmation for each kind of data, however often it stands in the text.
#include "twitter_channel/outbound/holds.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "twitter_channel/outbound/private_data.hpp"

namespace twitter {
namespace {

struct Hold {
  PrivateData::Kind kind;
  std::string_view what;  // in options_json.confirmed
  std::string_view looks_like;
};
constexpr std::array<Hold, 4> kHolds = {
    {{PrivateData::Kind::kEmail, "email", "an e-mail address"},
     {PrivateData::Kind::kPhone, "phone", "a phone number"},
     {PrivateData::Kind::kCard, "card", "the number of a payment card"},
     {PrivateData::Kind::kOrderNumber, "order_number", "an order number"}}};

bool IsConfirmed(const ReplyOptions& options, std::string_view what) {
  return std::find(options.confirmed.begin(), options.confirmed.end(), what) !=
         options.confirmed.end();
}

ComposeNote NoteOf(const Hold& hold) {
  return {"needs_confirmation." + std::string(hold.what),
          "Everybody can read this reply, and it holds what looks like " +
              std::string(hold.looks_like) +
              ": confirm that it is to be public, or answer by direct message."};
}

void OfferDirectMessage(Composition& composition) {
  if (composition.in_reply_to.empty()) return;
  Alternative& offer = composition.alternatives.emplace_back();
  offer.reason = "compose.as_direct_message";
  offer.message = "Send it as a direct message, which only the customer can read.";
  offer.surface = kDirectMessageSurface;
}

}  // namespace

void HoldPrivateData(const Account& account, const ReplyOptions& options,
                     Composition& composition) {
  if (composition.is_direct_message || composition.refusal) return;
  const auto found = FindPrivateData(composition.text, account.settings.order_patterns);
  for (const Hold& hold : kHolds) {
    const bool is_there = std::any_of(found.begin(), found.end(), [&](const PrivateData& data) {
      return data.kind == hold.kind;
    });
    if (is_there && !IsConfirmed(options, hold.what)) {
      composition.confirmations.push_back(NoteOf(hold));
    }
  }
  if (!composition.confirmations.empty()) OfferDirectMessage(composition);
}

}  // namespace twitter
