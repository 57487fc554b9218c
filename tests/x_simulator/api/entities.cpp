#include "tests/x_simulator/api/entities.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string_view>

#include "tests/x_simulator/api/media_object.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

std::string Escape(char32_t point) {
  if (point == U'&') return "&amp;";
  if (point == U'<') return "&lt;";
  if (point == U'>') return "&gt;";
  return EncodeUtf8(std::u32string_view(&point, 1));
}

}  // namespace

EscapedText::EscapedText(const std::string& text) {
  const auto points = DecodeUtf8(text);
  if (!points) throw std::logic_error("stored text is not UTF-8");
  std::size_t position = 0;
  for (const char32_t point : *points) {
    new_position_.push_back(position);
    byte_position_.push_back(text_.size());
    const std::string escaped = Escape(point);
    const bool changed = point == U'&' || point == U'<' || point == U'>';
    position += changed ? escaped.size() : 1;
    text_ += escaped;
  }
  new_position_.push_back(position);
  byte_position_.push_back(text_.size());
}

boost::json::array EscapedText::Indices(const Span& span) const {
  return {new_position_.at(span.start), new_position_.at(span.end)};
}

std::string EscapedText::Prefix(std::size_t typed_length) const {
  return text_.substr(0, byte_position_.at(std::min(typed_length, this->typed_length())));
}

boost::json::value Number(const std::string& id) {
  std::uint64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return number;
}

boost::json::object Entities(const ObjectSource& source, const RichText& content,
                             const EscapedText& escaped, std::size_t limit) {
  boost::json::array hashtags;
  for (const HashtagEntity& tag : content.hashtags) {
    if (tag.span.end > limit) continue;
    hashtags.push_back({{"text", tag.text}, {"indices", escaped.Indices(tag.span)}});
  }
  boost::json::array urls;
  for (const UrlEntity& url : content.urls) {
    if (url.span.end > limit) continue;
    urls.push_back({{"url", url.url},
                    {"expanded_url", url.expanded_url},
                    {"display_url", url.display_url},
                    {"indices", escaped.Indices(url.span)}});
  }
  boost::json::array mentions;
  for (const MentionEntity& mention : content.mentions) {
    const User* user = source.state.users.Find(mention.user_id);
    if (mention.span.end > limit || user == nullptr) continue;
    mentions.push_back({{"screen_name", user->screen_name},
                        {"name", user->name},
                        {"id", Number(user->id)},
                        {"id_str", user->id},
                        {"indices", escaped.Indices(mention.span)}});
  }
  return {{"hashtags", hashtags},
          {"symbols", boost::json::array()},
          {"urls", urls},
          {"user_mentions", mentions}};
}

boost::json::array PostMedia(const ObjectSource& source, const Post& post,
                             const EscapedText& escaped) {
  boost::json::array media;
  const User* author = source.state.users.Find(post.user_id);
  for (std::size_t i = 0; i < post.photos.size(); ++i) {
    media.push_back(MediaObject(post.photos[i], MediaBase(source) + "/media/",
                                escaped.Indices(post.photo_span),
                                "https://twitter.com/" + author->screen_name + "/status/" +
                                    post.id + "/photo/" + std::to_string(i + 1)));
  }
  return media;
}

}  // namespace xsim
