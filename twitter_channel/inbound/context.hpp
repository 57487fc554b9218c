// What an answer needs to know about the message it answers. The normaliser writes it as
// context_json, the host keeps it, and the composer gets it back with the agent's reply.
//
// As JSON (ids are strings; members that say nothing are left out):
//   {"kind":"post","id":"2087500000000000001","author":{"id":"2","screen_name":"jo"},
//    "mentions":[{"id":"1","screen_name":"acme"}],"conversation_id":"2087400000000000001"}
//   {"kind":"direct_message","id":"2087500000000000002","author":{"id":"2","screen_name":"jo"},
//    "counterpart":{"id":"2","screen_name":"jo"},"conversation_id":"1-2"}
// "facts" holds RoutingFacts: {"lang","names_us","quoted","quoted_user","reposted","reposted_user",
// "own_bytes","media_order"}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

struct Correspondent {
  std::string id;
  std::string screen_name;  // without "@"; empty when X sent only the id
  bool operator==(const Correspondent&) const = default;
};

// What the router looked at and no other field of a stored message says, and what would be left to
// do if it were shown: so that changed rules can be tried on it, and take it. Empty members are
// left out of the JSON.
struct RoutingFacts {
  std::string language;
  bool names_us = false;  // a reply to us: outside of its prefix too
  std::string quoted_id;
  std::string quoted_user_id;
  std::string reposted_id;
  std::string reposted_user_id;
  std::size_t own_bytes = 0;  // of the text, before quotes and the like; 0: all of it
  std::string media_order;    // MediaOrder as JSON, of a message that is not shown
  bool operator==(const RoutingFacts&) const = default;
};

struct ReplyContext {
  enum class Kind { kPost, kDirectMessage };
  Kind kind = Kind::kPost;
  std::string id;
  Correspondent author;
  std::vector<Correspondent> mentions;  // posts: in text order, each account once
  std::string conversation_id;
  Correspondent counterpart;  // direct messages: the other person, also when we wrote it
  RoutingFacts facts = {};
  bool operator==(const ReplyContext&) const = default;
};

std::string WriteContext(const ReplyContext& context);
// kInvalid "reply.context" when it is not what WriteContext writes. Unknown members are ignored.
chp::Result<ReplyContext> ParseContext(std::string_view text);

}  // namespace twitter
