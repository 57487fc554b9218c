// Relations are read from ids, never from names, which change; a quote that came without the quoted
// post is the one exception.
#include "twitter_channel/inbound/relation.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "twitter_channel/inbound/text_layout.hpp"

namespace twitter {
namespace {

// No term spans it: it is neither white space nor part of a word.
constexpr std::string_view kBetween = "\x1F";

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

// The link to a post ends in "/<handle>/status/<id>", on x.com or twitter.com.
bool LinksTo(std::string_view link, std::string_view handle, std::string_view post_id) {
  const std::string tail = "/" + std::string(handle) + "/status/" + std::string(post_id);
  return link.size() >= tail.size() &&
         EqualIgnoringCase(link.substr(link.size() - tail.size()), tail);
}

}  // namespace

bool Answers(const Post& post, const Account& account) {
  return post.in_reply_to_user_id == account.external_id;
}

bool Reposts(const Post& post, const Account& account) {
  return post.reposted && post.reposted->author.id == account.external_id;
}

// X does not always send the quoted post along; its link is in the text then.
bool Quotes(const Post& post, const Account& account) {
  if (post.quoted_post_id.empty()) return false;
  if (post.quoted) return post.quoted->author.id == account.external_id;
  const auto leads_to_us = [&](const UrlEntity& url) {
    return LinksTo(url.expanded_url, account.screen_name, post.quoted_post_id);
  };
  return std::any_of(post.entities.urls.begin(), post.entities.urls.end(), leads_to_us);
}

// Any mention takes a post, also one that X carries along in front of a reply to somebody else: the
// customer sees our name there. In a reply to us that prefix says nothing that "reply" does not.
bool Mentions(const Post& post, const Account& account) {
  const bool prefix_counts = !Answers(post, account);
  const auto names_us = [&](const MentionEntity& mention) {
    return mention.user_id == account.external_id &&
           (prefix_counts || mention.span.end > post.display_start);
  };
  return std::any_of(post.entities.mentions.begin(), post.entities.mentions.end(), names_us);
}

// Entities are added because X also links "＃tag", which does not contain "#tag".
std::string Searchable(const Post& post) {
  std::string text = ReadableText(post);
  const auto add = [&text](std::string_view sign, std::string_view word) {
    text.append(kBetween).append(sign).append(word);
  };
  for (const TagEntity& tag : post.entities.hashtags) add("#", tag.text);
  for (const TagEntity& tag : post.entities.cashtags) add("$", tag.text);
  for (const MentionEntity& mention : post.entities.mentions) add("@", mention.screen_name);
  return text;
}

}  // namespace twitter
