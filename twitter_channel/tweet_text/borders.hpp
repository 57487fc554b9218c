// Where graphemes, words and sentences of a UTF-8 text begin and end, by Unicode's rules (UAX 14
// and 29, from ICU). Asked for single places, so that nothing is computed for the rest of a text.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace twitter {

enum class BorderKind {
  kGrapheme,
  kWord,  // where a line may be broken: also between words without spaces, as in Japanese or Thai
  kSentence,
};

// `text` must outlive it. Positions are bytes. Without ICU's data every question is answered as if
// there were no borders inside the text.
class Borders {
 public:
  Borders(BorderKind kind, std::string_view text);
  ~Borders();
  Borders(const Borders&) = delete;
  Borders& operator=(const Borders&) = delete;

  std::size_t After(std::size_t position);   // the first one behind `position`, else the end
  std::size_t Before(std::size_t position);  // the last one in front of `position`, else 0
  bool Is(std::size_t position);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::size_t size_;
};

}  // namespace twitter
