// What an admin writes as a search term or a word of a rule, and the form in which it is compared
// with texts.
#pragma once

#include <string>
#include <string_view>

namespace twitter {

// Unicode NFKC case folding: upper and lower case, full and half width, composed and decomposed
// letters are the same, invisible characters are left out; white space becomes one space. Invalid
// UTF-8 becomes U+FFFD.
std::string ForSearch(std::string_view text);

// A term as the index looks for it.
//   word        anywhere, also inside a longer word (compounds; scripts without spaces)
//   "a phrase"  in quotes: whole words only
//   #tag @name $symbol  whole only: "#acme" is not in "#acmefan"
struct TermPattern {
  std::string text;  // as ForSearch; empty: the term is blank or only signs, and never matches
  bool whole = false;
  bool operator==(const TermPattern&) const = default;
};
TermPattern PatternOf(std::string_view term);

// Whether a whole pattern that lies at [begin, begin + length) of `text` (as ForSearch) ends there:
// no letter, digit, mark or "_" goes on at an edge of it.
bool StandsAlone(std::string_view text, std::size_t begin, std::size_t length);

}  // namespace twitter
