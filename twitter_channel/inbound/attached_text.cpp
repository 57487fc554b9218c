// A quote reads like one in an e-mail: "> " before each line.
#include "twitter_channel/inbound/attached_text.hpp"

#include "plugin_api/cpp/text.hpp"
#include "twitter_channel/inbound/text_layout.hpp"
#include "twitter_channel/inbound/withheld_text.hpp"

namespace twitter {
namespace {

// A post may have 25,000 characters, and the message that quotes it as many of its own.
constexpr std::size_t kLongestQuote = std::size_t{32} << 10;

void AppendQuoted(std::string_view text, std::string& attached) {
  attached += "> ";
  for (const char byte : text) {
    attached.push_back(byte);
    if (byte == '\n') attached += "> ";
  }
}

void AddQuote(const Post& post, std::string& attached) {
  if (!post.quoted) return;
  const Post& quoted = *post.quoted;
  const std::string text =
      quoted.withheld.any() ? WithheldText(quoted.withheld) : ReadableText(quoted);
  if (text.empty()) return;
  const std::string& handle = quoted.author.screen_name;
  attached += "\n\n";
  AppendQuoted((handle.empty() ? std::string() : "@" + handle + ": ") +
                   std::string(chp::Shortened(text, kLongestQuote)),
               attached);
}

void AddPoll(const Poll& poll, std::string& attached) {
  if (poll.options.empty()) return;
  attached += "\n\nPoll:";
  for (const std::string& option : poll.options) attached += "\n- " + ReadableText(option, {});
}

void AddCard(const Card& card, std::string& attached) {
  if (card.title.empty()) return;
  attached += "\n\n[" + ReadableText(card.title, {}) + "]";
  if (!card.description.empty()) attached += " " + ReadableText(card.description, {});
}

void AddLocation(const Location& location, std::string& attached) {
  if (location.name.empty() && location.coordinates.empty()) return;
  attached += "\n\nLocation: " + location.name;
  if (!location.name.empty() && !location.coordinates.empty()) attached += ", ";
  attached += location.coordinates;
}

}  // namespace

std::string AttachedText(const Post& post) {
  std::string attached;
  AddQuote(post, attached);
  AddPoll(post.poll, attached);
  AddCard(post.card, attached);
  std::erase(attached, '\0');
  return attached;
}

std::string AttachedText(const DirectMessage& message) {
  std::string attached;
  AddLocation(message.location, attached);
  std::erase(attached, '\0');
  return attached;
}

}  // namespace twitter
