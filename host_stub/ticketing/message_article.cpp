// The article that shows a message.
#include "host_stub/ticketing/message_article.hpp"

#include "host_stub/ticketing/customer_profile.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kTitleCharacters = 80;

bool BeginsCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

// One line of at most kTitleCharacters code points.
std::string Shortened(std::string_view text) {
  std::string line;
  std::size_t characters = 0;
  for (const char byte : text) {
    if (BeginsCharacter(byte) && ++characters > kTitleCharacters) return line + "...";
    line.push_back(byte == '\n' || byte == '\r' || byte == '\t' ? ' ' : byte);
  }
  return line;
}

std::string NamesOf(const std::vector<chp::Party>& parties) {
  std::string names;
  for (const chp::Party& party : parties) names += (names.empty() ? "" : ", ") + NameOf(party);
  return names;
}

}  // namespace

Article ArticleOf(const chp::Message& message, const SurfaceWords& surface) {
  Article article;
  article.type = surface.article_type;
  article.sender = message.own ? "Agent" : "Customer";
  article.from = NameOf(message.author);
  article.to = NamesOf(message.recipients);
  article.to_is_null = message.recipients.empty();
  article.body = message.text;
  article.message_id = message.external_id;
  article.in_reply_to = message.in_reply_to;
  article.created_ms = message.sent_ms;
  if (!message.attributes_json.empty()) article.attributes_json = message.attributes_json;
  if (!message.permalink.empty()) {
    article.links.push_back(
        {.url = message.permalink, .name = surface.link_label, .target = "_blank"});
  }
  return article;
}

std::string TitleOf(const chp::Message& message) {
  if (!Trimmed(message.subject).empty()) return message.subject;
  const std::string beginning = Shortened(message.text);
  return Trimmed(beginning).empty() ? "(no text)" : beginning;
}

}  // namespace stub
