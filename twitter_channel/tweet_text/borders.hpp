// Where graphemes, words and sentences of a UTF-8 text begin and end, by Unicode's rules (UAX 14
// and 29, from ICU).
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace twitter {

enum class BorderKind {
  kGrapheme,
  kWord,  // where a line may be broken: also between words without spaces, as in Japanese or Thai
  kSentence,
};

// `text` must outlive it. Positions are bytes. Without ICU's data every question is answered as if
// there were no borders inside the text. Nothing is asked from the end towards the beginning: ICU
// goes back to the text's beginning where it finds no sure place, and for sentences it finds few.
class Borders {
 public:
  Borders(BorderKind kind, std::string_view text);
  ~Borders();
  Borders(const Borders&) = delete;
  Borders& operator=(const Borders&) = delete;

  // The first one behind `position`, else the end: nothing is computed for the rest of a text.
  std::size_t After(std::size_t position);
  std::vector<std::size_t> All();  // in order, the text's own two ends among them

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::size_t size_;
};

}  // namespace twitter
