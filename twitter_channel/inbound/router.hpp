// Why a message concerns us, and which group gets it. Of all matches, the first in the order of
// Source that has a group, and that no rule of the admin stands against, wins; all of them are
// recorded (design.md 2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

struct Match {
  Source source = Source::kNone;
  std::string detail;  // the search term as the admin wrote it, else the account's handle
  // The rule that let it in where others are kept out ("include_word", "allow_author",
  // "language") and its value; empty: none was needed.
  std::string rule = {};
  std::string value = {};
  bool operator==(const Match&) const = default;
};

// A match that a rule stood against; `value` is empty when no rule of an including kind fits.
struct RuledOut {
  Source source = Source::kNone;  // kNone: whatever the source
  std::string rule;
  std::string value;
  bool operator==(const RuledOut&) const = default;
};

// What should happen to a message.
enum class Disposition {
  kOpen,     // may open a ticket
  kJoin,     // joins a ticket it is connected to, else context
  kContext,  // kept for dry runs and threads, never an article by itself
  kDrop,     // nothing is stored
};

struct Routing {
  Disposition disposition = Disposition::kContext;
  Source source = Source::kNone;
  std::string detail;  // of the match that won
  std::string group_id;
  std::vector<Match> matches;  // all of them, in order
  std::vector<RuledOut> refusals;
};

// Pure. `account` is the one the event was sent for: what it wrote itself is own; what another
// account of the same connection wrote is treated like anybody's.
Routing RoutePost(const Post& post, const Account& account);
Routing RouteDirectMessage(const DirectMessage& message, const Account& account);

}  // namespace twitter
