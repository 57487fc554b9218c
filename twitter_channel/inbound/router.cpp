// Every reason a post could be taken for is collected as a candidate in the order of Source; the
// first with a group wins. A post nobody wants joins a ticket if it answers something, and is
// context otherwise.
#include "twitter_channel/inbound/router.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/inbound/relation.hpp"
#include "twitter_channel/term_index.hpp"

namespace twitter {
namespace {

struct Candidate {
  Match match;
  std::string group_id;  // empty: this reason is switched off
};

void AddSearchTerms(const Post& post, const Account& account, std::vector<Candidate>& candidates) {
  if (!account.terms) return;
  for (const std::size_t row : account.terms->Find(Searchable(post))) {
    const SearchRule& rule = account.settings.search[row];
    candidates.push_back({{Source::kSearchTerm, rule.term}, rule.group_id});
  }
}

const Candidate* FirstWithGroup(const std::vector<Candidate>& candidates) {
  const auto has_group = [](const Candidate& candidate) { return !candidate.group_id.empty(); };
  const auto found = std::find_if(candidates.begin(), candidates.end(), has_group);
  return found == candidates.end() ? nullptr : &*found;
}

// A repost has no group of its own: it goes where the post it repeats would go.
Candidate RepostCandidate(const Post& post, const Account& account,
                          const std::vector<Candidate>& others) {
  Candidate repost{{Source::kRepost, account.screen_name}, {}};
  if (Reposts(post, account)) repost.group_id = account.settings.mentions_group;
  const Candidate* other = FirstWithGroup(others);
  if (repost.group_id.empty() && other != nullptr) repost.group_id = other->group_id;
  return repost;
}

std::vector<Candidate> CandidatesOf(const Post& post, const Account& account) {
  const AccountSettings& settings = account.settings;
  std::vector<Candidate> candidates;
  const auto add = [&](Source source, const std::string& group_id) {
    candidates.push_back({{source, account.screen_name}, group_id});
  };
  if (Answers(post, account)) {
    add(Source::kReply,
        settings.replies_group.empty() ? settings.mentions_group : settings.replies_group);
  }
  if (Mentions(post, account)) add(Source::kMention, settings.mentions_group);
  if (Quotes(post, account)) add(Source::kQuote, settings.quotes_group);
  AddSearchTerms(post, account, candidates);
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

}  // namespace

std::string_view SourceName(Source source) {
  switch (source) {
    case Source::kOwn:
      return "own";
    case Source::kDirectMessage:
      return "direct_message";
    case Source::kRepost:
      return "repost";
    case Source::kReply:
      return "reply";
    case Source::kMention:
      return "mention";
    case Source::kQuote:
      return "quote";
    case Source::kSearchTerm:
      return "search_term";
    case Source::kNone:
      break;
  }
  return {};
}

Routing RoutePost(const Post& post, const Account& account) {
  if (!post.reposted_post_id.empty() && !account.settings.track_retweets) {
    return Only(Source::kRepost, Disposition::kDrop, account);
  }
  if (post.author.id == account.external_id) {
    return Only(Source::kOwn, WhenUnwanted(post), account);
  }
  Routing routing;
  routing.disposition = WhenUnwanted(post);
  const std::vector<Candidate> candidates = CandidatesOf(post, account);
  for (const Candidate& candidate : candidates) routing.matches.push_back(candidate.match);
  if (const Candidate* winner = FirstWithGroup(candidates)) {
    routing.disposition = Disposition::kOpen;
    routing.source = winner->match.source;
    routing.detail = winner->match.detail;
    routing.group_id = winner->group_id;
  }
  return routing;
}

Routing RouteDirectMessage(const DirectMessage& message, const Account& account) {
  const bool own = message.sender.id == account.external_id;
  const bool to_ourselves = own && message.recipient.id == account.external_id;
  const std::string& group = account.settings.direct_messages_group;

  Routing routing =
      Only(own ? Source::kOwn : Source::kDirectMessage, Disposition::kContext, account);
  if (group.empty() || to_ourselves) return routing;
  routing.disposition = Disposition::kOpen;
  routing.group_id = group;
  return routing;
}

}  // namespace twitter
