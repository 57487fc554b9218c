// What an admin has chosen for one account: which sources are collected, into which group, by which
// rules. The form is account_schema of the manifest.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "twitter_channel/field_reader.hpp"
#include "twitter_channel/rules.hpp"
#include "twitter_channel/term_index.hpp"

namespace twitter {

struct SearchRule {
  std::string term;
  std::string group_id;
};

// How X is asked (A19: jobs of the host, in turns).
struct PollingSettings {
  std::int64_t interval_ms = 120'000;                    // between two turns of the search
  std::int64_t first_ms = std::int64_t{24} * 3'600'000;  // how far back the first turn looks
  int flood_posts = 50;  // of one thread in a quarter of an hour; more go into one ticket. 0: never
  // Where X sends no events.
  std::int64_t mentions_ms = 60'000;
  std::int64_t messages_ms = 120'000;
  // Beside X's events, for what they leave out; 0: after an outage only.
  std::int64_t check_mentions_ms = std::int64_t{15} * 60'000;
  std::int64_t check_messages_ms = std::int64_t{60} * 60'000;
};

// Groups are the host's ids; an empty one means what is said beside it.
struct AccountSettings {
  std::string mentions_group;         // off
  std::string direct_messages_group;  // off
  std::string replies_group;          // as mentions
  std::string quotes_group;           // as mentions, when it names us
  std::string reposts_group;          // as the post that is repeated
  bool ignore_replies = false;
  bool ignore_quotes = false;
  bool track_retweets = false;
  bool read_receipts = false;  // show who has read our direct messages
  bool long_posts = false;     // an admin says that X lets this account write long posts
  std::vector<std::string> order_patterns;  // "AC-####": "#" is a digit, "?" a letter
  std::int64_t silence_hours = 0;           // that nothing comes before it is an alarm; 0: never
  std::vector<SearchRule> search;
  PollingSettings polling;
  // Made once from the lists; null: the list is empty.
  std::shared_ptr<const TermIndex> terms;  // rows are those of `search`
  std::shared_ptr<const RuleBook> rules;
};

// `settings`: the object that holds "sync". Refuses what would silently do nothing (a search for
// "#"), naming row and field.
AccountSettings ReadAccountSettings(const FieldReader& settings, FieldErrors& errors);

}  // namespace twitter
