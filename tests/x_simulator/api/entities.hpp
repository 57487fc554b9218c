// Entities of a text, with indices as X gives them: code points of the HTML-escaped text that goes
// out beside them, end exclusive.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/world/posts.hpp"

namespace xsim {

// A text ready to go out, and how its positions moved by escaping.
class EscapedText {
 public:
  // Throws std::logic_error for text that is not UTF-8: nothing else is ever stored.
  explicit EscapedText(const std::string& text);

  const std::string& text() const { return text_; }
  std::size_t length() const { return new_position_.back(); }
  boost::json::array Indices(const Span& span) const;
  // The escaped beginning of the text, that many code points of the typed text long.
  std::string Prefix(std::size_t typed_length) const;
  std::size_t typed_length() const { return new_position_.size() - 1; }

 private:
  std::string text_;
  std::vector<std::size_t> new_position_;   // by typed code point, one more for the end
  std::vector<std::size_t> byte_position_;  // likewise
};

// hashtags, symbols, urls, user_mentions of everything that ends at or before `limit`.
boost::json::object Entities(const ObjectSource& source, const RichText& content,
                             const EscapedText& escaped, std::size_t limit);

// One entry per photo of the post; all of them stand at the same place.
boost::json::array PostMedia(const ObjectSource& source, const Post& post,
                             const EscapedText& escaped);

boost::json::value Number(const std::string& id);

}  // namespace xsim
