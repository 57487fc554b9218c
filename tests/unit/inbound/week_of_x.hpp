// A week of what people write to @AcmeHelp on X: when, how X tells of it, and in which of its lists
// it stands. The same seed makes the same week.
#pragma once

#include <array>
#include <cstdint>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tests/unit/inbound/activity_bodies.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter::testing {

inline constexpr std::int64_t kSecondMs = 1'000;
inline constexpr std::int64_t kWeekMs = std::int64_t{7} * 24 * 3'600'000;
inline constexpr std::string_view kOurPostId = "1930000000000000001";

enum class Written {
  kMention,           // an event and the mentions timeline
  kProtectedMention,  // somebody protected: the timeline only
  kThreadMention,     // further down a thread: the timeline only
  kReply,             // two events and the timeline
  kQuote,             // does not name us: an event and the search
  kOwn,               // by us, elsewhere: an event and our timeline
  kRepost,            // not collected
  kMessage,           // a direct message to us: an event and the list
  kOwnMessage,        // and one from us
};
inline constexpr int kKindsWritten = 9;

struct WrittenItem {
  std::int64_t at_ms = 0;
  Written kind = Written::kMention;
  std::string id;
  std::vector<std::string> bodies;  // of the events that X sends
  Event event;                      // what X's lists show
};

// Chance: every draw of a week in one place.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}
  bool Falls(double probability) {
    return std::uniform_real_distribution<double>(0, 1)(random_) < probability;
  }
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }

 private:
  std::mt19937 random_;
};

inline std::string IsoTime(std::int64_t at_ms) {
  const std::time_t seconds = at_ms / kSecondMs;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S.000Z", &parts);
  return text.data();
}

inline bool IsMessage(Written kind) {
  return kind == Written::kMessage || kind == Written::kOwnMessage;
}

// The names of the events that X sends of it; none where it sends none.
inline std::vector<std::string_view> EventsOf(Written kind) {
  switch (kind) {
    case Written::kMention:
      return {"post.mention.create"};
    case Written::kReply:
      return {"post.reply.create", "post.mention.create"};
    case Written::kQuote:
      return {"post.quote.create"};
    case Written::kOwn:
      return {"post.create"};
    case Written::kRepost:
      return {"post.repost.create"};
    case Written::kMessage:
      return {"dm.received"};
    case Written::kOwnMessage:
      return {"dm.sent"};
    case Written::kProtectedMention:
    case Written::kThreadMention:
      return {};
  }
  return {};
}

inline boost::json::object PostPayload(const WrittenItem& item, std::string_view author) {
  const bool names_us = item.kind != Written::kQuote && item.kind != Written::kOwn;
  boost::json::object post{{"id", item.id},
                           {"author_id", author},
                           {"created_at", IsoTime(item.at_ms)},
                           {"text", (names_us ? "@AcmeHelp number " : "number ") + item.id}};
  if (names_us) {
    post["entities"] = {
        {"mentions",
         boost::json::array{
             {{"start", 0}, {"end", 9}, {"username", "AcmeHelp"}, {"id", kOurUserId}}}}};
  }
  const auto refers_as = [&](std::string_view how) {
    post["referenced_tweets"] = boost::json::array{{{"type", how}, {"id", kOurPostId}}};
  };
  if (item.kind == Written::kReply) {
    post["in_reply_to_user_id"] = kOurUserId;
    refers_as("replied_to");
  }
  if (item.kind == Written::kQuote) refers_as("quoted");
  if (item.kind == Written::kRepost) refers_as("retweeted");
  return post;
}

inline boost::json::object MessagePayload(const WrittenItem& item, std::string_view sender,
                                          std::string_view customer) {
  return {{"id", item.id},
          {"text", "message " + item.id},
          {"sender_id", sender},
          {"created_at", IsoTime(item.at_ms)},
          {"dm_conversation_id", std::string(customer) + "-" + std::string(kOurUserId)}};
}

inline WrittenItem WriteItem(std::int64_t at_ms, Written kind, std::uint64_t number, Dice& dice) {
  WrittenItem item{.at_ms = at_ms, .kind = kind, .id = {}, .bodies = {}, .event = OtherEvent{}};
  // Ids of X grow with time; the lowest bits tell the posts of a millisecond apart.
  item.id = std::to_string(std::stoull(LowestIdAt(at_ms)) + number);
  const std::string customer = std::to_string(3'000 + dice.Between(0, 40));
  const bool own = kind == Written::kOwn || kind == Written::kOwnMessage;
  const std::string author = own ? std::string(kOurUserId) : customer;
  const std::string handle = own ? "AcmeHelp" : "jo" + customer;
  const boost::json::object payload =
      IsMessage(kind) ? MessagePayload(item, author, customer) : PostPayload(item, author);
  const boost::json::object includes{
      {"users", boost::json::array{{{"id", author}, {"username", handle}, {"name", handle}}}}};
  for (const std::string_view name : EventsOf(kind)) {
    item.bodies.push_back(Activity(name, payload, includes));
  }
  item.event =
      Decoded(Activity(IsMessage(kind) ? "dm.received" : "post.mention.create", payload, includes))
          .events.at(0);
  return item;
}

// About `count` of all kinds, in order of time.
inline std::vector<WrittenItem> WeekOf(std::int64_t begin_ms, int count, Dice& dice) {
  std::vector<WrittenItem> items;
  std::int64_t at_ms = begin_ms;
  for (std::uint64_t number = 0; at_ms < begin_ms + kWeekMs; ++number) {
    const auto kind = static_cast<Written>(dice.Between(0, kKindsWritten - 1));
    items.push_back(WriteItem(at_ms, kind, number, dice));
    // Now and then many write within a minute.
    const bool busy = dice.Falls(0.2);
    at_ms += dice.Between(0, busy ? 2 * kSecondMs : 2 * kWeekMs / count);
  }
  return items;
}

}  // namespace twitter::testing
