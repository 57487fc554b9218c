// Whether X will take a reply on the plan that its app has, what would work instead, and what it
// costs (x_api.md 2.1, 4.1). Pure: from what the host stored with the message that is answered.
#pragma once

#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/contact_book.hpp"

namespace twitter {

// Threads: const, any number at once; what it is made of must outlive it.
class Policy {
 public:
  struct Asked {
    const chp::Reply& reply;
    const Plan& plan;
    const Account& account;
    const ContactBook* contacts;  // null: nobody is known
  };

  explicit Policy(const Asked& asked);

  // The reply gate: on plans that have it, X takes an answer only to a post that names or quotes
  // the account, and to the account's own. Where the same person named the account later in the
  // same conversation, the answer goes to that post (warning "compose.answers_mention"); else it is
  // refused ("compose.reply_gate") with what would work. Looks at no text, so that it can be said
  // before one is written.
  void ApplyReplyGate(Composition& composition) const;
  // What the plan forbids in a text: "compose.cashtags"; a warning for names in new posts.
  void ApplyTextRules(Composition& composition) const;
  // What X will bill for each part, and the sum. No price where the plan has none.
  void ApplyPrice(Composition& composition) const;

 private:
  bool Engages() const;
  void OfferAlternatives(Composition& composition) const;

  Asked asked_;
  ReplyContext context_;  // of the post that is answered; without an author: not known
};

}  // namespace twitter
