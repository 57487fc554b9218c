// Every reason a post could be taken for is collected as a candidate in the order of Source; the
// admin's rules strike some out; the first left that has a group wins. A post nobody wants joins a
// ticket if it answers something, and is context otherwise.
#include "twitter_channel/inbound/router.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/inbound/relation.hpp"
#include "twitter_channel/inbound/text_layout.hpp"

namespace twitter {
namespace {

struct Candidate {
  Match match;
  std::string group_id;  // empty: this reason is switched off
};

void AddSearchTerms(std::string_view searchable, const AccountSettings& settings,
                    std::vector<Candidate>& candidates) {
  if (!settings.terms) return;
  for (const std::size_t row : settings.terms->Find(searchable)) {
    const SearchRule& rule = settings.search[row];
    candidates.push_back({{Source::kSearchTerm, rule.term}, rule.group_id});
  }
}

const Candidate* FirstWithGroup(const std::vector<Candidate>& candidates) {
  const auto has_group = [](const Candidate& candidate) { return !candidate.group_id.empty(); };
  const auto found = std::find_if(candidates.begin(), candidates.end(), has_group);
  return found == candidates.end() ? nullptr : &*found;
}

// Without a group of its own a repost goes where the post it repeats would go.
Candidate RepostCandidate(const Post& post, const Account& account,
                          const std::vector<Candidate>& others) {
  const AccountSettings& settings = account.settings;
  Candidate repost{{Source::kRepost, account.screen_name}, {}};
  const Candidate* other = FirstWithGroup(others);
  if (Reposts(post, account)) repost.group_id = settings.mentions_group;
  if (repost.group_id.empty() && other != nullptr) repost.group_id = other->group_id;
  if (!repost.group_id.empty() && !settings.reposts_group.empty()) {
    repost.group_id = settings.reposts_group;
  }
  return repost;
}

std::string RepliesGroup(const AccountSettings& settings) {
  if (settings.ignore_replies) return {};
  return settings.replies_group.empty() ? settings.mentions_group : settings.replies_group;
}

std::vector<Candidate> CandidatesOf(const Post& post, std::string_view searchable,
                                    const Account& account) {
  const AccountSettings& settings = account.settings;
  std::vector<Candidate> candidates;
  const auto add = [&](Source source, const std::string& group_id) {
    candidates.push_back({{source, account.screen_name}, group_id});
  };
  if (Answers(post, account)) add(Source::kReply, RepliesGroup(settings));
  if (Mentions(post, account)) add(Source::kMention, settings.mentions_group);
  if (Quotes(post, account)) {
    add(Source::kQuote, settings.ignore_quotes ? std::string() : settings.quotes_group);
  }
  AddSearchTerms(searchable, settings, candidates);
  if (!post.reposted_post_id.empty()) {
    candidates.insert(candidates.begin(), RepostCandidate(post, account, candidates));
  }
  return candidates;
}

Disposition WhenUnwanted(const Post& post) {
  return post.in_reply_to_post_id.empty() ? Disposition::kContext : Disposition::kJoin;
}

// A message whose one reason is known without looking at settings; no group.
Routing Only(Source source, Disposition disposition, const Account& account) {
  Routing routing;
  routing.disposition = disposition;
  routing.source = source;
  routing.detail = account.screen_name;
  routing.matches.push_back({source, account.screen_name});
  return routing;
}

// The admin's rules about one message.
class Court {
 public:
  Court(const RuleBook* rules, const RuleSubject& subject) : rules_(rules), subject_(subject) {
    if (rules_ != nullptr) fitting_ = rules_->Fitting(subject_);
  }

  // Whether the match may take the message; notes in it, or among the refusals, why.
  bool Takes(Match& match, Routing& routing) const {
    if (rules_ == nullptr) return true;
    const Judgement judgement = rules_->Judge(fitting_, subject_, match.source);
    std::string value = judgement.rule != nullptr ? judgement.rule->value : std::string();
    std::string rule(judgement.kind ? RuleName(*judgement.kind) : std::string_view());
    if (judgement.shut_out) routing.disposition = Disposition::kContext;
    if (!judgement.taken) {
      routing.refusals.push_back({match.source, std::move(rule), std::move(value)});
      return false;
    }
    match.rule = std::move(rule);
    match.value = std::move(value);
    return true;
  }

  // Whether its author is kept out of conversations too.
  bool ShutsOut() const {
    return rules_ != nullptr && rules_->Judge(fitting_, subject_, Source::kNone).shut_out;
  }

 private:
  const RuleBook* rules_;
  const RuleSubject& subject_;
  std::vector<const Rule*> fitting_;
};

}  // namespace

Routing RoutePost(const Post& post, const Account& account) {
  const AccountSettings& settings = account.settings;
  if (!post.reposted_post_id.empty() && !settings.track_retweets) {
    return Only(Source::kRepost, Disposition::kDrop, account);
  }
  if (post.author.id == account.external_id) {
    return Only(Source::kOwn, WhenUnwanted(post), account);
  }
  const bool needs_text = settings.terms || (settings.rules && settings.rules->has_words());
  const std::string searchable = needs_text ? Searchable(post) : std::string();
  const RuleSubject subject{post.author.id, post.author.screen_name, post.lang, searchable};
  const Court court(settings.rules.get(), subject);

  Routing routing;
  routing.disposition = WhenUnwanted(post);
  if (court.ShutsOut()) routing.disposition = Disposition::kContext;
  for (Candidate& candidate : CandidatesOf(post, searchable, account)) {
    const bool taken = court.Takes(candidate.match, routing);
    if (taken && routing.group_id.empty() && !candidate.group_id.empty()) {
      routing.source = candidate.match.source;
      routing.detail = candidate.match.detail;
      routing.group_id = std::move(candidate.group_id);
    }
    routing.matches.push_back(std::move(candidate.match));
  }
  if (!routing.group_id.empty()) routing.disposition = Disposition::kOpen;
  return routing;
}

Routing RouteDirectMessage(const DirectMessage& message, const Account& account) {
  const AccountSettings& settings = account.settings;
  const bool own = message.sender.id == account.external_id;
  const bool to_ourselves = own && message.recipient.id == account.external_id;

  Routing routing =
      Only(own ? Source::kOwn : Source::kDirectMessage, Disposition::kContext, account);
  if (settings.direct_messages_group.empty() || to_ourselves) return routing;
  if (!own && settings.rules) {
    const std::string text = ReadableText(message.text, message.entities);
    const RuleSubject subject{message.sender.id, message.sender.screen_name, {}, text};
    if (!Court(settings.rules.get(), subject).Takes(routing.matches.front(), routing)) {
      return routing;
    }
  }
  routing.disposition = Disposition::kOpen;
  routing.group_id = settings.direct_messages_group;
  return routing;
}

}  // namespace twitter
