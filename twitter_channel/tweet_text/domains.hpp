// Domains in a text, as twitter-text's patterns take them: labels and one of the top-level domains
// X knows, so that "example.com" is one and "Yes.No" is none.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <unicode/umachine.h>

#include "twitter_channel/tweet_text/byte_range.hpp"

namespace twitter {

// With "-" and "_" between them, what labels are made of.
bool IsDomainCharacter(UChar32 character);

// Asked for one begin after the other, in text order, it reads a text once, however its dots stand.
// `text` must outlive it.
class DomainReader {
 public:
  explicit DomainReader(std::string_view text) : text_(text) {}

  // The end of the longest domain at `begin`, 0 when there is none.
  std::size_t EndAt(std::size_t begin);

 private:
  // Characters of labels, up to the dot or what else ends them.
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t after_underscore = 0;  // behind the last one; 0: there is none
    bool is_label = false;             // ends in a letter or digit, and a dot follows
  };
  // A label that follows a dot.
  struct Link {
    std::size_t begin = 0;
    std::size_t domain_end = 0;  // of the longest domain that goes on with it; 0: none does
  };

  Run ReadRun(std::size_t begin) const;
  std::size_t EndBehind(std::size_t label);
  void ReadChain(std::size_t label);

  std::string_view text_;
  Run run_;                  // the one last asked about
  std::vector<Link> chain_;  // the labels last read
};

// The domains of ASCII and accented Latin letters inside a domain: of one without protocol, X links
// only these.
std::vector<ByteRange> LatinDomains(std::string_view domain);

// Whether it can be looked up: each label of 1 to 63 characters in its ASCII form.
bool IsEncodable(std::string_view domain);

}  // namespace twitter
