// Why a message concerns us, and which group gets it. The source is computed from the message,
// never from the event that brought it; the first match in the order of Source wins, all matches
// are recorded (design.md 2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

enum class Source { kOwn, kDirectMessage, kRepost, kReply, kMention, kQuote, kSearchTerm, kNone };
std::string_view SourceName(Source source);  // "own", "direct_message", ... as in the vocabulary

struct Match {
  Source source = Source::kNone;
  std::string detail;  // the search term, the account's handle, ...
  bool operator==(const Match&) const = default;
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
  std::string group_id;
  std::vector<Match> matches;  // all of them, in order
};

// Pure. `config` tells which authors are our own accounts.
Routing RoutePost(const Post& post, const Account& account, const Config& config);
Routing RouteDirectMessage(const DirectMessage& message, const Account& account, const Config& config);

}  // namespace twitter
