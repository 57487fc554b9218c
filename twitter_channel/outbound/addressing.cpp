// X puts the author of the post answered, and everyone it names, in front of the answer by itself.
#include "twitter_channel/outbound/addressing.hpp"

#include <algorithm>
#include <unordered_set>

#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/tweet_text/comparable_text.hpp"

namespace twitter {
namespace {

char LowerAscii(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
}

bool SameHandle(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return LowerAscii(a) == LowerAscii(b); });
}

bool ContainsHandle(const std::vector<std::string>& handles, std::string_view handle) {
  return std::any_of(handles.begin(), handles.end(),
                     [&](const std::string& known) { return SameHandle(known, handle); });
}

// The author and everyone the answered post names, without us: X names them by itself.
std::vector<Correspondent> AutomaticMentions(const ReplyContext& context, const Account& account) {
  std::vector<Correspondent> people = {context.author};
  people.insert(people.end(), context.mentions.begin(), context.mentions.end());
  std::vector<Correspondent> named;
  std::unordered_set<std::string_view> known;
  for (const Correspondent& person : people) {
    if (person.id == account.external_id || person.screen_name.empty()) continue;
    if (known.insert(person.id).second) named.push_back(person);
  }
  return named;
}

// X always names the author of the post answered; only the others can be left out.
void Exclude(const std::vector<std::string>& unwanted, const ReplyContext& context,
             std::vector<Correspondent>& people, Composition& composition) {
  for (const std::string& handle : unwanted) {
    const auto found = std::find_if(people.begin(), people.end(), [&](const auto& person) {
      return SameHandle(person.screen_name, handle);
    });
    if (found == people.end()) continue;
    if (found->id == context.author.id) {
      composition.warnings.push_back(
          {"compose.author_is_named", "X always names the author of the post that is answered."});
      continue;
    }
    composition.exclude_user_ids.push_back(found->id);
    people.erase(found);
  }
}

std::string WithoutHandles(std::string_view text, const std::vector<std::string>& handles) {
  const LeadingHandles leading = SplitLeadingHandles(text);
  std::string kept;
  for (const std::string& handle : leading.handles) {
    if (!ContainsHandle(handles, handle)) kept += "@" + handle + " ";
  }
  return kept + std::string(leading.rest);
}

// Nothing when the host kept none: X still threads the answer by its id. A damaged one is refused,
// because the wrong people could be named.
ReplyContext ContextOf(const chp::Reply& reply, Composition& composition) {
  if (reply.context_json.empty()) return ReplyContext();
  auto context = ParseContext(reply.context_json);
  if (context) return std::move(*context);
  composition.refusal = ComposeNote{context.error().reason, context.error().message};
  return ReplyContext();
}

}  // namespace

void AddressPost(const chp::Reply& reply, const Account& account, const ReplyOptions& options,
                 Composition& composition) {
  composition.in_reply_to = reply.in_reply_to;
  if (reply.in_reply_to.empty()) {
    composition.warnings.push_back(
        {"compose.new_post", "This answers no post: it appears as a new post of the account."});
    return;
  }
  const ReplyContext context = ContextOf(reply, composition);
  if (context.kind != ReplyContext::Kind::kPost || context.id != reply.in_reply_to) return;
  std::vector<Correspondent> people = AutomaticMentions(context, account);
  Exclude(options.exclude_mentions, context, people, composition);
  for (const Correspondent& person : people) composition.mentions.push_back(person.screen_name);
  composition.text = WithoutHandles(composition.text, composition.mentions);
}

void AddressDirectMessage(const chp::Reply& reply, const Account& account,
                          Composition& composition) {
  composition.recipient_id = reply.recipient_id;
  if (composition.recipient_id.empty()) {
    const ReplyContext context = ContextOf(reply, composition);
    composition.recipient_id = context.kind == ReplyContext::Kind::kDirectMessage
                                   ? context.counterpart.id
                                   : context.author.id;
  }
  if (composition.recipient_id == account.external_id) composition.recipient_id.clear();
  if (composition.refusal || !composition.recipient_id.empty()) return;
  composition.refusal = ComposeNote{"compose.no_recipient",
                                    "It is not known to whom this direct message goes: answer from "
                                    "a direct message of that person."};
}

}  // namespace twitter
