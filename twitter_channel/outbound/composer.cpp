// The rules of a reply, one after the other (behaviour.md 6.1 to 6.4, plugin_abi.md A9).
#include "twitter_channel/outbound/composer.hpp"

#include <utility>

#include "plugin_api/cpp/text.hpp"
#include "twitter_channel/outbound/addressing.hpp"
#include "twitter_channel/outbound/holds.hpp"
#include "twitter_channel/outbound/media_rules.hpp"
#include "twitter_channel/outbound/policy.hpp"
#include "twitter_channel/outbound/reply_length.hpp"
#include "twitter_channel/outbound/reply_options.hpp"
#include "twitter_channel/outbound/reply_text.hpp"
#include "twitter_channel/tweet_text/comparable_text.hpp"

namespace twitter {
namespace {

void Refuse(Composition& composition, std::string_view reason, std::string message) {
  if (composition.refusal) return;
  composition.refusal = ComposeNote{std::string(reason), std::move(message)};
}

// The text before addressing; refuses what is no text and what goes nowhere.
void PrepareText(const chp::Reply& reply, Composition& composition) {
  if (!chp::IsUtf8(reply.text)) {
    return Refuse(composition, "compose.not_utf8", "The text is not valid UTF-8; write it again.");
  }
  composition.is_direct_message = reply.surface == kDirectMessageSurface;
  if (!composition.is_direct_message && reply.surface != kPostSurface) {
    return Refuse(composition, "compose.unknown_surface",
                  "A reply on X is a public reply or a direct message; this is neither.");
  }
  CleanText clean = Cleaned(reply.text);
  composition.text = std::move(clean.text);
  if (clean.removed == 0) return;
  composition.warnings.push_back(
      {"compose.characters_removed", "Control characters, which X does not take, were left out: " +
                                         std::to_string(clean.removed) + "."});
}

void RefuseEmpty(Composition& composition) {
  if (!HasVisibleText(composition.text)) {
    return Refuse(composition, "compose.empty", "The text is empty; write something to send.");
  }
  if (composition.is_direct_message) return;
  if (!HasVisibleText(SplitLeadingHandles(composition.text).rest)) {
    Refuse(composition, "compose.only_mentions",
           "The text only names people; write something to send.");
  }
}

// X shows a link of this form as a button "Send a private message" to the account.
constexpr std::string_view kMessageButton = "https://twitter.com/messages/compose?recipient_id=";

// What stands at the end of the reply, of the last post when it becomes several.
std::string EndingOf(const chp::Reply& reply, const Account& account, const ReplyOptions& options) {
  std::string ending = options.initials ? "/" + Initials(reply.agent_json) : std::string();
  if (!options.message_button || reply.surface != kPostSurface) return ending;
  if (!ending.empty()) ending.push_back('\n');
  return ending.append(kMessageButton).append(account.external_id);
}

}  // namespace

Composition Compose(const chp::Reply& reply, const Config& config, const Account& account,
                    const ContactBook* contacts) {
  Composition composition;
  const auto options = ParseReplyOptions(reply.options_json);
  if (!options) {
    Refuse(composition, "compose.bad_options", options.error().message);
    return composition;
  }
  PrepareText(reply, composition);
  if (composition.refusal) return composition;
  if (composition.is_direct_message) {
    AddressDirectMessage(reply, account, composition);
  } else {
    AddressPost(reply, account, *options, composition);
  }
  const Policy policy({reply, config.app.plan, account, contacts});
  policy.ApplyReplyGate(composition);
  if (reply.attachments.empty()) RefuseEmpty(composition);
  if (auto refusal = MediaRefusal({.files = reply.attachments,
                                   .is_direct_message = composition.is_direct_message,
                                   .generation = config.app.generation})) {
    Refuse(composition, refusal->reason, std::move(refusal->message));
  }
  FitLength(composition, {.ending = EndingOf(reply, account, *options),
                          .long_text = options->long_text,
                          .may_post_long = account.may_post_long()});
  HoldPrivateData(account, *options, composition);
  policy.ApplyTextRules(composition);
  policy.ApplyPrice(composition);
  return composition;
}

}  // namespace twitter
